//! Rows that somebody said are two, though they look like one: what history has of it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::files::FileError;
use crate::history::{self, HistoryLine, RowChange};
use crate::signatories::list::Signatories;
use crate::signatories::row::Row;
use crate::signatories::{ListPaths, Run, SignatoriesError, edit};

/// Which rows are known to be two: pairs named by `sign dedupe --not-same`, and rows that were added
/// or edited with `--allow-duplicate`, against those that were there then.
#[derive(Clone, Debug, Default)]
pub struct Apart {
    /// Each id with those that are another's, both ways.
    pairs: BTreeMap<String, BTreeSet<String>>,
    /// The rows that were allowed, by id.
    allowed: BTreeMap<String, Allowed>,
    /// The numbers of the lines that added rows, by id.
    added: BTreeMap<String, usize>,
}

/// When a row was written though another looks like it.
#[derive(Clone, Copy, Debug)]
struct Allowed {
    /// The number of the line in history.
    line: usize,
    /// Whether the row was added by it, below all that were there.
    is_new: bool,
}

impl Apart {
    /// Reads what history has of it.
    pub fn load(path: &Path) -> Result<Self, FileError> {
        Ok(Self::of(&history::read_with(path, &["\"not_same\"", "\"duplicate_allowed\""])?))
    }

    /// The same of lines in the order of their times. Ids are those that the rows have now.
    pub fn of(history: &[HistoryLine]) -> Self {
        let mut apart = Self::default();
        for (number, line) in history.iter().enumerate() {
            if !line.formerly.is_empty() {
                apart.rename(&line.formerly, &line.id);
            }
            if line.row.is_some() {
                apart.forget(&line.id);
            }
            if line.row == Some(RowChange::Added) {
                apart.added.insert(line.id.clone(), number);
            }
            if line.duplicate_allowed {
                let is_new = line.row == Some(RowChange::Added);
                apart.allowed.insert(line.id.clone(), Allowed { line: number, is_new });
            }
            if let Some((one, other)) = &line.not_same {
                apart.pair(one, other);
                apart.pair(other, one);
            }
        }
        apart
    }

    /// Whether two rows are known to be two.
    pub fn are_two(&self, one: Row<'_>, other: Row<'_>) -> bool {
        let is_pair = |others: &BTreeSet<String>| others.contains(other.id());
        !(self.pairs.is_empty() && self.allowed.is_empty())
            && (self.pairs.get(one.id()).is_some_and(is_pair)
                || self.was_allowed_beside(one, other)
                || self.was_allowed_beside(other, one))
    }

    /// Whether a row was allowed when the other was there. One that was typed into the file was
    /// there before a row that was added below it.
    fn was_allowed_beside(&self, row: Row<'_>, other: Row<'_>) -> bool {
        let Some(allowed) = self.allowed.get(row.id()) else { return false };
        match self.added.get(other.id()) {
            Some(line) => *line < allowed.line,
            None => !allowed.is_new || other.number < row.number,
        }
    }

    fn pair(&mut self, one: &str, other: &str) {
        self.pairs.entry(one.to_owned()).or_default().insert(other.to_owned());
    }

    fn rename(&mut self, old: &str, new: &str) {
        if let Some(others) = self.pairs.remove(old) {
            for other in others {
                if let Some(back) = self.pairs.get_mut(&other) {
                    back.remove(old);
                }
                self.pair(&other, new);
                self.pair(new, &other);
            }
        }
        if let Some(allowed) = self.allowed.remove(old) {
            self.allowed.insert(new.to_owned(), allowed);
        }
        if let Some(line) = self.added.remove(old) {
            self.added.insert(new.to_owned(), line);
        }
    }

    /// An id that a row had which is gone may be that of another one now.
    fn forget(&mut self, id: &str) {
        for other in self.pairs.remove(id).into_iter().flatten() {
            if let Some(back) = self.pairs.get_mut(&other) {
                back.remove(id);
            }
        }
        self.allowed.remove(id);
        self.added.remove(id);
    }
}

/// What is said of two rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetApart {
    /// The labels of both.
    pub labels: [String; 2],
    /// Whether that was not known before.
    pub is_new: bool,
}

/// Remembers that two rows are two. The list stays as it is.
pub fn set_apart(
    paths: &ListPaths,
    ids: [&str; 2],
    run: Run,
) -> Result<SetApart, SignatoriesError> {
    let set = |list: &mut Signatories| {
        list.know_apart(Apart::load(&paths.history)?);
        list.set_apart(ids)
    };
    Ok(edit(paths, "sign dedupe", run, set)?.value)
}

impl Signatories {
    /// Tells the list which rows are two, for changes that would be refused otherwise.
    pub fn know_apart(&mut self, apart: Apart) {
        self.apart = apart;
    }

    fn set_apart(&mut self, ids: [&str; 2]) -> Result<SetApart, SignatoriesError> {
        let mut rows = Vec::new();
        let mut unknown = Vec::new();
        for id in ids {
            match self.row_with(id) {
                Ok(row) => rows.push(row),
                Err(error) => unknown.push(error),
            }
        }
        let [one, other] = rows[..] else { return Err(SignatoriesError::UnknownIds(unknown)) };
        let set = SetApart {
            labels: [one.label_or_id(), other.label_or_id()],
            is_new: !self.apart.are_two(one, other),
        };
        if set.is_new {
            self.touched.not_same = Some(ids.map(str::to_owned).into());
        }
        Ok(set)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signatories::parse;

    /// The pairs of rows of a list that are known to be two, by their lines.
    fn apart(list: &str, history: &[HistoryLine]) -> Vec<(usize, usize)> {
        let list = parse(list.as_bytes(), Path::new("s.csv")).unwrap();
        let apart = Apart::of(history);
        let rows: Vec<_> = list.rows().collect();
        let pairs = rows.iter().flat_map(|one| rows.iter().map(move |other| (*one, *other)));
        let two = pairs.filter(|(one, other)| one.line() < other.line());
        let two = two.filter(|(one, other)| apart.are_two(*one, *other));
        two.map(|(one, other)| (one.line(), other.line())).collect()
    }

    fn not_same(one: &str, other: &str) -> HistoryLine {
        let not_same = Some((one.to_owned(), other.to_owned()));
        HistoryLine { not_same, ..HistoryLine::now("sign dedupe", "") }
    }

    fn line(id: &str, row: Option<RowChange>, duplicate_allowed: bool) -> HistoryLine {
        HistoryLine { row, duplicate_allowed, ..HistoryLine::now("sign add", id) }
    }

    fn renamed(old: &str, new: &str) -> HistoryLine {
        HistoryLine { formerly: old.to_owned(), ..HistoryLine::now("sign edit", new) }
    }

    #[test]
    fn a_pair_is_followed_through_its_ids() {
        let history =
            [not_same("a", "b"), renamed("a", "c"), not_same("x", "y"), renamed("b", "a")];
        assert_eq!(apart("id,name\na,N\nc,N\nb,N\n", &history), [(2, 3)]);
    }

    #[test]
    fn another_row_with_the_id_of_one_that_is_gone_is_new() {
        let gone = line("b", Some(RowChange::Removed), false);
        let new = line("b", Some(RowChange::Added), false);
        assert_eq!(apart("id,name\na,N\nb,N\n", &[not_same("a", "b"), gone, new]), []);
    }

    #[test]
    fn a_row_that_was_allowed_is_another_than_those_that_were_there() {
        let added = |id, is_allowed| line(id, Some(RowChange::Added), is_allowed);
        let history = [added("a", false), added("b", true), added("c", false)];
        let list = "id,name\ntyped,N\na,N\nb,N\nc,N\nlater,N\n";
        assert_eq!(apart(list, &history), [(2, 4), (3, 4)]);
        // One that was edited has no place among those that were typed.
        let history = [added("a", false), line("b", None, true), added("c", false)];
        assert_eq!(apart(list, &history), [(2, 4), (3, 4), (4, 6)]);
    }
}
