//! One line of the list, with all its columns, private and unknown ones included.

use std::collections::BTreeMap;
use std::fmt;

use crate::model::Kind;
use crate::signatories::columns::{Published, is_recorded};
use crate::signatories::list::Signatories;

/// How far a signatory has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Was asked.
    Invited,
    /// Has answered, but not finally.
    Pending,
    /// Signs.
    #[default]
    Confirmed,
    /// Does not sign.
    Declined,
    /// Signed, and signs no longer.
    Withdrawn,
}

/// Whether a signatory is named.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Listed {
    /// Named.
    #[default]
    Yes,
    /// Counted, not named.
    Anonymous,
    /// Neither.
    No,
}

impl Status {
    /// Every status with its word.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Invited, "invited"),
        (Self::Pending, "pending"),
        (Self::Confirmed, "confirmed"),
        (Self::Declined, "declined"),
        (Self::Withdrawn, "withdrawn"),
    ];

    /// The word for this status.
    pub fn word(self) -> &'static str {
        word(&Self::ALL, &self)
    }
}

impl Listed {
    /// Every value with its word.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::Yes, "yes"), (Self::Anonymous, "anonymous"), (Self::No, "no")];
}

/// The value that a word stands for, in any case.
pub(crate) fn from_word<T: Copy>(all: &[(T, &'static str)], word: &str) -> Option<T> {
    all.iter().find(|(_, known)| word.eq_ignore_ascii_case(known)).map(|(value, _)| *value)
}

/// The word for a value.
fn word<T: PartialEq>(all: &[(T, &'static str)], value: &T) -> &'static str {
    all.iter().find(|(known, _)| known == value).map_or("", |(_, word)| word)
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(word(&Self::ALL, self))
    }
}

impl fmt::Display for Listed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(word(&Self::ALL, self))
    }
}

/// One line of a list.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    pub(crate) list: &'a Signatories,
    pub(crate) number: usize,
}

impl<'a> Row<'a> {
    /// A cell by its column's name in lower case; empty where the list has no such column.
    ///
    /// A made id, and a status, kind or `listed` that an empty cell stands for, are not in it.
    pub fn cell(&self, column: &str) -> &'a str {
        self.list.cell(self.number, column)
    }

    /// The handle: the cell's, or the one made from abbreviation or name.
    pub fn id(&self) -> &'a str {
        self.list.id(self.number)
    }

    /// The name as printed.
    pub fn name(&self) -> &'a str {
        self.cell("name")
    }

    /// The name with its abbreviation: `Human Rights Watch (HRW)`.
    pub fn label(&self) -> String {
        label(self.name(), self.cell("abbreviation"), self.kind())
    }

    /// The name with its abbreviation; the id of a row without a name.
    pub fn label_or_id(&self) -> String {
        Some(self.label()).filter(|label| !label.is_empty()).unwrap_or_else(|| self.id().to_owned())
    }

    /// How far the signatory has come.
    pub fn status(&self) -> Status {
        from_word(&Status::ALL, self.cell("status")).unwrap_or_default()
    }

    /// Whether the signatory is named.
    pub fn listed(&self) -> Listed {
        from_word(&Listed::ALL, self.cell("listed")).unwrap_or_default()
    }

    /// What kind of signatory this is.
    pub fn kind(&self) -> Kind {
        kind(self.cell("kind"), self.cell("role"), self.cell("affiliation"))
    }

    /// Whether the letter names this signatory.
    pub fn is_printed(&self) -> bool {
        self.status() == Status::Confirmed && self.listed() == Listed::Yes
    }

    /// Whether the row is one who signs, or may still.
    pub fn is_active(&self) -> bool {
        matches!(self.status(), Status::Invited | Status::Pending | Status::Confirmed)
            && self.listed() != Listed::No
    }

    /// Whether the letter counts this signatory, by name or without.
    pub fn counts(&self) -> bool {
        self.status() == Status::Confirmed && self.listed() != Listed::No
    }

    /// Whether the row tells of a signature, be it one that was taken back.
    pub fn has_signed(&self) -> bool {
        matches!(self.status(), Status::Confirmed | Status::Withdrawn)
    }

    /// The row as it is written, without its line end.
    pub(crate) fn written(&self) -> &'a str {
        self.list.table.written(self.number)
    }

    /// The line of the file that the row begins on, counted from 1.
    pub fn line(&self) -> usize {
        self.list.line(self.number)
    }

    /// What may be published of the row, by the columns' names; empty cells are absent.
    pub fn published(&self, published: &Published) -> BTreeMap<String, String> {
        self.fields()
            .filter(|(column, value)| !value.is_empty() && published.includes(column))
            .collect()
    }

    /// What the keepers of the list see without asking: public and record columns.
    pub fn recorded(&self) -> impl Iterator<Item = (String, String)> + use<'a> {
        self.fields().filter(|(column, _)| is_recorded(column))
    }

    /// A column's value; where an empty cell stands for one, that one is spelled out.
    pub fn value(&self, column: &str) -> String {
        self.spelled_out(column).to_owned()
    }

    /// The same, as it stands in the list.
    pub fn spelled_out(&self, column: &str) -> &'a str {
        match column {
            "id" => self.id(),
            "kind" => self.kind().word(),
            "status" => self.status().word(),
            "listed" => word(&Listed::ALL, &self.listed()),
            _ => self.cell(column),
        }
    }

    /// Everything that the row says, by the columns' names: first the four that always have a
    /// value, then the others in the order of the file.
    pub fn fields(&self) -> impl Iterator<Item = (String, String)> + use<'a> {
        let row = *self;
        row.field_names().map(move |name| (name.to_owned(), row.value(name)))
    }

    /// The names of the same columns.
    pub fn field_names(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        const ALWAYS: [&str; 4] = ["id", "kind", "status", "listed"];
        let others = self.list.column_names();
        let others = others.filter(|name| !name.is_empty() && !ALWAYS.contains(name));
        ALWAYS.into_iter().chain(others)
    }
}

/// An organization's name with its abbreviation; a person's alone, since an abbreviation belongs
/// to the affiliation.
pub(crate) fn label(name: &str, abbreviation: &str, kind: Kind) -> String {
    if abbreviation.is_empty() || kind != Kind::Organization {
        name.to_owned()
    } else {
        format!("{name} ({abbreviation})")
    }
}

/// The kind that a cell says, or that an empty one means.
pub(crate) fn kind(cell: &str, role: &str, affiliation: &str) -> Kind {
    from_word(&Kind::ALL, cell).unwrap_or(if role.is_empty() && affiliation.is_empty() {
        Kind::Organization
    } else {
        Kind::Individual
    })
}
