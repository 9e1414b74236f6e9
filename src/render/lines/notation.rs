//! What differs between one form of lines and another.

use crate::model::{Block, Enumerator, Inline, Paragraph, Picture, Table};

/// How one form of lines writes what stands in a letter. No line that it gives ends in a space.
pub(crate) trait Notation {
    /// Whether a paragraph right under a list would be read as part of its last item.
    const LIST_NEEDS_BLANK_AFTER: bool;

    /// A paragraph; no lines when it says nothing.
    fn paragraph(&self, text: &[Inline], room: Room) -> Vec<String>;

    /// A heading; 1 is the title's level.
    fn heading(&self, level: u8, text: &[Inline], room: Room) -> Vec<String>;

    /// Signatories without numbers, one to a line.
    fn names(&self, names: &[Paragraph], room: Room) -> Vec<String>;

    /// What is shown of a signatory.
    fn name(&self, text: &[Inline]) -> Paragraph;

    /// What stands before an item, with the space after it.
    fn marker(&self, enumerator: Enumerator, index: usize) -> String;

    /// What stands before a note, with the space after it, and the columns by which its further
    /// lines are indented.
    fn note_marker(&self, number: usize) -> (String, usize);

    /// A table.
    fn table(&self, table: &Table) -> Vec<String>;

    /// A picture; no lines when nothing can be said of it.
    fn picture(&self, picture: &Picture, room: Room) -> Vec<String>;

    /// Text whose spaces and line breaks stay.
    fn code(&self, code: &str) -> Vec<String>;

    /// A line that must stand between two blocks so that they are not read as one.
    fn divider(&self, before: &Block, after: &Block) -> Option<&'static str>;
}

/// The columns left for text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Room(Option<usize>);

impl Room {
    /// Lines are never wrapped.
    pub(crate) const UNBOUNDED: Self = Self(None);

    /// So many columns; 0 means that lines are never wrapped.
    pub(crate) fn columns(width: usize) -> Self {
        Self((width > 0).then_some(width))
    }

    /// What is left beside an indent; a column at least, so that every word finds a line.
    pub(crate) fn less(self, indent: usize) -> Self {
        Self(self.0.map(|columns| columns.saturating_sub(indent).max(1)))
    }

    /// Whether a line of so many columns fits.
    pub(crate) fn fits(self, width: usize) -> bool {
        self.0.is_none_or(|columns| width <= columns)
    }
}
