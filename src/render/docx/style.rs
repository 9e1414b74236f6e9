//! The styles of a letter: what Word calls them, and how each is set.

use crate::model::{Length, Letter, NotePlacement};
use crate::render::docx::direction::is_complex;
use crate::render::docx::paragraph::Indent;
use crate::typeset::style::{Measures, Type};

/// What a paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Style {
    Letterhead,
    LetterheadLines,
    Notice,
    Title,
    Subtitle,
    Date,
    Reference,
    Address,
    Subject,
    Salutation,
    Body,
    /// A heading of the body, by its level counted from 1.
    Heading(u8),
    /// A paragraph with a marker.
    Item,
    /// One that belongs to the item before.
    ItemContinued,
    Quotation,
    Code,
    Picture,
    Break,
    /// A heading in the list of contents, by its level counted from 1.
    Contents(u8),
    Close,
    SignatoriesHeading,
    GroupHeading,
    Lead,
    Signatory,
    /// The same where there are more than a few.
    SignatoryOfMany,
    /// The place to sign on, over a name.
    Signature,
    SmallPrint,
    Logos,
    Notation,
    TableHead,
    TableCell,
    Header,
    Footnote,
    Endnote,
}

/// The deepest level of headings.
pub(crate) const DEEPEST: u8 = 6;

const HEADINGS: [(&str, &str); 6] = [
    ("Heading1", "heading 1"),
    ("Heading2", "heading 2"),
    ("Heading3", "heading 3"),
    ("Heading4", "heading 4"),
    ("Heading5", "heading 5"),
    ("Heading6", "heading 6"),
];

const CONTENTS: [(&str, &str); 6] = [
    ("TOC1", "toc 1"),
    ("TOC2", "toc 2"),
    ("TOC3", "toc 3"),
    ("TOC4", "toc 4"),
    ("TOC5", "toc 5"),
    ("TOC6", "toc 6"),
];

impl Style {
    /// All styles.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        let single = [
            Self::Letterhead,
            Self::LetterheadLines,
            Self::Notice,
            Self::Title,
            Self::Subtitle,
            Self::Date,
            Self::Reference,
            Self::Address,
            Self::Subject,
            Self::Salutation,
            Self::Body,
            Self::Item,
            Self::ItemContinued,
            Self::Quotation,
            Self::Code,
            Self::Picture,
            Self::Break,
            Self::Close,
            Self::SignatoriesHeading,
            Self::GroupHeading,
            Self::Lead,
            Self::Signatory,
            Self::SignatoryOfMany,
            Self::Signature,
            Self::SmallPrint,
            Self::Logos,
            Self::Notation,
            Self::TableHead,
            Self::TableCell,
            Self::Header,
            Self::Footnote,
            Self::Endnote,
        ];
        let levels = (1..=DEEPEST).flat_map(|level| [Self::Heading(level), Self::Contents(level)]);
        single.into_iter().chain(levels)
    }

    /// What the file calls it.
    pub(crate) fn id(self) -> &'static str {
        self.names().0
    }

    /// What people see: of a style that Word brings, the name by which it knows that.
    pub(crate) fn name(self) -> &'static str {
        self.names().1
    }

    fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Letterhead => ("Letterhead", "Letterhead"),
            Self::LetterheadLines => ("LetterheadLines", "Letterhead Lines"),
            Self::Notice => ("Notice", "Notice"),
            Self::Title => ("Title", "Title"),
            Self::Subtitle => ("Subtitle", "Subtitle"),
            Self::Date => ("Date", "Date"),
            Self::Reference => ("ReferenceLine", "Reference Line"),
            Self::Address => ("InsideAddress", "Inside Address"),
            Self::Subject => ("SubjectLine", "Subject Line"),
            Self::Salutation => ("Salutation", "Salutation"),
            Self::Body => ("BodyText", "Body Text"),
            Self::Heading(level) => of_level(&HEADINGS, level),
            Self::Item => ("ListParagraph", "List Paragraph"),
            Self::ItemContinued => ("ListContinue", "List Continue"),
            Self::Quotation => ("Quote", "Quote"),
            Self::Code => ("HTMLPreformatted", "HTML Preformatted"),
            Self::Picture => ("Picture", "Picture"),
            Self::Break => ("ThematicBreak", "Thematic Break"),
            Self::Contents(level) => of_level(&CONTENTS, level),
            Self::Close => ("Closing", "Closing"),
            Self::SignatoriesHeading => ("SignatoriesHeading", "Signatories Heading"),
            Self::GroupHeading => ("SignatoryGroup", "Signatory Group"),
            Self::Lead => ("SignatoriesLead", "Signatories Lead"),
            Self::Signatory => ("Signatory", "Signatory"),
            Self::SignatoryOfMany => ("SignatoryOfMany", "Signatory of Many"),
            Self::Signature => ("Signature", "Signature"),
            Self::SmallPrint => ("SignatoriesNote", "Signatories Note"),
            Self::Logos => ("Logos", "Logos"),
            Self::Notation => ("Notation", "Notation"),
            Self::TableHead => ("TableHead", "Table Head"),
            Self::TableCell => ("TableText", "Table Text"),
            Self::Header => ("Header", "header"),
            Self::Footnote => ("FootnoteText", "footnote text"),
            Self::Endnote => ("EndnoteText", "endnote text"),
        }
    }

    /// Whether Word brings a style of this name.
    pub(crate) fn is_built_in(self) -> bool {
        matches!(
            self,
            Self::Title
                | Self::Subtitle
                | Self::Date
                | Self::Salutation
                | Self::Body
                | Self::Heading(_)
                | Self::Item
                | Self::ItemContinued
                | Self::Quotation
                | Self::Code
                | Self::Contents(_)
                | Self::Close
                | Self::Signature
                | Self::Header
                | Self::Footnote
                | Self::Endnote
        )
    }

    /// The style of the letter's notes.
    pub(crate) fn of_notes(placement: NotePlacement) -> Self {
        match placement {
            NotePlacement::Foot => Self::Footnote,
            NotePlacement::End => Self::Endnote,
        }
    }
}

fn of_level(names: &[(&'static str, &'static str); 6], level: u8) -> (&'static str, &'static str) {
    names[usize::from(level.clamp(1, DEEPEST)) - 1]
}

/// How lines are told apart (ISO 29500-1, 17.18.48).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LineRule {
    /// By the leading, whatever stands in them.
    Exact,
    /// By what stands in them, but no closer than the leading.
    AtLeast,
}

/// Where a page may end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kept {
    /// Within a paragraph and after it.
    Free,
    /// Only after it.
    Whole,
    /// Neither.
    WithNext,
}

/// How lines stand between the margins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lines {
    /// As long as their text.
    Ragged,
    /// Filled to both margins.
    Justified,
    /// In the middle.
    Centered,
}

/// How a style is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Setting {
    pub(crate) kind: Type,
    pub(crate) line: LineRule,
    /// Above a paragraph of it, where nothing else is said.
    pub(crate) before: Length,
    pub(crate) indent: Indent,
    pub(crate) kept: Kept,
    pub(crate) lines: Lines,
    /// Whether words are divided.
    pub(crate) hyphenated: bool,
    /// Whether a fine rule stands below it.
    pub(crate) ruled: bool,
    /// Its level among the headings, counted from 0.
    pub(crate) outline: Option<usize>,
}

impl Setting {
    /// How a letter sets a style.
    pub(crate) fn of(style: Style, measures: &Measures, letter: &Letter) -> Self {
        let m = measures;
        let hang = |length: Length| Indent { start: length, hang: length, ..Indent::default() };
        let inset = Indent { start: m.quotation_inset, end: m.quotation_inset, hang: Length::ZERO };
        let plain = Self {
            kind: m.body,
            // In a complex script, letters would be cut off.
            line: if is_complex(&letter.language) { LineRule::AtLeast } else { LineRule::Exact },
            before: Length::ZERO,
            indent: Indent::default(),
            kept: Kept::Free,
            lines: Lines::Ragged,
            hyphenated: false,
            ruled: false,
            outline: None,
        };
        let heading = Self { kept: Kept::WithNext, ..plain };
        let line = Self { before: m.head_part, kept: Kept::Whole, ..plain };
        let lines = if m.justify { Lines::Justified } else { Lines::Ragged };
        let running = Self { lines, hyphenated: true, ..plain };
        let small = Self { hyphenated: true, ..plain };
        let name = Self { line: LineRule::AtLeast, kept: Kept::Whole, ..plain };
        let level = |level: u8| usize::from(level.clamp(1, DEEPEST)) - 1;
        match style {
            Style::Letterhead => Self { kind: m.letterhead, ..heading },
            Style::LetterheadLines => Self { kind: m.letterhead_lines, ..plain },
            Style::Notice => Self { kind: m.notice, ruled: true, ..small },
            Style::Title => Self { kind: m.title, ..heading },
            Style::Subtitle => Self { kind: m.subtitle, ..heading },
            Style::Date | Style::Reference | Style::Address => line,
            Style::Subject => Self { kind: m.subject, indent: hang(m.hang), ..line },
            Style::Salutation => Self { kept: Kept::WithNext, ..line },
            Style::Body => Self { before: m.paragraph, ..running },
            Style::Heading(number) => Self {
                kind: m.headings[level(number)],
                before: m.body.leading,
                outline: Some(level(number)),
                ..heading
            },
            Style::Item => Self { before: m.item, indent: hang(m.hang), ..running },
            Style::ItemContinued => Self {
                before: m.item,
                indent: Indent { start: m.hang, ..Indent::default() },
                ..running
            },
            Style::Quotation => {
                Self { kind: m.quotation, before: m.paragraph, indent: inset, ..running }
            }
            Style::Code => Self { kind: m.code, before: m.paragraph, indent: inset, ..plain },
            Style::Picture => Self {
                line: LineRule::AtLeast,
                before: m.body.leading * 0.75,
                lines: Lines::Centered,
                ..plain
            },
            Style::Break => Self { before: m.body.leading * 0.75, lines: Lines::Centered, ..plain },
            Style::Contents(number) => Self {
                indent: Indent {
                    // A level is 1.6 em deeper than the one above.
                    start: m.body.size * 1.6 * f64::from(number.saturating_sub(1)),
                    ..Indent::default()
                },
                ..plain
            },
            Style::Close => Self { before: m.above_close, kept: Kept::WithNext, ..line },
            Style::SignatoriesHeading => Self {
                kind: m.list_heading,
                before: m.above_list_heading,
                outline: Some(0),
                ..heading
            },
            Style::GroupHeading => {
                Self { kind: m.group_heading, before: m.above_group, outline: Some(1), ..heading }
            }
            Style::Lead => Self { before: m.under_group, kept: Kept::WithNext, ..small },
            Style::Signatory => Self { kind: m.names, indent: hang(m.name_hang), ..name },
            Style::SignatoryOfMany => {
                Self { kind: m.many_names, indent: hang(m.name_hang), ..name }
            }
            Style::Signature => {
                Self { before: m.body.leading * 0.5, ruled: true, kept: Kept::WithNext, ..name }
            }
            Style::SmallPrint => Self { kind: m.closing, before: m.paragraph, ..small },
            Style::Logos => Self { line: LineRule::AtLeast, before: m.above_names, ..plain },
            Style::Notation => Self { kind: m.closing, ..small },
            Style::TableHead => Self { kind: m.table_head, kept: Kept::WithNext, ..plain },
            Style::TableCell => Self { kind: m.table, ..plain },
            Style::Header => Self { kind: m.running_head, ..plain },
            Style::Footnote | Style::Endnote => Self { kind: m.note, ..small },
        }
    }
}
