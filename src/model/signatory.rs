//! The list of signatories as it is printed.

use crate::model::{Inline, Language, Paragraph, Picture};

/// What kind of signatory one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// An organization.
    Organization,
    /// A person for herself.
    Individual,
    /// A person on behalf of an organization; counts as one.
    Representative,
}

impl Kind {
    /// Every kind with its word.
    pub const ALL: [(Self, &'static str); 3] = [
        (Self::Organization, "organization"),
        (Self::Individual, "individual"),
        (Self::Representative, "representative"),
    ];

    /// The word for this kind.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(kind, _)| *kind == self).map_or("", |(_, word)| word)
    }
}

/// What is printed of one signatory, and no more: contact details stay in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signatory {
    /// All that is shown, as one line: `Transitional Justice Working Group (TJWG)`, with the link
    /// of its `url`, the language of its name, and an isolate round each field of other direction.
    pub text: Paragraph,
    /// The same by field: for a table, one cell for each of `SignatoryGroup::heads`; of lines to
    /// sign on, what stands under each other. Empty in the other layouts.
    pub cells: Vec<Paragraph>,
    /// The scanned signature, where the layout shows one.
    pub signature: Option<Picture>,
    /// The language of the name, when it is not the letter's.
    pub language: Option<Language>,
}

/// One list of signatories: where the letter has several, each has its own heading and numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SignatoryList {
    /// Over the list.
    pub heading: Option<String>,
    /// Under the heading.
    pub lead: Vec<Paragraph>,
    /// The groups in the order of printing; the first may have no heading.
    pub groups: Vec<SignatoryGroup>,
    /// The line for those who sign without their name: `and 12 others`.
    pub anonymous: Option<String>,
    /// After the last name.
    pub note: Vec<Paragraph>,
    /// The logos of those who have one, each described by its owner's name.
    pub logos: Vec<Picture>,
    /// Whether the list begins a page.
    pub new_page: bool,
}

/// Signatories that stand together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatoryGroup {
    /// Over the group.
    pub heading: Option<String>,
    /// Under the heading.
    pub lead: Vec<Paragraph>,
    /// After the group's last name.
    pub note: Vec<Paragraph>,
    /// How the names are set.
    pub layout: Layout,
    /// Columns on paper.
    pub columns: Columns,
    /// The number of the first signatory, when they are numbered: `1.`
    pub first_number: Option<usize>,
    /// The words over a table's columns; empty ones print no head.
    pub heads: Vec<String>,
    /// In the order of printing.
    pub signatories: Vec<Signatory>,
}

/// How a group of signatories is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// One to a line.
    #[default]
    List,
    /// A column for each field.
    Table,
    /// One paragraph, `; ` between.
    Inline,
    /// Side by side, each with a rule to sign on, or a signature on it.
    Lines,
}

/// In how many columns a group of names is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Columns {
    /// One for few signatories in the list (`Columns::FEW`), then as many as fit.
    #[default]
    Auto,
    /// So many.
    Count(usize),
}

impl Columns {
    /// So many signatories stand in one column unless their author says otherwise.
    pub const FEW: usize = 20;
}

impl SignatoryList {
    /// All signatories named, in the order of printing.
    pub fn signatories(&self) -> impl Iterator<Item = &Signatory> {
        self.groups.iter().flat_map(|group| &group.signatories)
    }
}

impl Signatory {
    /// A signatory shown as plain text.
    pub fn plain(text: &str) -> Self {
        let text = vec![Inline::Text(text.to_owned())];
        Self { text, cells: Vec::new(), signature: None, language: None }
    }
}
