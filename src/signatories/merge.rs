//! Three states of a list to one, for git: row by row, and within a row cell by cell.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, backquoted};
use crate::files;
use crate::signatories::identity::{added_twice, is_recorded, pairs};
use crate::signatories::list::{Signatories, parse};
use crate::signatories::row::{Listed, Row, Status, from_word};
use crate::signatories::{IfSigned, SignatoriesError};

/// One of the files that are merged.
#[derive(Clone, Debug)]
pub struct Side {
    /// Where it is.
    pub path: PathBuf,
    /// How errors name it.
    pub shown: PathBuf,
}

/// Merges into OURS what THEIRS changed since BASE, and tells the conflicts: cells that both sides
/// changed, rows that one side edited and the other removed. Of those, what OURS has stays.
///
/// Takes no lock and tells history nothing: git does both in its own way. When a file cannot be
/// read, or what comes out could not be, OURS is left as it is.
pub fn merge(base: &Side, ours: &Side, theirs: &Side) -> Result<Vec<Diagnostic>, SignatoriesError> {
    let list =
        |bytes: &[u8], side: &Side| parse(bytes, &side.shown).map_err(SignatoriesError::Problems);
    let base_bytes = files::read(&base.path)?;
    let ours_bytes = files::read(&ours.path)?;
    // A file that both sides added has an empty one for its base.
    let has_base = !base_bytes.trim_ascii().is_empty();
    let base_list = has_base.then(|| list(&base_bytes, base)).transpose()?;
    let ours_list = list(&ours_bytes, ours)?;
    let theirs_list = list(&files::read(&theirs.path)?, theirs)?;
    let (merged, conflicts) = merged(base_list.as_ref(), &ours_list, &theirs_list);
    let bytes = merged.table.to_bytes();
    let reread = list(&bytes, ours)?;
    if bytes != ours_bytes {
        files::write(&ours.path, &bytes)?;
    }
    let lines: BTreeMap<_, _> = merged.rows().map(|row| row.number).zip(reread.rows()).collect();
    let placed = |conflict: Conflict| {
        let row = conflict.row.and_then(|number| lines.get(&number));
        let place = row.map(|row| reread.place(*row, &conflict.column));
        let help = conflict.help.replace("PATH", &ours.shown.display().to_string());
        Diagnostic::error("merge-conflict", conflict.message).at(place).help(help)
    };
    Ok(conflicts.into_iter().map(placed).collect())
}

/// What two sides cannot both have.
#[derive(Debug)]
struct Conflict {
    message: String,
    /// `PATH` in it is the file.
    help: &'static str,
    /// The row's number in OURS, where it has one.
    row: Option<usize>,
    column: String,
}

/// A column of any side, and its number on each.
struct Column {
    name: String,
    base: Option<usize>,
    ours: Option<usize>,
    theirs: Option<usize>,
}

struct Merge<'a> {
    columns: Vec<Column>,
    merged: Signatories,
    theirs: &'a Signatories,
    conflicts: Vec<Conflict>,
}

fn merged(
    base: Option<&Signatories>,
    ours: &Signatories,
    theirs: &Signatories,
) -> (Signatories, Vec<Conflict>) {
    let mut merge = Merge {
        columns: columns(base, ours, theirs),
        merged: ours.clone(),
        theirs,
        conflicts: Vec::new(),
    };
    merge.add_columns();
    let here = pairs(base, Some(ours));
    let there = pairs(base, Some(theirs));
    let mut there_by_base: BTreeMap<usize, Row<'_>> =
        there.kept.iter().map(|(base, theirs)| (base.number, *theirs)).collect();
    for (base, ours) in &here.kept {
        match there_by_base.remove(&base.number) {
            Some(theirs) => merge.cells(Some(*base), *ours, theirs),
            None => merge.removed_there(*base, *ours),
        }
    }
    for base in &here.removed {
        if let Some(theirs) = there_by_base.get(&base.number) {
            merge.removed_here(*base, *theirs);
        }
    }
    let added = added_twice(here.added, there.added);
    for (ours, theirs) in added.kept {
        merge.cells(None, ours, theirs);
    }
    for theirs in added.added {
        merge.append(theirs);
    }
    merge.merged.keep_ids();
    (merge.merged, merge.conflicts)
}

fn columns(base: Option<&Signatories>, ours: &Signatories, theirs: &Signatories) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for name in
        [Some(ours), Some(theirs), base].into_iter().flatten().flat_map(Signatories::column_names)
    {
        if !name.is_empty() && !columns.iter().any(|column| column.name == name) {
            columns.push(Column {
                name: name.to_owned(),
                base: base.and_then(|base| base.columns.number(name)),
                ours: ours.columns.number(name),
                theirs: theirs.columns.number(name),
            });
        }
    }
    columns
}

/// A cell by its column's number; empty on a side that has no such column.
fn cell(row: Row<'_>, number: Option<usize>) -> &str {
    number.map_or("", |number| row.list.table.cell(row.number, number))
}

impl Column {
    /// Whether two cells of the column say the same.
    fn is_same(&self, one: &str, other: &str) -> bool {
        one == other
            || match self.name.as_str() {
                "status" => status(one) == status(other),
                "listed" => listed(one) == listed(other),
                _ => false,
            }
    }

    /// Whether a cell of the column says anything.
    fn says(&self, cell: &str) -> bool {
        !cell.is_empty() || matches!(self.name.as_str(), "status" | "listed")
    }
}

fn status(cell: &str) -> Status {
    from_word(&Status::ALL, cell).unwrap_or_default()
}

fn listed(cell: &str) -> Listed {
    from_word(&Listed::ALL, cell).unwrap_or_default()
}

impl Merge<'_> {
    /// Adds the columns that only THEIRS added, under the headers that they have there.
    fn add_columns(&mut self) {
        for column in &self.columns {
            if let (None, None, Some(number)) = (column.base, column.ours, column.theirs) {
                let typed = self.theirs.table.headers().nth(number).unwrap_or_default();
                // A synonym may mean something else beside other columns.
                let is_name = typed.to_lowercase() == column.name;
                let header = if is_name { typed } else { &column.name };
                self.merged.column(&column.name, header);
            }
        }
    }

    /// Merges the cells of a row that both sides have; without a base, both added it.
    fn cells(&mut self, base: Option<Row<'_>>, ours: Row<'_>, theirs: Row<'_>) {
        let columns = std::mem::take(&mut self.columns);
        for column in &columns {
            let here = cell(ours, column.ours);
            let there = cell(theirs, column.theirs);
            if column.is_same(here, there) {
                continue;
            }
            let before = base.map(|base| cell(base, column.base));
            let is_theirs_alone = match before {
                Some(before) if column.is_same(there, before) => continue,
                Some(before) => column.is_same(here, before),
                None if !column.says(there) => continue,
                None => !column.says(here),
            };
            let is_taken = column.name == "id"
                && self.merged.ids.row(there).is_some_and(|row| row != ours.number);
            if is_theirs_alone && !is_taken {
                self.merged.touch(ours.number);
                let number = self.merged.column(&column.name, &column.name);
                self.merged.table.set(ours.number, number, there);
            } else {
                self.conflict_of_cells(base.is_some(), ours, &column.name, [here, there]);
            }
        }
        self.columns = columns;
    }

    fn conflict_of_cells(
        &mut self,
        had_base: bool,
        row: Row<'_>,
        column: &str,
        [here, there]: [&str; 2],
    ) {
        let name = named(row);
        let what = if had_base {
            format!("both sides changed `{column}` of {name}")
        } else {
            format!("both sides added {name}, with another `{column}`")
        };
        let message = if is_recorded(column) {
            format!("{what}: {} here, {} there", spelled(column, here), spelled(column, there))
        } else {
            what
        };
        self.conflicts.push(Conflict {
            message,
            help: "what stood here stays; write what is right, then `git add PATH`",
            row: Some(row.number),
            column: column.to_owned(),
        });
    }

    /// The columns in which a row of a side is not what it was.
    fn changed(
        &self,
        base: Row<'_>,
        side: Row<'_>,
        number: impl Fn(&Column) -> Option<usize>,
    ) -> Vec<&str> {
        let differs = |column: &&Column| {
            let now = cell(side, number(column));
            // An id written down that was made before is the same one.
            let is_same_id = column.name == "id" && base.id() == side.id();
            !is_same_id && !column.is_same(cell(base, column.base), now)
        };
        self.columns.iter().filter(differs).map(|column| column.name.as_str()).collect()
    }

    fn removed_there(&mut self, base: Row<'_>, ours: Row<'_>) {
        let changed = self.changed(base, ours, |column| column.ours);
        let Some(first) = changed.first() else {
            // Its id is there, since ids are found anew only when all is merged.
            drop(self.merged.remove(ours.id(), IfSigned::Remove));
            return;
        };
        self.conflicts.push(Conflict {
            message: format!(
                "{} was edited here and removed there: {}",
                named(ours),
                backquoted(changed.iter().copied())
            ),
            help: "the row stays; take it out if it is to go, then `git add PATH`",
            row: Some(ours.number),
            column: (*first).to_owned(),
        });
    }

    fn removed_here(&mut self, base: Row<'_>, theirs: Row<'_>) {
        let changed = self.changed(base, theirs, |column| column.theirs);
        if changed.is_empty() {
            return;
        }
        self.conflicts.push(Conflict {
            message: format!("{} was removed here and edited there: {}", named(theirs), backquoted(changed)),
            help: "it stays removed; `git show :3:PATH` has the row; when it is right, `git add PATH`",
            row: None,
            column: String::new(),
        });
    }

    /// Appends a row that only THEIRS added. A column that OURS took out comes back where the row
    /// has something in it.
    fn append(&mut self, theirs: Row<'_>) {
        let mut cells = BTreeMap::new();
        for column in &self.columns {
            let value = cell(theirs, column.theirs);
            if !value.is_empty() {
                cells.insert(self.merged.column(&column.name, &column.name), value);
            }
        }
        let number = self.merged.table.next_row();
        let id = theirs.cell("id");
        if let Some(taken) = self.merged.ids.row(id) {
            cells.remove(&self.merged.column("id", "id"));
            let other = named(Row { list: &self.merged, number: taken });
            self.conflicts.push(Conflict {
                message: format!(
                    "the id `{id}` is that of {other} here, of {} there",
                    named(theirs)
                ),
                help: "the second stands without one; give it another, then `git add PATH`",
                row: Some(number),
                column: "id".to_owned(),
            });
        } else if !id.is_empty() {
            self.merged.ids.give(number, id);
        }
        let columns = 0..self.merged.column_names().count();
        let values: Vec<_> =
            columns.map(|number| cells.get(&number).copied().unwrap_or("")).collect();
        self.merged.table.append(&values);
    }
}

/// A cell as a conflict shows it.
fn spelled(column: &str, cell: &str) -> String {
    match (column, cell) {
        ("status", cell) => format!("`{}`", status(cell)),
        ("listed", cell) => format!("`{}`", listed(cell)),
        (_, "") => "nothing".to_owned(),
        (_, cell) => format!("`{cell}`"),
    }
}

/// The name of a row in backquotes; its id where it has no name.
fn named(row: Row<'_>) -> String {
    if row.name().is_empty() { format!("`{}`", row.id()) } else { format!("`{}`", row.label()) }
}

impl Side {
    /// BASE, OURS and THEIRS, named by `path`, the other two in git's way (`:3:signatories.csv`);
    /// else as they are.
    pub fn of_git(paths: [PathBuf; 3], path: Option<&Path>) -> [Self; 3] {
        let stages = [":1:", "", ":3:"];
        let mut sides = paths.map(|file| Self { shown: file.clone(), path: file });
        if let Some(path) = path {
            for (side, stage) in sides.iter_mut().zip(stages) {
                side.shown = format!("{stage}{}", path.display()).into();
            }
        }
        sides
    }
}

#[cfg(test)]
mod tests;
