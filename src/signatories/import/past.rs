//! What history tells of the rows that an import meets, read when it is first asked for.

use std::collections::HashMap;
use std::path::PathBuf;

use crate::clock::{self, Date};
use crate::files::FileError;
use crate::history::{self, HistoryLine, RowChange};
use crate::signatories::record::changed_by_hand;
use crate::signatories::row::Row;

/// The command's words, as history has them.
pub(crate) const COMMAND: &str = "sign import";

/// The history of the list, by signatory.
#[derive(Debug)]
pub(crate) struct Past {
    path: PathBuf,
    lines: Option<Lines>,
}

#[derive(Debug, Default)]
struct Lines {
    /// The group of lines of an id that was given another once.
    groups: HashMap<String, String>,
    by_group: HashMap<String, Vec<HistoryLine>>,
}

impl Past {
    /// The history of a file that need not be there.
    pub(crate) fn new(path: PathBuf) -> Self {
        Self { path, lines: None }
    }

    /// Whether a cell holds what somebody put there who is no import.
    pub(crate) fn is_edited(&mut self, row: Row<'_>, column: &str) -> Result<bool, FileError> {
        let lines = self.of_row(row)?;
        let names = |line: &&HistoryLine| {
            line.changes.contains_key(column) || line.private.contains(column)
        };
        let last = history::of(lines, row.id()).into_iter().rev().find(names);
        let by_command = last.is_some_and(|line| line.command == "sign edit");
        Ok(by_command || changed_by_hand(row, lines).iter().any(|changed| changed == column))
    }

    /// The day on which a row got the status that it has, if history tells.
    pub(crate) fn day_of_status(&mut self, row: Row<'_>) -> Result<Option<Date>, FileError> {
        let status = row.value("status");
        let lines = history::of(self.of_row(row)?, row.id());
        let last = lines.into_iter().rev().find(|line| line.changes.contains_key("status"));
        let is_it = |line: &&HistoryLine| line.changes["status"].1 == status;
        Ok(last.filter(is_it).and_then(|line| clock::date(&line.time)))
    }

    /// Whether a command removed the row that had an id.
    pub(crate) fn was_removed(&mut self, id: &str) -> Result<bool, FileError> {
        let lines = history::of(self.of(id)?, id);
        // A mail to the row may be told of behind that.
        let last = lines.into_iter().rev().find_map(|line| line.row);
        Ok(last == Some(RowChange::Removed))
    }

    /// The lines of a row, but for those of imports that were cut off before the list was written.
    fn of_row(&mut self, row: Row<'_>) -> Result<&[HistoryLine], FileError> {
        let mut lines = self.of(row.id())?;
        while let [before @ .., last] = lines
            && was_cut_off(last, row)
        {
            lines = before;
        }
        Ok(lines)
    }

    fn of(&mut self, id: &str) -> Result<&[HistoryLine], FileError> {
        if self.lines.is_none() {
            self.lines = Some(Lines::of(history::read(&self.path)?));
        }
        let lines = self.lines.as_ref();
        Ok(lines.map_or(&[], |lines| lines.with(id)))
    }
}

/// Whether a line tells of an import of which the row has nothing: history is told first, and the
/// list decides.
fn was_cut_off(line: &HistoryLine, row: Row<'_>) -> bool {
    let mut changes = line.changes.iter();
    line.command == COMMAND
        && line.id == row.id()
        && line.row.is_none()
        && !line.changes.is_empty()
        && changes.all(|(column, (old, _))| row.cell(column) == old)
}

impl Lines {
    fn of(history: Vec<HistoryLine>) -> Self {
        let mut lines = Self::default();
        for line in history {
            let group = if line.formerly.is_empty() {
                lines.groups.get(&line.id).unwrap_or(&line.id).clone()
            } else {
                let group = lines.groups.remove(&line.formerly);
                let group = group.unwrap_or_else(|| line.formerly.clone());
                lines.groups.insert(line.id.clone(), group.clone());
                group
            };
            lines.by_group.entry(group).or_default().push(line);
        }
        lines
    }

    fn with(&self, id: &str) -> &[HistoryLine] {
        let group = self.groups.get(id).map_or(id, String::as_str);
        self.by_group.get(group).map_or(&[], Vec::as_slice)
    }
}
