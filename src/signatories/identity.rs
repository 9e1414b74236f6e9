//! Which rows of two states of a list are the same signatory.

use std::collections::HashMap;
use std::hash::Hash;

use crate::signatories::columns::is_recorded;
use crate::signatories::duplicates;
use crate::signatories::list::Signatories;
use crate::signatories::row::Row;

/// The rows of two states of a list: those in both, and those in one alone.
#[derive(Clone, Debug)]
pub struct Pairs<'a> {
    /// Old and new, in the order of the old.
    pub kept: Vec<(Row<'a>, Row<'a>)>,
    /// In the old state alone.
    pub removed: Vec<Row<'a>>,
    /// In the new state alone.
    pub added: Vec<Row<'a>>,
}

/// Finds the rows of an older list in a newer one; a list that is not there has none. A row is
/// known by the id that it gives, else by all that it says, by its made id, by its folded name.
pub fn pairs<'a>(old: Option<&'a Signatories>, new: Option<&'a Signatories>) -> Pairs<'a> {
    let rows = |list: Option<&'a Signatories>| list.into_iter().flat_map(Signatories::rows);
    let mut pairs =
        Pairs { kept: Vec::new(), removed: rows(old).collect(), added: rows(new).collect() };
    let (old_columns, new_columns) = (sorted_columns(old), sorted_columns(new));
    pairs.match_ends(|old, new| is_as_it_was(old, new, &old_columns, &new_columns));
    if old.zip(new).is_some_and(|(old, new)| old.is_laid_out_as(new)) {
        // Nearly all rows of a long list are the same byte for byte, and need not be read.
        pairs.match_by(|row| Some(row.written()), |row| Some(row.written()));
    }
    pairs.match_by(given_id, given_id);
    pairs.match_by(|row| content(row, &old_columns), |row| content(row, &new_columns));
    let id = |row: Row<'a>| Some(row.id());
    pairs.match_by(id, id);
    pairs.match_by(duplicates::identity, duplicates::identity);
    pairs.kept.sort_by_key(|(row, _)| row.number);
    pairs
}

/// The rows that two sides added to a list which are the same sign-off. A made id is no sign of
/// that: two organizations can have one abbreviation.
pub(crate) fn added_twice<'a>(ours: Vec<Row<'a>>, theirs: Vec<Row<'a>>) -> Pairs<'a> {
    let mut pairs = Pairs { kept: Vec::new(), removed: ours, added: theirs };
    let with_abbreviation = duplicates::identity_with_abbreviation;
    pairs.match_by(given_id, given_id);
    pairs.match_by(duplicates::identity, duplicates::identity);
    pairs.match_by(duplicates::identity, with_abbreviation);
    pairs.match_by(with_abbreviation, duplicates::identity);
    pairs
}

impl<'a> Pairs<'a> {
    /// Pairs the rows at both ends as long as nothing changed: between two states of a list, that
    /// is most of it.
    fn match_ends(&mut self, is_same: impl Fn(Row<'a>, Row<'a>) -> bool) {
        let same = |(old, new): &(&Row<'a>, &Row<'a>)| is_same(**old, **new);
        let head = self.removed.iter().zip(&self.added).take_while(same).count();
        let rest = self.removed[head..].iter().rev().zip(self.added[head..].iter().rev());
        let tail = rest.take_while(same).count();
        let (old_end, new_end) = (self.removed.len() - tail, self.added.len() - tail);
        let old = self.removed.drain(old_end..).rev().collect::<Vec<_>>();
        let new = self.added.drain(new_end..).rev();
        self.kept.extend(old.into_iter().zip(new));
        self.kept.extend(self.removed.drain(..head).zip(self.added.drain(..head)));
    }

    /// Pairs the rows left that have the same key, each with the first that has it.
    fn match_by<K: Hash + Eq>(
        &mut self,
        old_key: impl Fn(Row<'a>) -> Option<K>,
        new_key: impl Fn(Row<'a>) -> Option<K>,
    ) {
        let Self { kept, removed, added } = self;
        if removed.is_empty() || added.is_empty() {
            return;
        }
        // The first place of each key, and behind each place the next one of the same key.
        let mut first: HashMap<K, Option<usize>> = HashMap::with_capacity(removed.len());
        let mut next = vec![None; removed.len()];
        for (place, row) in removed.iter().enumerate().rev() {
            if let Some(key) = old_key(*row) {
                next[place] = first.insert(key, Some(place)).flatten();
            }
        }
        let mut is_found = vec![false; removed.len()];
        added.retain(|row| {
            let Some(left) = new_key(*row).and_then(|key| first.get_mut(&key)) else { return true };
            let Some(place) = *left else { return true };
            *left = next[place];
            is_found[place] = true;
            kept.push((removed[place], *row));
            false
        });
        let mut is_found = is_found.into_iter();
        removed.retain(|_| is_found.next() == Some(false));
    }
}

fn given_id(row: Row<'_>) -> Option<&str> {
    Some(row.cell("id")).filter(|id| !id.is_empty())
}

/// The numbers of a list's columns in the order of their names.
fn sorted_columns(list: Option<&Signatories>) -> Vec<(&str, usize)> {
    let names = list.into_iter().flat_map(|list| list.columns.names());
    let mut columns: Vec<_> = names.map(|(number, name)| (name, number)).collect();
    columns.sort_unstable();
    columns
}

/// Whether two rows give the same id, or none and say the same.
fn is_as_it_was(
    old: Row<'_>,
    new: Row<'_>,
    old_columns: &[(&str, usize)],
    new_columns: &[(&str, usize)],
) -> bool {
    let id = old.cell("id");
    id == new.cell("id")
        && (!id.is_empty() || filled(old, old_columns).eq(filled(new, new_columns)))
}

/// All that a row says which gives no id of its own, whatever the order of the columns.
fn content(row: Row<'_>, columns: &[(&str, usize)]) -> Option<String> {
    if !row.cell("id").is_empty() {
        return None;
    }
    let cells = filled(row, columns).flat_map(|(name, cell)| [name, "\0", cell, "\0"]);
    Some(cells.collect())
}

/// The cells of a row that have something in them, with their columns.
fn filled<'a>(
    row: Row<'a>,
    columns: &[(&'a str, usize)],
) -> impl Iterator<Item = (&'a str, &'a str)> {
    let cells =
        columns.iter().map(move |(name, number)| (*name, row.list.table.cell(row.number, *number)));
    cells.filter(|(_, cell)| !cell.is_empty())
}

/// A cell of a row that says something else than before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedCell {
    /// The column's name in lower case.
    pub column: String,
    /// The old and the new value, where the keepers of the list see it without asking.
    pub values: Option<(String, String)>,
}

/// The cells by which a row differs from what it was. What an empty cell stands for counts as
/// what it says, and a made id that only moved is no change.
pub fn changed_cells(old: Row<'_>, new: Row<'_>) -> Vec<ChangedCell> {
    let mut columns: Vec<&str> = new.list.column_names().collect();
    columns.extend(old.list.column_names().filter(|name| new.list.columns.number(name).is_none()));
    let differs = |column: &&str| {
        !column.is_empty()
            && old.cell(column) != new.cell(column)
            && old.value(column) != new.value(column)
    };
    let changed = |column: &str| ChangedCell {
        column: column.to_owned(),
        values: is_recorded(column).then(|| (old.value(column), new.value(column))),
    };
    columns.into_iter().filter(differs).map(changed).collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::signatories::parse;

    fn paired(old: &str, new: &str) -> String {
        let list = |text: &str| parse(text.as_bytes(), Path::new("s.csv")).unwrap();
        let (old, new) = (list(old), list(new));
        let pairs = pairs(Some(&old), Some(&new));
        let kept = pairs.kept.iter().map(|(old, new)| format!("{}={}", old.line(), new.line()));
        let removed = pairs.removed.iter().map(|row| format!("-{}", row.line()));
        let added = pairs.added.iter().map(|row| format!("+{}", row.line()));
        kept.chain(removed).chain(added).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_row_is_known_by_its_id_else_by_its_name() {
        let old = "id,name,abbreviation\nx,A,\n,Bee,B\n,Cee,\n";
        assert_eq!(paired(old, "name,id,abbr\nThe cee!,,\nNew,x,\nBees,,B\n"), "2=3 3=4 4=2");
    }

    #[test]
    fn made_ids_that_move_mislead_nobody() {
        let old = "name,affiliation\nJane,One\nJane,Two\n";
        assert_eq!(paired(old, "name,affiliation\nJane,Two\n"), "3=2 -2");
        let old = "name,abbreviation\nSEATINI Uganda,SEATINI\n";
        let new = "name,abbreviation\nSEATINI Zimbabwe,SEATINI\nSEATINI Uganda,SEATINI\n";
        assert_eq!(paired(old, new), "2=3 +2");
    }

    #[test]
    fn a_row_that_is_written_otherwise_or_elsewhere_is_the_same() {
        let old = "id,name,country\n,\"A\",DE\n,B,\n,B,\n,C,\"x,y\"\nd,D,FR\n";
        let new = "id,name,country\n,\"C\",\"x,y\"\n,B,\n, A ,\"DE\"\n\nd,D,\"FR\"\n,B,\"\"\n";
        assert_eq!(paired(old, new), "2=4 3=3 4=7 5=2 6=6");
        let new = "name;id;country\r\nC;;x,y\r\nB;;\r\nA;;\"DE\"\r\nD;d;FR\r\nB;;\r\n";
        assert_eq!(paired(old, new), "2=4 3=3 4=6 5=2 6=5");
    }

    #[test]
    fn rows_without_a_name_are_counted() {
        let old = "id,name,listed\np,,anonymous\n";
        let new = "id,name,listed\np,,anonymous\nq,,anonymous\n";
        assert_eq!(paired(old, new), "2=2 +3");
    }
}
