//! The handles of rows: those that the list gives, and those made from abbreviation or name.

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::Slugs;

/// The id of every row of a list, and who has which.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ids {
    /// By the row's number; none for rows that have none.
    by_row: Vec<Option<Arc<str>>>,
    /// The same ids, not copies of them.
    rows: HashMap<Arc<str>, usize>,
    slugs: Slugs,
}

impl Ids {
    /// Gives a row the id that its cell says, and tells who has it already.
    pub(crate) fn give(&mut self, row: usize, id: &str) -> Option<usize> {
        let id: Arc<str> = id.into();
        self.put(row, Arc::clone(&id));
        let first = *self.rows.entry(id).or_insert(row);
        (first != row).then_some(first)
    }

    /// Gives a row an id made from a text: its slug, or the slug with a number behind it when it
    /// is taken. All ids that cells say have to be given first.
    pub(crate) fn make(&mut self, row: usize, text: &str) {
        let id = self.slugs.unique(text, "signatory", |id| self.rows.contains_key(id));
        let id: Arc<str> = id.into();
        self.rows.insert(Arc::clone(&id), row);
        self.put(row, id);
    }

    /// Makes room for the ids of so many rows at once.
    pub(crate) fn reserve(&mut self, rows: usize) {
        self.by_row.reserve(rows.saturating_sub(self.by_row.len()));
        self.rows.reserve(rows.saturating_sub(self.rows.len()));
    }

    fn put(&mut self, row: usize, id: Arc<str>) {
        if self.by_row.len() <= row {
            self.by_row.resize(row + 1, None);
        }
        self.by_row[row] = Some(id);
    }

    /// The id of a row; empty when it has none.
    pub(crate) fn of(&self, row: usize) -> &str {
        self.by_row.get(row).and_then(Option::as_deref).unwrap_or_default()
    }

    /// The row with an id.
    pub(crate) fn row(&self, id: &str) -> Option<usize> {
        self.rows.get(id).copied()
    }

    /// All ids in the order of the rows.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.by_row.iter().filter_map(Option::as_deref)
    }

    /// Six random letters that no row has: an id that tells nothing of a name.
    pub(crate) fn random(&self) -> String {
        loop {
            let id: String = std::iter::repeat_with(fastrand::lowercase).take(6).collect();
            if self.row(&id).is_none() {
                return id;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_that_is_taken_gets_a_number() {
        let mut ids = Ids::default();
        assert_eq!(ids.give(1, "hrw-2"), None);
        for row in [0, 2, 3] {
            ids.make(row, "HRW");
        }
        assert_eq!([ids.of(0), ids.of(2), ids.of(3)], ["hrw", "hrw-3", "hrw-4"]);
        assert_eq!(ids.give(4, "hrw"), Some(0));
        ids.make(5, "!!");
        assert_eq!(ids.of(5), "signatory");
        assert_eq!(ids.row("hrw-3"), Some(2));
    }
}
