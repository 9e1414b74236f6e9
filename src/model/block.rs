//! Running text: blocks, and what stands in a line.

use crate::model::{Language, Picture};

/// Inline content of one paragraph.
pub type Paragraph = Vec<Inline>;

/// A part of running text that stands on lines of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A paragraph of text.
    Paragraph(Paragraph),
    /// A heading within the body. `level` is 1 for the highest that the letter uses.
    Heading {
        /// 1 to 6, never more than one deeper than the heading before.
        level: u8,
        /// What it says.
        text: Paragraph,
        /// A name for links to it, unique in the letter: `what-we-ask`.
        anchor: String,
    },
    /// A list, numbered, lettered or with bullets.
    List(List),
    /// A quotation set off from the text.
    Quotation(Vec<Block>),
    /// A table with a head.
    Table(Table),
    /// Text whose spaces and line breaks stay, without its last line break.
    Code(String),
    /// A picture on lines of its own.
    Picture(Picture),
    /// A break in the thread of the text.
    ThematicBreak,
    /// A list of signatories, placed here: its index in `Letter::signatories`.
    Signatories(usize),
    /// The complimentary close, placed here.
    Close,
    /// The notes, placed here.
    Notes,
    /// The body's headings as a list.
    Contents,
}

/// Items, each with a marker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// How the items are marked.
    pub enumerator: Enumerator,
    /// Whether items follow each other without space between (CommonMark 5.3).
    pub tight: bool,
    /// The blocks of each item.
    pub items: Vec<Vec<Block>>,
}

/// The markers of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Enumerator {
    /// The same sign before each item.
    Bullet,
    /// Numbers or letters in sequence.
    Ordered {
        /// What counts.
        numbering: Numbering,
        /// What stands round it.
        delimiter: Delimiter,
        /// The place of the first item in the sequence; 3 for a list that begins with `(C)`.
        start: u32,
    },
}

/// A sequence of ordinals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbering {
    /// `1`, `2`
    Decimal,
    /// `a`, `b`, … `z`, `aa`
    LowerAlpha,
    /// `A`, `B`
    UpperAlpha,
    /// `i`, `ii`
    LowerRoman,
    /// `I`, `II`
    UpperRoman,
}

/// What stands round an ordinal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delimiter {
    /// `1.`
    Period,
    /// `1)`
    Parenthesis,
    /// `(1)`
    Parentheses,
}

impl Enumerator {
    /// The marker of the item at `index`, counted from 0: `(B)`. A bullet has none.
    pub fn marker(self, index: usize) -> Option<String> {
        let Self::Ordered { numbering, delimiter, start } = self else { return None };
        let ordinal = numbering.ordinal(u64::from(start) + index as u64);
        Some(match delimiter {
            Delimiter::Period => format!("{ordinal}."),
            Delimiter::Parenthesis => format!("{ordinal})"),
            Delimiter::Parentheses => format!("({ordinal})"),
        })
    }
}

impl Numbering {
    /// `number` in this sequence; a zero, which letters and roman numerals lack, as `0`.
    pub fn ordinal(self, number: u64) -> String {
        if number == 0 {
            return "0".to_owned();
        }
        match self {
            Self::Decimal => number.to_string(),
            Self::LowerAlpha => alphabetic(number),
            Self::UpperAlpha => alphabetic(number).to_ascii_uppercase(),
            Self::LowerRoman => roman(number),
            Self::UpperRoman => roman(number).to_ascii_uppercase(),
        }
    }
}

fn alphabetic(mut number: u64) -> String {
    let mut letters = Vec::new();
    while number > 0 {
        number -= 1;
        letters.push(char::from(b'a' + (number % 26) as u8));
        number /= 26;
    }
    letters.iter().rev().collect()
}

fn roman(mut number: u64) -> String {
    const NUMERALS: [(u64, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if number > 3999 {
        return number.to_string();
    }
    let mut roman = String::new();
    for (value, numeral) in NUMERALS {
        while number >= value {
            roman.push_str(numeral);
            number -= value;
        }
    }
    roman
}

/// A table with one row of heads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// How each column is aligned.
    pub alignments: Vec<Alignment>,
    /// The words over the columns.
    pub heads: Vec<Paragraph>,
    /// The rows, each as long as `heads`.
    pub rows: Vec<Vec<Paragraph>>,
}

/// How the cells of a column stand in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alignment {
    /// Where lines of the language begin; also when the source says nothing.
    Start,
    /// In the middle.
    Center,
    /// Where lines of the language end.
    End,
}

/// A part of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Text, with quotation marks as they are printed. Runs of spaces are one; no-break spaces stay.
    Text(String),
    /// Stressed, usually italic.
    Emphasis(Vec<Inline>),
    /// Stressed strongly, usually bold.
    Strong(Vec<Inline>),
    /// A piece of code.
    Code(String),
    /// Text that leads to an address.
    Link {
        /// `https:`, `http:` or `mailto:`.
        address: String,
        /// What is shown.
        text: Vec<Inline>,
    },
    /// Text in another language than what surrounds it.
    Span {
        /// Its language.
        language: Language,
        /// The text.
        text: Vec<Inline>,
    },
    /// Text whose direction is not that of what surrounds it, kept apart from it
    /// (UAX 9, isolates; `bdi` in HTML).
    Isolate(Vec<Inline>),
    /// The mark of a note: the note's index in `Letter::notes`.
    NoteMark(usize),
    /// A line break that the author asked for.
    LineBreak,
}

/// FIRST STRONG ISOLATE, which begins an isolate in plain text (UAX 9).
pub const ISOLATE: char = '\u{2068}';

/// POP DIRECTIONAL ISOLATE, which ends it.
pub const END_OF_ISOLATE: char = '\u{2069}';

/// How addresses begin that a link may lead to.
pub const LINK_SCHEMES: [&str; 3] = ["https://", "http://", "mailto:"];

/// Whether a link may lead to an address: a scheme of `LINK_SCHEMES`, in any case, and more.
pub fn may_be_linked(address: &str) -> bool {
    LINK_SCHEMES.iter().any(|scheme| {
        address.len() > scheme.len()
            && address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    })
}

/// The letters alone: no emphasis, no addresses, no marks of notes; a line break as a space.
pub fn plain(inlines: &[Inline]) -> String {
    let mut text = String::new();
    push_plain(inlines, &mut text);
    text
}

fn push_plain(inlines: &[Inline], plain: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Code(text) => plain.push_str(text),
            Inline::Emphasis(text)
            | Inline::Strong(text)
            | Inline::Link { text, .. }
            | Inline::Span { text, .. }
            | Inline::Isolate(text) => push_plain(text, plain),
            Inline::NoteMark(_) => {}
            Inline::LineBreak => plain.push(' '),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_count_in_their_own_sequence() {
        let marker = |numbering, delimiter, start, index| {
            Enumerator::Ordered { numbering, delimiter, start }.marker(index).unwrap()
        };
        assert_eq!(marker(Numbering::UpperAlpha, Delimiter::Parentheses, 1, 4), "(E)");
        assert_eq!(marker(Numbering::LowerAlpha, Delimiter::Parenthesis, 26, 1), "aa)");
        assert_eq!(marker(Numbering::LowerRoman, Delimiter::Parentheses, 4, 0), "(iv)");
        assert_eq!(marker(Numbering::Decimal, Delimiter::Period, 3, 2), "5.");
        assert_eq!(Enumerator::Bullet.marker(0), None);
    }
}
