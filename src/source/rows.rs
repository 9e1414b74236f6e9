//! The listed rows as a letter in one language sees them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::{Kind, Language};
use crate::source::SignatoryRow;

/// The columns that every list may have and that are public.
const PUBLIC_COLUMNS: [&str; 13] = [
    "id",
    "name",
    "abbreviation",
    "sort_name",
    "kind",
    "role",
    "affiliation",
    "country",
    "group",
    "url",
    "logo",
    "signature",
    "language",
];

/// All rows, with the columns that are known.
#[derive(Debug)]
pub(crate) struct Rows {
    listed: Arc<[SignatoryRow]>,
    columns: BTreeSet<String>,
    private: BTreeSet<String>,
    /// What a column's name ends in when it holds the form for this language, the nearest first:
    /// `_zh-hant`, `_zh`. Only those that occur.
    endings: Vec<String>,
}

impl Rows {
    pub(crate) fn new(
        rows: &Arc<[SignatoryRow]>,
        private: &BTreeSet<String>,
        language: &Language,
    ) -> Self {
        let mut columns: BTreeSet<String> =
            PUBLIC_COLUMNS.iter().map(|column| (*column).to_owned()).collect();
        for column in rows.iter().flat_map(|row| row.columns.keys()) {
            if !columns.contains(column) {
                columns.insert(column.clone());
            }
        }
        let mut tag = language.as_str().to_lowercase();
        let mut endings = Vec::new();
        loop {
            for ending in [format!("_{tag}"), format!("_{}", tag.replace('-', "_"))] {
                if !endings.contains(&ending)
                    && columns.iter().any(|column| column.ends_with(&ending))
                {
                    endings.push(ending);
                }
            }
            let Some(cut) = tag.rfind('-') else { break };
            tag.truncate(cut);
        }
        Self { listed: Arc::clone(rows), columns, private: private.clone(), endings }
    }

    /// The names of the columns that may be printed.
    pub(crate) fn columns(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(String::as_str)
    }

    /// Whether a column is there, but not public.
    pub(crate) fn is_private(&self, column: &str) -> bool {
        self.private.contains(column)
    }

    pub(crate) fn len(&self) -> usize {
        self.listed.len()
    }

    pub(crate) fn row(&self, index: usize) -> &SignatoryRow {
        &self.listed[index]
    }

    /// What a cell says in the letter's language, and whether that is a form of its own for it;
    /// empty where it says nothing.
    pub(crate) fn localized(&self, index: usize, column: &str) -> (&str, bool) {
        let cells = &self.listed[index].columns;
        for ending in &self.endings {
            let form = cells.get(&format!("{column}{ending}"));
            if let Some(form) = form.filter(|form| !form.is_empty()) {
                return (form, true);
            }
        }
        if column == "kind" {
            return (self.listed[index].kind.word(), false);
        }
        (cells.get(column).map_or("", String::as_str), false)
    }

    /// What a cell says in the letter's language.
    pub(crate) fn cell(&self, index: usize, column: &str) -> &str {
        self.localized(index, column).0
    }

    /// The rows that are printed by name, in file order.
    pub(crate) fn named(&self) -> impl Iterator<Item = usize> {
        (0..self.listed.len()).filter(|index| !self.listed[*index].anonymous)
    }
}

/// The numbers of signatories, for `count`.
pub(crate) fn count(rows: &Rows) -> BTreeMap<&'static str, usize> {
    let number = |counts: &dyn Fn(&SignatoryRow) -> bool| {
        rows.listed.iter().filter(|row| counts(row)).count()
    };
    BTreeMap::from([
        ("signatories", rows.len()),
        ("organizations", number(&|row| row.kind != Kind::Individual)),
        ("individuals", number(&|row| row.kind == Kind::Individual)),
        ("anonymous", number(&|row| row.anonymous)),
    ])
}
