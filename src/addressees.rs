//! `addressees.csv`: one letter to many addressees.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::diagnostic::{Diagnostic, Place};
use crate::files::{self, FileError};
use crate::model::{Language, LanguageError, Slugs};
use crate::table::{Excerpt, Table};

/// One to whom the letter is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addressee {
    /// A handle, unique in the file; made from the name when the file has none.
    pub id: String,
    /// What the letter may say: the id, and every column but `email`, by its name in lower
    /// case.
    pub columns: BTreeMap<String, String>,
    /// The mail address, for the head of a message alone; empty where there is none.
    pub email: String,
    /// The line that it begins on.
    pub line: usize,
    language: Option<Language>,
    /// The place of each of `columns` that the file has.
    places: BTreeMap<String, Place>,
}

/// Why the addressees could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AddresseesError {
    /// The file could not be read.
    #[error(transparent)]
    File(#[from] FileError),
    /// The file has problems.
    #[error("the addressees have errors")]
    Diagnostics(Vec<Diagnostic>),
}

impl Addressee {
    /// The addressee with these columns, who stands in no file and has no mail address.
    pub fn of_columns(columns: BTreeMap<String, String>) -> Result<Self, LanguageError> {
        let tag = columns.get("language").filter(|tag| !tag.is_empty());
        Ok(Self {
            id: columns.get("id").cloned().unwrap_or_default(),
            language: tag.map(|tag| Language::parse(tag)).transpose()?,
            columns,
            email: String::new(),
            line: 0,
            places: BTreeMap::new(),
        })
    }

    /// The addressees of a letter's front matter, by what that says of each; ids are made as for
    /// rows without one.
    pub fn of_front_matter(addressees: Vec<BTreeMap<String, String>>) -> Vec<Self> {
        let (mut slugs, mut taken) = (Slugs::default(), BTreeSet::new());
        let of_one = |mut columns: BTreeMap<String, String>| {
            let email = columns.remove("email").unwrap_or_default().trim().to_owned();
            if let Some(lines) = columns.remove("lines") {
                let lines = lines.lines().enumerate();
                let line = |(at, line): (usize, &str)| (format!("line{}", at + 1), line.to_owned());
                columns.extend(lines.map(line));
            }
            let id = made_id(&columns, &mut slugs, &taken);
            taken.insert(id.clone());
            columns.insert("id".to_owned(), id.clone());
            Self { id, columns, email, line: 0, language: None, places: BTreeMap::new() }
        };
        addressees.into_iter().map(of_one).collect()
    }

    /// What the addressee is called: the first that there is of name, organization, role and
    /// address.
    pub fn called(&self) -> &str {
        called(&self.columns)
    }

    /// The language that this addressee's letter is in, if the file says.
    pub fn language(&self) -> Option<&Language> {
        self.language.as_ref()
    }

    /// The first cell with these words that the letter may show.
    pub fn find(&self, words: &str) -> Option<&Place> {
        let column = self.columns.iter().find(|(_, cell)| cell.contains(words));
        column.and_then(|(column, _)| self.places.get(column))
    }
}

/// Reads a file of addressees. `shown` is its name in errors.
pub fn load(path: &Path, shown: &Path) -> Result<Vec<Addressee>, AddresseesError> {
    parse(&files::read(path)?, shown).map_err(AddresseesError::Diagnostics)
}

/// The file with the rows alone that have a reason, by their ids, and the reason behind them.
pub fn rows_with_reasons(
    path: &Path,
    shown: &Path,
    reasons: &BTreeMap<String, String>,
) -> Result<Vec<u8>, AddresseesError> {
    let bytes = files::read(path)?;
    let problems = AddresseesError::Diagnostics;
    let addressees = parse(&bytes, shown).map_err(problems)?;
    let table = Table::parse(&bytes, shown, excerpt).map_err(problems)?;
    let rows = table.rows().filter_map(|row| {
        let line = table.line(row);
        let Addressee { id, .. } = addressees.iter().find(|addressee| addressee.line == line)?;
        Some((row, (id.as_str(), reasons.get(id)?.as_str())))
    });
    let rows = rows.collect();
    let column = |name| table.headers().position(|header| header.eq_ignore_ascii_case(name));
    let columns = ["id", "reason"].map(column);
    Ok(table.with_reasons(&rows, columns))
}

fn parse(bytes: &[u8], shown: &Path) -> Result<Vec<Addressee>, Vec<Diagnostic>> {
    let table = Table::parse(bytes, shown, excerpt)?;
    let headers: Vec<_> = table.headers().map(|header| header.trim().to_lowercase()).collect();
    let mut problems = Vec::new();
    let mut slugs = Slugs::default();
    let mut ids = BTreeSet::new();
    let mut addressees = Vec::new();
    for row in table.rows().filter(|row| !table.is_blank(*row)) {
        let mut columns: BTreeMap<_, _> = headers
            .iter()
            .enumerate()
            .map(|(column, header)| (header.clone(), table.cell(row, column).trim().to_owned()))
            .collect();
        let email = columns.remove("email").unwrap_or_default();
        let place = |name: &str| {
            let column = headers.iter().position(|header| header == name).unwrap_or(0);
            table.place(row, column, excerpt(name))
        };
        let language = match columns.get("language").filter(|tag| !tag.is_empty()) {
            Some(tag) => Language::parse(tag)
                .map_err(|error| {
                    let problem = Diagnostic::error("language", error.to_string());
                    problems.push(problem.at(place("language")));
                })
                .ok(),
            None => None,
        };
        let id = match columns.remove("id").filter(|id| !id.is_empty()) {
            Some(id) if ids.contains(&id) => {
                let message = format!("the id `{id}` is given twice");
                problems.push(
                    Diagnostic::error("duplicate-id", message)
                        .at(place("id"))
                        .help("give one of the two another id"),
                );
                continue;
            }
            Some(id) => id,
            None => made_id(&columns, &mut slugs, &ids),
        };
        ids.insert(id.clone());
        columns.insert("id".to_owned(), id.clone());
        let names = headers.iter().filter(|name| columns.contains_key(*name));
        let places = names.map(|name| (name.clone(), place(name))).collect();
        addressees.push(Addressee { id, columns, email, line: table.line(row), language, places });
    }
    if addressees.is_empty() && problems.is_empty() {
        let message = format!("`{}` names nobody", shown.display());
        problems.push(Diagnostic::error("no-addressees", message).at(table.header_place(0)));
    }
    if problems.is_empty() { Ok(addressees) } else { Err(problems) }
}

/// Addresses of mail stay out of errors.
fn excerpt(header: &str) -> Excerpt {
    if header.trim().eq_ignore_ascii_case("email") { Excerpt::Nothing } else { Excerpt::Cell }
}

fn made_id(
    columns: &BTreeMap<String, String>,
    slugs: &mut Slugs,
    taken: &BTreeSet<String>,
) -> String {
    slugs.unique(called(columns), "addressee", |id| taken.contains(id))
}

fn called(columns: &BTreeMap<String, String>) -> &str {
    let named = ["name", "organization", "role", "line1"];
    let name = named.iter().find_map(|name| columns.get(*name).filter(|text| !text.is_empty()));
    name.map_or("", String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_has_its_own_id_or_one_made_from_its_name() {
        let text = b"id,name,email\n,Jane Doe,j@example.org\nx,Jane Doe,\n,Jane Doe,\n";
        let addressees = parse(text, Path::new("addressees.csv")).unwrap();
        let ids: Vec<_> = addressees.iter().map(|addressee| addressee.id.as_str()).collect();
        assert_eq!(ids, ["jane-doe", "x", "jane-doe-2"]);
        assert!(addressees.iter().all(|addressee| addressee.columns["id"] == addressee.id));
        assert!(addressees.iter().all(|addressee| !addressee.columns.contains_key("email")));
    }

    #[test]
    fn those_of_the_front_matter_are_told_apart_too() {
        let of = |fields: &[(&str, &str)]| {
            fields.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
        };
        let addressees = Addressee::of_front_matter(vec![
            of(&[("name", "Jane Doe"), ("email", "j@example.org")]),
            of(&[("lines", "Jane Doe\nElmstad")]),
            of(&[]),
        ]);
        let ids: Vec<_> = addressees.iter().map(|addressee| addressee.id.as_str()).collect();
        assert_eq!(ids, ["jane-doe", "jane-doe-2", "addressee"]);
        assert_eq!(addressees[0].email, "j@example.org");
        assert!(addressees.iter().all(|addressee| !addressee.columns.contains_key("email")));
        assert_eq!(addressees[1].columns["line2"], "Elmstad");
    }

    #[test]
    fn an_id_given_twice_and_a_bad_language_are_both_told() {
        let text = b"id,language\na,de\na,de\nb,german language\n";
        let problems = parse(text, Path::new("addressees.csv")).unwrap_err();
        let codes: Vec<_> = problems.iter().map(|problem| problem.code).collect();
        assert_eq!(codes, ["duplicate-id", "language"]);
    }
}
