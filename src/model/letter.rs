//! A joint letter.

use std::fmt;
use std::sync::Arc;

use crate::model::{Block, Language, PageSettings, Paragraph, Picture, SignatoryList};

/// A joint letter, ready to be rendered.
///
/// The fields stand in the order in which the parts appear on the page. Text is final: templates
/// are expanded and dates are spelled out; a line break in a string is one on paper. Nothing here
/// is private, so no backend can leak what it never receives: contact details stay in the
/// signatory list.
#[derive(Clone, Debug, PartialEq)]
pub struct Letter {
    /// The language of all that does not say otherwise.
    pub language: Language,
    /// The sender's name and address at the head.
    pub letterhead: Option<Letterhead>,
    /// `DRAFT`, `DRAFT v2`, `DRAFT after v2` on a letter that is not the final one.
    pub draft: Option<String>,
    /// At the head of every page: `EMBARGOED until 5 May`.
    pub marking: Option<String>,
    /// The publisher's words above the title.
    pub notice: Vec<Paragraph>,
    /// Title above the dateline. Without one, the subject is the document's title.
    pub title: Option<String>,
    /// The line under the title.
    pub subtitle: Option<String>,
    /// Date as printed: `August 2, 2022`.
    pub dateline: Option<String>,
    /// Reference lines: `Our ref.: 12/3`.
    pub references: Vec<String>,
    /// Delivery notation: `Via fax: …`.
    pub delivery: Option<String>,
    /// Whom the letter is written to; an open letter has none.
    pub inside_addresses: Vec<InsideAddress>,
    /// Subject line without its `Re:`.
    pub subject: Option<String>,
    /// Greeting with its punctuation: `Dear Madam Speaker,`.
    pub salutation: Option<String>,
    /// Everything between salutation and complimentary close.
    pub body: Vec<Block>,
    /// Phrase before the signatures: `Respectfully,`. Many joint letters have none.
    pub complimentary_close: Option<String>,
    /// The lists of signatories: one, unless the body places several (`Block::Signatories`).
    /// None in a letter that is to show none.
    pub signatories: Vec<SignatoryList>,
    /// Whom to ask about the letter.
    pub contact: Vec<Paragraph>,
    /// Postscript, without its label.
    pub postscript: Vec<Paragraph>,
    /// What comes with the letter.
    pub enclosures: Vec<Enclosure>,
    /// Who gets a copy.
    pub copies: Vec<String>,
    /// The notes in the order of their first marks.
    pub notes: Vec<Note>,
    /// The fixed words before some parts.
    pub labels: Labels,
    /// The parts in the order of printing: all of `Part`, or those that the author listed.
    pub order: Vec<Part>,
    /// How it is to be set on paper.
    pub page: PageSettings,
}

/// The sender, at the head of the letter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letterhead {
    /// The sender's name.
    pub name: Option<String>,
    /// Address and the like.
    pub lines: Vec<String>,
    /// The sender's logos.
    pub logos: Vec<Picture>,
}

/// Name and address of one whom the letter is written to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InsideAddress {
    /// The lines in the order of printing: name, role, organization, then the others. Never empty.
    pub lines: Vec<String>,
    /// Into whose hands: `Dan Bernal, District Chief of Staff`.
    pub attention: Option<String>,
}

/// Something that comes with the letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enclosure {
    /// As listed in the letter.
    pub title: Paragraph,
    /// The PDF whose pages follow those of the letter.
    pub file: Option<EnclosedFile>,
}

/// A PDF that comes with a letter.
#[derive(Clone, PartialEq, Eq)]
pub struct EnclosedFile {
    /// What the source calls it: a path from the file that names it.
    pub name: String,
    /// All that stands in it. Letters that bring one file share it.
    pub bytes: Arc<[u8]>,
}

impl fmt::Debug for EnclosedFile {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} ({} bytes)", self.name, self.bytes.len())
    }
}

/// A note to the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What it says. Its number is its place in `Letter::notes`, counted from 1.
    pub blocks: Vec<Block>,
}

/// The fixed words of a letter, each with its sign: `cc:`. An absent one is not printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Labels {
    /// Before the first inside address: `To:`.
    pub to: Option<String>,
    /// Before the attention line: `ATTN:`.
    pub attention: Option<String>,
    /// Before the subject: `Re:`.
    pub subject: Option<String>,
    /// Before the enclosures.
    pub enclosures: Option<String>,
    /// Before the copies.
    pub copies: Option<String>,
    /// Before the postscript.
    pub postscript: Option<String>,
    /// Over the notes, a block of its own.
    pub notes: Option<String>,
}

/// A part of a letter that is printed as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The sender's name and address.
    Letterhead,
    /// The marking at the letter's head.
    Marking,
    /// The publisher's words.
    Notice,
    /// The title.
    Title,
    /// The line under the title.
    Subtitle,
    /// The dateline.
    Date,
    /// The reference lines.
    References,
    /// The delivery notation.
    Delivery,
    /// The inside addresses.
    Addresses,
    /// The subject line.
    Subject,
    /// The salutation.
    Salutation,
    /// The body.
    Body,
    /// The complimentary close.
    Close,
    /// The list of signatories.
    Signatories,
    /// Whom to ask.
    Contact,
    /// The postscript.
    Postscript,
    /// What comes with the letter.
    Enclosures,
    /// Who gets a copy.
    Copies,
    /// The notes.
    Notes,
}

impl Part {
    /// The parts in their usual order, each with its key in `order`.
    pub const ALL: [(Self, &'static str); 19] = [
        (Self::Letterhead, "letterhead"),
        (Self::Marking, "marking"),
        (Self::Notice, "notice"),
        (Self::Title, "title"),
        (Self::Subtitle, "subtitle"),
        (Self::Date, "date"),
        (Self::References, "reference"),
        (Self::Delivery, "delivery"),
        (Self::Addresses, "addresses"),
        (Self::Subject, "subject"),
        (Self::Salutation, "salutation"),
        (Self::Body, "body"),
        (Self::Close, "close"),
        (Self::Signatories, "signatories"),
        (Self::Contact, "contact"),
        (Self::Postscript, "ps"),
        (Self::Enclosures, "enclosures"),
        (Self::Copies, "cc"),
        (Self::Notes, "notes"),
    ];

    /// The key that names this part in front matter.
    pub fn key(self) -> &'static str {
        Self::ALL.iter().find(|(part, _)| *part == self).map_or("", |(_, key)| key)
    }
}

impl Letter {
    /// A letter with nothing in it.
    pub fn new(language: Language) -> Self {
        Self {
            language,
            letterhead: None,
            draft: None,
            marking: None,
            notice: Vec::new(),
            title: None,
            subtitle: None,
            dateline: None,
            references: Vec::new(),
            delivery: None,
            inside_addresses: Vec::new(),
            subject: None,
            salutation: None,
            body: Vec::new(),
            complimentary_close: None,
            signatories: Vec::new(),
            contact: Vec::new(),
            postscript: Vec::new(),
            enclosures: Vec::new(),
            copies: Vec::new(),
            notes: Vec::new(),
            labels: Labels::default(),
            order: Part::ALL.iter().map(|(part, _)| *part).collect(),
            page: PageSettings::default(),
        }
    }

    /// What the document is called: its title, else its subject, in one line.
    pub fn document_title(&self) -> Option<String> {
        let title = self.title.as_ref().or(self.subject.as_ref())?;
        Some(title.replace('\n', " "))
    }

    /// The parts that are printed, in the order of printing.
    ///
    /// A part that the letter lacks is left out, and so is one that the body places itself.
    pub fn parts(&self) -> impl Iterator<Item = Part> {
        self.order.iter().copied().filter(|part| self.has(*part) && !self.body_places(*part))
    }

    /// Whether the letter has this part.
    pub fn has(&self, part: Part) -> bool {
        match part {
            Part::Letterhead => self.letterhead.is_some(),
            Part::Marking => self.marking.is_some(),
            Part::Notice => !self.notice.is_empty(),
            Part::Title => self.title.is_some(),
            Part::Subtitle => self.subtitle.is_some(),
            Part::Date => self.dateline.is_some(),
            Part::References => !self.references.is_empty(),
            Part::Delivery => self.delivery.is_some(),
            Part::Addresses => !self.inside_addresses.is_empty(),
            Part::Subject => self.subject.is_some(),
            Part::Salutation => self.salutation.is_some(),
            Part::Body => !self.body.is_empty(),
            Part::Close => self.complimentary_close.is_some(),
            Part::Signatories => !self.signatories.is_empty(),
            Part::Contact => !self.contact.is_empty(),
            Part::Postscript => !self.postscript.is_empty(),
            Part::Enclosures => !self.enclosures.is_empty(),
            Part::Copies => !self.copies.is_empty(),
            Part::Notes => !self.notes.is_empty(),
        }
    }

    /// Whether a line of the body's own places this part.
    pub fn body_places(&self, part: Part) -> bool {
        self.body.iter().any(|block| {
            matches!(
                (block, part),
                (Block::Signatories(_), Part::Signatories)
                    | (Block::Close, Part::Close)
                    | (Block::Notes, Part::Notes)
            )
        })
    }
}
