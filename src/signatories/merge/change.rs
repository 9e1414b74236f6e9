//! What one side did to a list, as a value: what THEIRS made of BASE.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::diagnostic::Diagnostic;
use crate::signatories::identity::pairs;
use crate::signatories::list::{Signatories, parse};
use crate::signatories::row::{Listed, Row, Status, from_word};

/// What one side did. Rows are numbered as in the base.
pub(crate) struct Change {
    /// Columns that are new, by name and header.
    pub(crate) columns: Vec<(String, String)>,
    /// The cells of rows that were edited.
    pub(crate) edited: BTreeMap<usize, Vec<EditedCell>>,
    /// Rows that were taken out.
    pub(crate) removed: BTreeSet<usize>,
    /// Rows that were added, as a list of their own.
    pub(crate) added: Option<Signatories>,
}

/// A cell that one side edited.
pub(crate) struct EditedCell {
    pub(crate) column: String,
    pub(crate) before: String,
    pub(crate) after: String,
}

/// Tells what became of a base; without one, all rows are added. The list is used up, so that no
/// three lists need to be held at once.
pub(crate) fn change(
    base: Option<&Signatories>,
    mut side: Signatories,
) -> Result<Change, Vec<Diagnostic>> {
    let pairs = pairs(base, Some(&side));
    let mut edited = BTreeMap::new();
    if let Some(base) = base {
        let columns = Columns::of(base, &side);
        for (before, after) in &pairs.kept {
            let cells = columns.edited(*before, *after);
            if !cells.is_empty() {
                edited.insert(before.number, cells);
            }
        }
    }
    let removed = pairs.removed.iter().map(|row| row.number).collect();
    let kept: Vec<_> = pairs.kept.iter().map(|(_, row)| row.number).collect();
    let has_added = !pairs.added.is_empty();
    let columns = new_columns(base, &side);
    for row in kept {
        side.table.remove(row);
    }
    let bytes = has_added.then(|| side.table.to_bytes());
    drop(side);
    let added = bytes.map(|bytes| parse(&bytes, Path::new("THEIRS"))).transpose()?;
    Ok(Change { columns, edited, removed, added })
}

fn new_columns(base: Option<&Signatories>, side: &Signatories) -> Vec<(String, String)> {
    let is_new = |name: &str| base.is_none_or(|base| base.columns.number(name).is_none());
    let named = |(name, typed): (&str, &str)| {
        // A synonym may mean something else beside other columns.
        let header = if typed.to_lowercase() == name { typed } else { name };
        (name.to_owned(), header.to_owned())
    };
    let columns = side.column_names().zip(side.table.headers());
    columns.filter(|(name, _)| !name.is_empty() && is_new(name)).map(named).collect()
}

/// The columns of two states of a list.
pub(crate) struct Columns {
    /// Name, number in the old one, number in the new one.
    columns: Vec<(String, Option<usize>, Option<usize>)>,
    /// Whether rows that are written alike say the same.
    are_laid_out_alike: bool,
}

impl Columns {
    pub(crate) fn of(old: &Signatories, new: &Signatories) -> Self {
        let added = new.column_names().filter(|name| old.columns.number(name).is_none());
        let names = old.column_names().chain(added).filter(|name| !name.is_empty());
        let numbered =
            |name: &str| (name.to_owned(), old.columns.number(name), new.columns.number(name));
        Self { columns: names.map(numbered).collect(), are_laid_out_alike: old.is_laid_out_as(new) }
    }

    /// The cells in which a row is not what it was.
    pub(crate) fn edited(&self, old: Row<'_>, new: Row<'_>) -> Vec<EditedCell> {
        if self.are_laid_out_alike && old.written() == new.written() {
            return Vec::new();
        }
        let cell = |row: Row<'_>, number: Option<usize>| {
            number.map_or("", |number| row.list.table.cell(row.number, number)).to_owned()
        };
        let is_same = |(name, before, after): &&(String, Option<usize>, Option<usize>)| {
            let before = before.map_or("", |number| old.list.table.cell(old.number, number));
            let after = after.map_or("", |number| new.list.table.cell(new.number, number));
            is_same(name, before, after)
        };
        let edited = |(name, before, after): &(String, Option<usize>, Option<usize>)| EditedCell {
            column: name.clone(),
            before: cell(old, *before),
            after: cell(new, *after),
        };
        self.columns.iter().filter(|column| !is_same(column)).map(edited).collect()
    }
}

/// The columns of edited cells, without an id that was only written down.
pub(crate) fn told<'a>(cells: &'a [EditedCell], before: Row<'_>) -> Vec<&'a str> {
    let is_told = |cell: &&EditedCell| cell.column != "id" || cell.after != before.id();
    cells.iter().filter(is_told).map(|cell| cell.column.as_str()).collect()
}

/// Whether two cells of a column say the same.
pub(crate) fn is_same(column: &str, one: &str, other: &str) -> bool {
    one == other
        || match column {
            "status" => status(one) == status(other),
            "listed" => listed(one) == listed(other),
            _ => false,
        }
}

/// Whether a cell of a column says anything.
pub(crate) fn says(column: &str, cell: &str) -> bool {
    !cell.is_empty() || matches!(column, "status" | "listed")
}

pub(crate) fn status(cell: &str) -> Status {
    from_word(&Status::ALL, cell).unwrap_or_default()
}

pub(crate) fn listed(cell: &str) -> Listed {
    from_word(&Listed::ALL, cell).unwrap_or_default()
}
