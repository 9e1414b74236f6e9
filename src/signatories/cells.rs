//! Values for the cells of a row, as somebody gives them.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::model::Kind;
use crate::signatories::columns::canonical;
use crate::signatories::row::{self, Listed, Status, from_word};
use crate::signatories::values;

/// Values for the cells of a row by the names of their columns, without space round them.
#[derive(Clone, Debug, Default)]
pub struct Cells {
    values: BTreeMap<String, String>,
    /// The headers of columns that were not typed in small letters, by the same names.
    headers: BTreeMap<String, String>,
}

impl Cells {
    /// The same with a value in a column, which may be called by its synonyms. An empty value
    /// stands for an empty cell.
    #[must_use]
    pub fn with(mut self, column: &str, value: impl AsRef<str>) -> Self {
        let header = column.trim();
        let name = canonical(header, true);
        if name != header && name == header.to_lowercase() {
            self.headers.insert(name.clone(), header.to_owned());
        }
        self.values.insert(name, value.as_ref().trim().to_owned());
        self
    }

    /// The same without the cells that would be empty.
    #[must_use]
    pub fn filled(mut self) -> Self {
        self.values.retain(|_, value| !value.is_empty());
        self
    }

    /// Whether nothing is given, not even an empty value.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// What hinders the values from being written.
    pub(crate) fn problems(&self) -> Vec<Diagnostic> {
        self.iter().flat_map(|(column, value)| values::new_problems(column, value)).collect()
    }

    /// What is worth knowing of the values.
    pub(crate) fn notes(&self) -> Vec<Diagnostic> {
        self.iter().filter_map(|(column, value)| values::note(column, value)).collect()
    }

    /// The value given for a column, which may be empty.
    pub fn get(&self, column: &str) -> Option<&str> {
        self.values.get(column).map(String::as_str)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.values.iter().map(|(column, value)| (column.as_str(), value.as_str()))
    }

    /// What a column is called in a file that lacks it.
    pub(crate) fn header<'a>(&'a self, column: &'a str) -> &'a str {
        self.headers.get(column).map_or(column, String::as_str)
    }

    pub(crate) fn extend(&mut self, other: Self) {
        self.values.extend(other.values);
        self.headers.extend(other.headers);
    }

    pub(crate) fn retain(&mut self, mut keeps: impl FnMut(&str, &str) -> bool) {
        self.values.retain(|column, value| keeps(column, value));
    }
}

/// What tells a kind where no cell says it: the role and the affiliation of a row.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Person<'a> {
    pub(crate) role: &'a str,
    pub(crate) affiliation: &'a str,
}

impl Person<'_> {
    /// The kind of a row whose cell says this.
    pub(crate) fn kind(self, cell: &str) -> Kind {
        row::kind(cell, self.role, self.affiliation)
    }
}

/// Whether a value says more than an empty cell would, so that a column is added to keep it.
pub(crate) fn says_more(column: &str, value: &str, person: Person<'_>) -> bool {
    match column {
        _ if value.is_empty() => false,
        "status" => from_word(&Status::ALL, value) != Some(Status::default()),
        "listed" => from_word(&Listed::ALL, value) != Some(Listed::default()),
        "kind" => person.kind(value) != person.kind(""),
        _ => true,
    }
}
