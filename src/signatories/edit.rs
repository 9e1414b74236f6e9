//! The one way to change the list: lock, load what is there now, change, replace.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use crate::diagnostic::Diagnostic;
use crate::files::Locked;
use crate::history::{self, HistoryLine};
use crate::signatories::cells::{Cells, Person, says_more};
use crate::signatories::list::{Signatories, load, parse};
use crate::signatories::row::Row;
use crate::signatories::{SignatoriesError, columns, record};

/// The files that a change of the list touches.
#[derive(Clone, Debug)]
pub struct ListPaths {
    /// The list.
    pub list: PathBuf,
    /// The list as errors name it.
    pub shown: PathBuf,
    /// `drafts/history.jsonl`.
    pub history: PathBuf,
}

/// Whether a change is made or only tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Run {
    /// It is made.
    Real,
    /// Nothing is written.
    Dry,
}

/// What happens to a row that tells of a signature, when it is to be removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IfSigned {
    /// It stays.
    Refuse,
    /// It is removed all the same.
    Remove,
}

/// What a change came to.
#[derive(Clone, Debug)]
pub struct Edited<T> {
    /// What the change itself tells.
    pub value: T,
    /// The columns that the file got, since a value had to be kept.
    pub columns_added: Vec<String>,
}

/// Changes the list: locks it, loads what is there now, makes the change, replaces the file and
/// tells it to the history; or leaves both alone when anything of that fails. `command` is the
/// command's words, `sign add`.
pub fn edit<T>(
    paths: &ListPaths,
    command: &str,
    run: Run,
    change: impl FnOnce(&mut Signatories) -> Result<T, SignatoriesError>,
) -> Result<Edited<T>, SignatoriesError> {
    if run == Run::Dry {
        let mut list = load(&paths.list, &paths.shown)?;
        let value = change(&mut list)?;
        list.keep_ids();
        return Ok(Edited { value, columns_added: list.touched.columns });
    }
    let file = Locked::open(&paths.list)?;
    let bytes = file.read()?;
    let mut list = parse(&bytes, &paths.shown).map_err(SignatoriesError::Problems)?;
    let value = change(&mut list)?;
    list.keep_ids();
    let lines = || record::lines(&list, command);
    if list.touched.is_empty() {
        if list.touched.not_same.is_some() || !list.touched.told.is_empty() {
            history::append(&paths.history, lines())?;
        }
    } else {
        let replacement = file.stage(&list.to_bytes())?;
        let told = history::append(&paths.history, lines())?;
        if let Err(error) = file.check_unchanged(&bytes).and_then(|()| replacement.commit()) {
            told.undo()?;
            return Err(error.into());
        }
        file.sync()?;
    }
    Ok(Edited { value, columns_added: list.touched.columns })
}

/// What was changed in a list since it was loaded.
#[derive(Clone, Debug, Default)]
pub(crate) struct Touched {
    /// By the row's number.
    pub(crate) rows: BTreeMap<usize, Before>,
    /// Columns that were added.
    pub(crate) columns: Vec<String>,
    /// Rows that were written though another looks like them.
    pub(crate) duplicates_allowed: BTreeSet<usize>,
    /// The ids of two rows that were said to be two. The list stays as it is.
    pub(crate) not_same: Option<(String, String)>,
    /// What else history is to tell. The list stays as it is.
    pub(crate) told: Vec<HistoryLine>,
}

/// A row as it was before a change.
#[derive(Clone, Debug)]
pub(crate) enum Before {
    /// It was not there.
    Absent,
    /// It was there.
    Present {
        /// Its cells by the columns' names.
        cells: BTreeMap<String, String>,
        /// Its id.
        id: String,
        /// Whether the letter named it.
        is_printed: bool,
    },
}

impl Touched {
    /// Whether the file stays as it is.
    fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.columns.is_empty()
    }
}

impl Signatories {
    /// Removes the row with an id and tells its label, or the id of one without a name.
    pub fn remove(&mut self, id: &str, if_signed: IfSigned) -> Result<String, SignatoriesError> {
        let row = self.find(id)?;
        if row.has_signed() && if_signed == IfSigned::Refuse {
            return Err(SignatoriesError::HasSigned {
                name: row.label_or_id(),
                id: id.to_owned(),
                status: row.status(),
            });
        }
        let (number, label) = (row.number, row.label_or_id());
        self.touch(number);
        self.table.remove(number);
        Ok(label)
    }

    /// Has a line of its own told to history, behind those on the rows that were changed.
    pub fn tell(&mut self, line: HistoryLine) {
        self.touched.told.push(line);
    }

    /// Writes values into the cells of a row and tells which of them changed. A missing column is
    /// added for a value that says more than an empty cell would.
    pub(crate) fn write(&mut self, row: usize, cells: &Cells) -> Vec<String> {
        let after = |column| cells.get(column).unwrap_or_else(|| self.cell(row, column));
        let person = Person { role: after("role"), affiliation: after("affiliation") };
        let is_written = |(column, value): &(&str, &str)| {
            let stands = self.columns.number(column).is_some();
            self.cell(row, column) != *value && (stands || says_more(column, value, person))
        };
        let mut changed: Vec<_> = cells.iter().filter(is_written).collect();
        changed.sort_by_key(|(column, _)| columns::order(column));
        for (column, value) in &changed {
            self.touch(row);
            let number = self.column(column, cells.header(column));
            self.table.set(row, number, value);
        }
        changed.into_iter().map(|(column, _)| column.to_owned()).collect()
    }

    /// Appends a row with these cells, adding the columns that are missing.
    pub(crate) fn append(&mut self, cells: &Cells) -> usize {
        self.ids();
        let mut missing: Vec<_> = cells
            .iter()
            .map(|(column, _)| column)
            .filter(|column| self.columns.number(column).is_none())
            .collect();
        missing.sort_by_key(|column| columns::order(column));
        for column in missing {
            self.column(column, cells.header(column));
        }
        let values: Vec<_> =
            self.column_names().map(|column| cells.get(column).unwrap_or_default()).collect();
        let row = self.table.append(&values);
        self.touched.rows.insert(row, Before::Absent);
        row
    }

    /// The number of a column, which is added with a header where the list lacks it.
    pub(crate) fn column(&mut self, name: &str, header: &str) -> usize {
        if let Some(number) = self.columns.number(name) {
            return number;
        }
        self.columns.push(name);
        self.touched.columns.push(header.to_owned());
        self.table.add_column(header)
    }

    pub(crate) fn touch(&mut self, number: usize) {
        let row = Row { list: self, number };
        let before = Before::Present {
            cells: self
                .column_names()
                .map(|name| (name.to_owned(), row.cell(name).to_owned()))
                .collect(),
            id: row.id().to_owned(),
            is_printed: row.is_printed(),
        };
        self.touched.rows.entry(number).or_insert(before);
    }

    /// The file as it is now to be written.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.table.to_bytes()
    }

    /// Writes down the made ids that a change would have changed, since history and journals know
    /// their rows by them. Tells of ids that two rows give.
    pub fn keep_ids(&mut self) -> Vec<Diagnostic> {
        if !self.touched.rows.iter().any(|(row, before)| self.moves_ids(*row, before)) {
            return Vec::new();
        }
        let before = self.take_ids();
        let moved: Vec<_> = self
            .rows()
            .filter(|row| {
                let id = before.of(row.number);
                row.cell("id").is_empty() && !id.is_empty() && id != row.id()
            })
            .map(|row| row.number)
            .collect();
        for number in &moved {
            self.write(*number, &Cells::default().with("id", before.of(*number)));
        }
        if !moved.is_empty() {
            self.take_ids();
        }
        self.given_ids().1
    }

    /// Whether the change of a row may give another id to it or to rows below it. A row that was
    /// appended takes an id that nobody has, and stands below all.
    fn moves_ids(&self, row: usize, before: &Before) -> bool {
        let Before::Present { cells, .. } = before else { return false };
        let was = |column| cells.get(column).map_or("", String::as_str);
        !self.table.has(row)
            || self.table.is_blank(row)
            || ["id", "name", "abbreviation"].iter().any(|name| was(*name) != self.cell(row, name))
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use proptest::prelude::*;

    use super::*;

    /// Lists of few names, so that ids are often made with a number behind them.
    fn lists() -> impl Strategy<Value = Signatories> {
        let row = ("[ab]?", "[AB]?", "[AB]?");
        prop::collection::vec(row, 1..6)
            .prop_map(|rows| {
                let rows = rows.into_iter().map(|(id, name, abbreviation)| {
                    let id = if name == "A" { id } else { String::new() };
                    format!("{id},{name},{abbreviation},anonymous,\n")
                });
                format!("id,name,abbreviation,listed,country\n{}", rows.collect::<String>())
            })
            .prop_filter_map("no id is given twice", |text| {
                parse(text.as_bytes(), Path::new("s.csv")).ok()
            })
    }

    proptest! {
        #[test]
        fn whatever_becomes_of_a_row_all_others_keep_their_ids(
            mut list in lists(),
            changed: prop::sample::Index,
            column in prop::sample::select(vec!["name", "abbreviation", "listed", "country"]),
            value in "[AB]?",
            is_removed: bool,
        ) {
            let ids = list.ids().clone();
            let rows: Vec<_> = list.rows().map(|row| row.number).collect();
            let changed = rows[changed.index(rows.len())];
            if is_removed {
                list.remove(ids.of(changed), IfSigned::Remove).unwrap();
            } else {
                list.write(changed, &Cells::default().with(column, value));
            }
            list.keep_ids();
            for row in list.rows() {
                prop_assert_eq!(row.id(), ids.of(row.number));
            }
        }
    }
}
