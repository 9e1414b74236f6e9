//! Three states of a list to one, for git: row by row, and within a row cell by cell.

mod change;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, backquoted};
use crate::files;
use crate::signatories::columns::is_recorded;
use crate::signatories::edit::Before;
use crate::signatories::identity::{added_twice, pairs};
use crate::signatories::list::{Signatories, parse};
use crate::signatories::merge::change::{Change, Columns, EditedCell, is_same, says, told};
use crate::signatories::row::Row;
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
    let read_base = || {
        let bytes = files::read(&base.path)?;
        // A file that both sides added has an empty one for its base.
        if bytes.trim_ascii().is_empty() { Ok(None) } else { list(&bytes, base).map(Some) }
    };
    let read = |side: &Side| {
        let bytes = files::read(&side.path)?;
        list(&bytes, side).map(|list| (bytes, list))
    };
    // Long lists are read in half the time, and OURS while the other two are compared.
    let (base_list, theirs_list) = at_once(read_base, || read(theirs));
    let (base_list, (_, theirs_list)) = (base_list?, theirs_list?);
    let compare = || change::change(base_list.as_ref(), theirs_list);
    let (change, ours_list) = at_once(compare, || read(ours));
    let change = change.map_err(SignatoriesError::Problems)?;
    let (ours_bytes, ours_list) = ours_list?;
    let Merge { merged, conflicts, problems } = merged(base_list.as_ref(), ours_list, &change);
    drop((base_list, change));
    if !problems.is_empty() {
        return Err(SignatoriesError::Problems(problems));
    }
    let bytes = merged.table.to_bytes();
    if bytes != ours_bytes {
        files::write(&ours.path, &bytes)?;
    }
    if conflicts.is_empty() {
        return Ok(Vec::new());
    }
    drop(ours_bytes);
    // Where the conflicts stand is known of the file as it is now.
    let reread = list(&bytes, ours)?;
    let lines: BTreeMap<_, _> = merged.rows().map(|row| row.number).zip(reread.rows()).collect();
    let placed = |conflict: Conflict| {
        let row = conflict.row.and_then(|number| lines.get(&number));
        let place = row.map(|row| reread.place(*row, &conflict.column));
        let help = conflict.help.replace("PATH", &ours.shown.display().to_string());
        Diagnostic::error("merge-conflict", conflict.message).at(place).help(help)
    };
    Ok(conflicts.into_iter().map(placed).collect())
}

/// Does one thing on a thread of its own while it does another.
fn at_once<A: Send, B>(one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B) -> (A, B) {
    std::thread::scope(|scope| {
        let one = scope.spawn(one);
        let other = other();
        (one.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), other)
    })
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

struct Merge {
    merged: Signatories,
    conflicts: Vec<Conflict>,
    /// What hinders it from being read.
    problems: Vec<Diagnostic>,
}

/// Makes of OURS what comes out: rows are edited, taken out and added.
fn merged(base: Option<&Signatories>, ours: Signatories, theirs: &Change) -> Merge {
    let here = pairs(base, Some(&ours));
    let added = theirs.added.iter().flat_map(Signatories::rows).collect();
    let added = added_twice(here.added, added);
    let columns = base.map(|base| Columns::of(base, &ours));
    let edits = |before: Row<'_>, row: Row<'_>| {
        columns.as_ref().map(|columns| columns.edited(before, row)).unwrap_or_default()
    };
    let is_gone = |(before, _): &&(Row<'_>, Row<'_>)| theirs.removed.contains(&before.number);
    let gone = here.kept.iter().filter(is_gone);
    let mut gone: BTreeMap<_, _> =
        gone.map(|(before, row)| (row.number, edits(*before, *row))).collect();
    // From here on the list changes, and rows are known by their numbers.
    let kept: Vec<_> = here.kept.iter().map(|(base, ours)| (base.number, ours.number)).collect();
    let removed: Vec<_> = here.removed.iter().map(|row| row.number).collect();
    let twice: Vec<_> = added.kept.iter().map(|(ours, row)| (ours.number, row.number)).collect();
    let new: Vec<_> = added.added.iter().map(|row| row.number).collect();
    let mut merge = Merge { merged: ours, conflicts: Vec::new(), problems: Vec::new() };
    for (name, header) in &theirs.columns {
        merge.merged.column(name, header);
    }
    if let Some(list) = base {
        for (number, ours) in kept {
            if let Some(cells) = theirs.edited.get(&number) {
                merge.edited_there(ours, cells);
            } else if let Some(cells) = gone.remove(&ours) {
                merge.removed_there(Row { list, number }, ours, &cells);
            }
        }
        for number in removed {
            if let Some(cells) = theirs.edited.get(&number) {
                merge.removed_here(Row { list, number }, cells);
            }
        }
    }
    if let Some(list) = &theirs.added {
        for (ours, number) in twice {
            merge.added_twice(ours, Row { list, number });
        }
        for number in new {
            merge.append(Row { list, number });
        }
    }
    merge.problems = merge.merged.keep_ids();
    merge.problems.extend(merge.merged.problems_of_changes());
    merge
}

impl Merge {
    fn row(&self, number: usize) -> Row<'_> {
        Row { list: &self.merged, number }
    }

    fn edited_there(&mut self, ours: usize, cells: &[EditedCell]) {
        for EditedCell { column, before, after } in cells {
            let here = self.merged.cell(ours, column);
            if is_same(column, here, after) {
                continue;
            }
            if is_same(column, here, before) && !self.is_taken(column, after, ours) {
                self.set(ours, column, after);
            } else {
                let what = format!("both sides changed `{column}` of {}", named(self.row(ours)));
                self.conflict_of_cell(what, ours, column, after);
            }
        }
    }

    fn added_twice(&mut self, ours: usize, theirs: Row<'_>) {
        for column in theirs.list.column_names().filter(|name| !name.is_empty()) {
            let (here, there) = (self.merged.cell(ours, column), theirs.cell(column));
            if is_same(column, here, there) || !says(column, there) {
                continue;
            }
            if !says(column, here) && !self.is_taken(column, there, ours) {
                self.set(ours, column, there);
            } else {
                let name = named(self.row(ours));
                let what = format!("both sides added {name}, with another `{column}`");
                self.conflict_of_cell(what, ours, column, there);
            }
        }
    }

    /// Whether a value is an id that another row has.
    fn is_taken(&self, column: &str, value: &str, ours: usize) -> bool {
        column == "id" && self.merged.ids().row(value).is_some_and(|row| row != ours)
    }

    fn set(&mut self, row: usize, column: &str, value: &str) {
        self.merged.touch(row);
        let number = self.merged.column(column, column);
        self.merged.table.set(row, number, value);
    }

    fn conflict_of_cell(&mut self, what: String, row: usize, column: &str, there: &str) {
        let message = if is_recorded(column) {
            let here = spelled(column, self.merged.cell(row, column));
            format!("{what}: {here} here, {} there", spelled(column, there))
        } else {
            what
        };
        self.conflicts.push(Conflict {
            message,
            help: "what stood here stays; write what is right, then `git add PATH`",
            row: Some(row),
            column: column.to_owned(),
        });
    }

    fn removed_there(&mut self, base: Row<'_>, ours: usize, cells: &[EditedCell]) {
        let columns = told(cells, base);
        let row = self.row(ours);
        let Some(first) = columns.first() else {
            let id = row.id().to_owned();
            // Its id is there, since ids are found anew only when all is merged.
            drop(self.merged.remove(&id, IfSigned::Remove));
            return;
        };
        self.conflicts.push(Conflict {
            message: format!(
                "{} was edited here and removed there: {}",
                named(row),
                backquoted(columns.iter().copied())
            ),
            help: "the row stays; take it out if it is to go, then `git add PATH`",
            row: Some(ours),
            column: (*first).to_owned(),
        });
    }

    fn removed_here(&mut self, base: Row<'_>, cells: &[EditedCell]) {
        let columns = told(cells, base);
        if columns.is_empty() {
            return;
        }
        self.conflicts.push(Conflict {
            message: format!(
                "{} was removed here and edited there: {}",
                named(base),
                backquoted(columns)
            ),
            help: "it stays removed; `git show :3:PATH` has the row; when it is right, `git add PATH`",
            row: None,
            column: String::new(),
        });
    }

    /// Appends a row that only THEIRS added. A column that OURS took out comes back where the row
    /// has something in it.
    fn append(&mut self, theirs: Row<'_>) {
        let mut cells = BTreeMap::new();
        for column in theirs.list.column_names() {
            let value = theirs.cell(column);
            if !value.is_empty() {
                cells.insert(self.merged.column(column, column), value);
            }
        }
        let id = theirs.cell("id");
        let taken = self.merged.ids().row(id);
        if taken.is_some() {
            cells.remove(&self.merged.column("id", "id"));
        }
        let columns = 0..self.merged.column_names().count();
        let values: Vec<_> =
            columns.map(|number| cells.get(&number).copied().unwrap_or("")).collect();
        let number = self.merged.table.append(&values);
        self.merged.touched.rows.insert(number, Before::Absent);
        if let Some(taken) = taken {
            let (here, there) = (named(self.row(taken)), named(theirs));
            self.conflicts.push(Conflict {
                message: format!("the id `{id}` is that of {here} here, of {there} there"),
                help: "the second stands without one; give it another, then `git add PATH`",
                row: Some(number),
                column: "id".to_owned(),
            });
        } else if !id.is_empty() {
            self.merged.ids_mut().give(number, id);
        }
    }
}

/// A cell as a conflict shows it.
fn spelled(column: &str, cell: &str) -> String {
    match (column, cell) {
        ("status", cell) => format!("`{}`", change::status(cell)),
        ("listed", cell) => format!("`{}`", change::listed(cell)),
        (_, "") => "nothing".to_owned(),
        (_, cell) => format!("`{cell}`"),
    }
}

fn named(row: Row<'_>) -> String {
    format!("`{}`", row.label_or_id())
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
