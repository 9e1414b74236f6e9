//! What changed between two texts of a letter.

use crate::model::{Inline, Language, Paragraph, Summary};

/// What is compared, for the reader: two texts of a letter, in each of its languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The older text: `v1@3f9a12bc44e1 (Aug 2, 2022, “as sent to the groups”)`.
    pub old: String,
    /// The newer text: `the letter as it stands`.
    pub new: String,
    /// What changed, by language, in the order of their tags.
    pub languages: Vec<Compared>,
}

/// One language of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Compared {
    /// Both texts have it.
    Both(Changes),
    /// Only the older text has it.
    OnlyOld(Language),
    /// Only the newer text has it.
    OnlyNew(Language),
}

/// All that changed between two texts of a letter in one language.
///
/// The passages of both texts in one order: those of the new text as it has them, with those that
/// only the old one has where they stood. Taking what `Change::Inserted` says and leaving out what
/// `Change::Deleted` says gives the new text to the word; the other way round gives the old one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changes {
    /// The language of both texts.
    pub language: Language,
    /// The passages in the order of reading.
    pub passages: Vec<ChangedPassage>,
}

/// A passage of one text or of both: a paragraph, an item of a list, a row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedPassage {
    /// What it is in the old text; none if it does not stand here there.
    pub old: Option<Role>,
    /// What it is in the new text; none if it does not stand here there.
    pub new: Option<Role>,
    /// How it is set off from the passage before.
    pub boundary: Boundary,
    /// Where it stands in the other text, when that is another place: an index into
    /// `Changes::passages`. One of `old` and `new` is then none, in the counterpart the other.
    pub moved: Option<usize>,
    /// What it says; of a row of a table, what each cell says. Where it was moved from, all of the
    /// old text stands, as `Change::Same`.
    pub texts: Vec<Vec<Span>>,
}

/// What a passage is in its text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Role {
    /// Its kind.
    pub kind: PassageKind,
    /// What stands before it: `(B)`, `-`, of a note `[1]`. Only the first passage of an item has
    /// one.
    pub marker: Option<String>,
    /// In how many lists it stands, one within the other.
    pub depth: usize,
    /// Whether it stands in a quotation.
    pub quoted: bool,
}

/// What a passage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PassageKind {
    /// The letter's title.
    Title,
    /// A heading and its level; 1 is the highest.
    Heading(u8),
    /// Running text; also an address, whose lines are divided by `Inline::LineBreak`.
    Paragraph,
    /// The heads of a table.
    Heads,
    /// A row of a table.
    Row,
    /// Text whose line breaks stay.
    Code,
    /// Text of a note.
    Note,
    /// A break in the thread of the text; it says nothing.
    Break,
}

/// How a passage is set off from the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Boundary {
    /// As in both texts, or in the only one that has it.
    Kept,
    /// The passage before was split: in the old text it goes on with this one's words.
    Split,
    /// Joined to the passage before: in the new text that one goes on with this one's words.
    Joined,
}

/// Words that share one fate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// Which of the texts has them.
    pub change: Change,
    /// The words. Marks of notes have the numbers of the text that has them.
    pub text: Paragraph,
}

/// Which of two texts has some words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// Both.
    Same,
    /// The old one.
    Deleted,
    /// The new one.
    Inserted,
}

/// What became of a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Nothing.
    Unchanged,
    /// Its words are the same; its marker or kind is another.
    Renumbered,
    /// Some of its words changed.
    Edited,
    /// Only the new text has it.
    Inserted,
    /// Only the old text has it.
    Deleted,
    /// It stood here in the old text.
    MovedAway,
    /// It stands here in the new text, and elsewhere in the old one.
    MovedHere,
}

impl Changes {
    /// Whether both texts say the same.
    pub fn is_empty(&self) -> bool {
        self.passages.iter().all(|passage| passage.fate() == Fate::Unchanged)
    }

    /// How much changed, and where.
    pub fn summary(&self) -> Summary {
        Summary::of(self)
    }
}

/// One of two texts that are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The older.
    Old,
    /// The newer.
    New,
}

impl Change {
    /// Whether a text has such words.
    pub fn is_in(self, side: Side) -> bool {
        match self {
            Self::Same => true,
            Self::Deleted => side == Side::Old,
            Self::Inserted => side == Side::New,
        }
    }
}

impl ChangedPassage {
    /// What it is: in the new text if that has it.
    pub fn role(&self) -> Option<&Role> {
        self.new.as_ref().or(self.old.as_ref())
    }

    /// What became of it.
    pub fn fate(&self) -> Fate {
        let edited = self.texts.iter().flatten().any(|span| span.change != Change::Same);
        match (&self.old, &self.new) {
            _ if self.boundary != Boundary::Kept => Fate::Edited,
            (Some(_), None) if self.moved.is_some() => Fate::MovedAway,
            (None, Some(_)) if self.moved.is_some() => Fate::MovedHere,
            (Some(_), None) => Fate::Deleted,
            (None, Some(_)) => Fate::Inserted,
            _ if edited => Fate::Edited,
            (Some(old), Some(new)) if old != new => Fate::Renumbered,
            _ => Fate::Unchanged,
        }
    }

    /// Whether its words, or some of them, stand here in a text.
    pub fn is_in(&self, side: Side) -> bool {
        match self.boundary {
            Boundary::Kept if side == Side::Old => self.old.is_some(),
            Boundary::Kept => self.new.is_some(),
            Boundary::Split | Boundary::Joined => true,
        }
    }
}

impl Span {
    /// Words of a paragraph that share one fate.
    pub fn new(change: Change, text: Vec<Inline>) -> Self {
        Self { change, text }
    }
}
