//! The review list: who gets drafts, and for whom they answer.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::diagnostic::{Diagnostic, nearest};
use crate::files::{self, FileError};
use crate::model::{Language, Slugs};
use crate::signatories::{Published, Row, Signatories, Status, canonical};
use crate::table::{Excerpt, Table};

/// Somebody who gets drafts, and answers for a row of the list of signatories.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reviewer {
    /// A handle, unique on the review list.
    pub id: String,
    /// Whether the id is their own, and not that of a row of the list of signatories.
    pub has_own_id: bool,
    /// Whom a mail is addressed to.
    pub name: String,
    /// The mail address as it is written; empty where there is none.
    pub email: String,
    /// The language of their mails, if the list tells.
    pub language: Option<Language>,
    /// The id of the row that they answer for; none where the list of signatories has no such row.
    pub signatory: Option<String>,
    /// Whether that row is declined or withdrawn, or is not to be listed: nobody asks again unasked.
    pub has_left: bool,
    /// What a mail may say of them: the id, the name, and the columns that may be shown to them, by
    /// their names in lower case.
    pub columns: BTreeMap<String, String>,
    /// The number of the row in its table.
    pub(crate) row: usize,
}

/// Those who get drafts, in the order of their file.
#[derive(Clone, Debug)]
pub struct ReviewList {
    reviewers: Vec<Reviewer>,
    /// The place of each, by their ids.
    places: BTreeMap<String, usize>,
}

/// Why there is no review list, or nobody on it by an id.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReviewListError {
    /// The file could not be read.
    #[error(transparent)]
    File(#[from] FileError),
    /// The file has problems.
    #[error("the review list has errors")]
    Diagnostics(Vec<Diagnostic>),
    /// Nobody has that id.
    #[error("nobody on the review list has the id `{id}`")]
    Unknown {
        /// The id as given.
        id: String,
        /// The nearest one that there is.
        nearest: Option<String>,
    },
}

impl ReviewList {
    /// Reads `reviewers.csv`, of which `shown` is the name in errors. All that is wrong is told at
    /// once.
    pub fn load(
        path: &Path,
        shown: &Path,
        list: Option<&Signatories>,
    ) -> Result<Self, ReviewListError> {
        let bytes = files::read(path)?;
        Self::parse(&bytes, shown, list).map_err(ReviewListError::Diagnostics)
    }

    fn parse(
        bytes: &[u8],
        shown: &Path,
        list: Option<&Signatories>,
    ) -> Result<Self, Vec<Diagnostic>> {
        let table = Table::parse(bytes, shown, excerpt)?;
        let mut reader = Reader { headers: headers(&table), table: &table, problems: Vec::new() };
        for name in ["name", "email"] {
            reader.require(name);
        }
        if !reader.problems.is_empty() {
            return Err(reader.problems);
        }
        let ids = reader.ids();
        let mut reviewers = Vec::new();
        for (row, id) in ids {
            let language = reader.language(row);
            let signatory = reader.signatory(row, &id, list);
            let mut columns = reader.columns(row);
            columns.insert("id".to_owned(), id.clone());
            reviewers.push(Reviewer {
                has_own_id: true,
                name: reader.cell(row, "name").to_owned(),
                email: reader.cell(row, "email").to_owned(),
                language,
                has_left: signatory.is_some_and(has_left),
                signatory: signatory.map(|row| row.id().to_owned()),
                columns,
                row,
                id,
            });
        }
        if reader.problems.is_empty() { Ok(Self::of(reviewers)) } else { Err(reader.problems) }
    }

    /// The contacts of a list of signatories, each of whom answers for their own row. Of the row,
    /// a mail may say what is published.
    pub fn of_contacts(list: &Signatories, published: &Published) -> Self {
        let contact = |row: Row<'_>| {
            let name = [row.cell("contact"), row.name()].into_iter().find(|name| !name.is_empty());
            let name = name.unwrap_or_default().to_owned();
            let mut columns = row.published(published);
            columns.insert("name".to_owned(), name.clone());
            Reviewer {
                has_own_id: false,
                id: row.id().to_owned(),
                name,
                email: row.cell("email").to_owned(),
                language: Language::parse(row.cell("language")).ok(),
                signatory: Some(row.id().to_owned()),
                has_left: has_left(row),
                columns,
                row: row.number,
            }
        };
        Self::of(list.rows().map(contact).collect())
    }

    fn of(reviewers: Vec<Reviewer>) -> Self {
        let ids = reviewers.iter().enumerate().rev();
        let places = ids.map(|(place, reviewer)| (reviewer.id.clone(), place)).collect();
        Self { reviewers, places }
    }

    /// Those who are on it, in the order of the file.
    pub fn reviewers(&self) -> &[Reviewer] {
        &self.reviewers
    }

    /// The one with an id.
    pub fn find(&self, id: &str) -> Result<&Reviewer, ReviewListError> {
        let place = self.places.get(id).ok_or_else(|| {
            let ids = self.reviewers.iter().map(|reviewer| reviewer.id.as_str());
            ReviewListError::Unknown {
                id: id.to_owned(),
                nearest: nearest(id, ids).map(str::to_owned),
            }
        })?;
        Ok(&self.reviewers[*place])
    }
}

/// Whether a row is one that is not asked.
fn has_left(row: Row<'_>) -> bool {
    matches!(row.status(), Status::Declined | Status::Withdrawn)
}

/// Names and addresses, and what its author keeps there besides, stay out of errors.
pub(crate) fn excerpt(header: &str) -> Excerpt {
    let is_shown = ["id", "language", "signatory"].contains(&canonical(header, true).as_str());
    if is_shown { Excerpt::Cell } else { Excerpt::Nothing }
}

/// The columns' names in lower case. A list of signatories may serve as a review list, so that the
/// synonyms of its columns are read.
pub(crate) fn headers(table: &Table) -> Vec<String> {
    let has_name = table.headers().any(|header| header.eq_ignore_ascii_case("name"));
    table.headers().map(|header| canonical(header, has_name)).collect()
}

/// A review list that is being read.
struct Reader<'a> {
    table: &'a Table,
    headers: Vec<String>,
    problems: Vec<Diagnostic>,
}

impl<'a> Reader<'a> {
    fn require(&mut self, name: &str) {
        if !self.headers.iter().any(|header| header == name) {
            let problem =
                Diagnostic::error("missing-column", format!("there is no column `{name}`"));
            let help = "a review list has `id`, `name`, `email`, `language`, `signatory`";
            self.problems.push(problem.at(self.table.header_place(0)).help(help));
        }
    }

    fn rows(&self) -> impl Iterator<Item = usize> + use<'a> {
        let table = self.table;
        table.rows().filter(|row| !table.is_blank(*row))
    }

    fn cell(&self, row: usize, name: &str) -> &'a str {
        let column = self.headers.iter().position(|header| header == name);
        column.map_or("", |column| self.table.cell(row, column).trim())
    }

    fn columns(&self, row: usize) -> BTreeMap<String, String> {
        let names = self.headers.iter().filter(|name| !name.is_empty() && *name != "email");
        names.map(|name| (name.clone(), self.cell(row, name).to_owned())).collect()
    }

    fn report(&mut self, row: usize, name: &str, problem: Diagnostic) {
        let column = self.headers.iter().position(|header| header == name).unwrap_or(0);
        self.problems.push(problem.at(self.table.place(row, column, excerpt(name))));
    }

    /// The rows with their ids, which are made from the names where there is none.
    fn ids(&mut self) -> Vec<(usize, String)> {
        let given = |row: &usize| self.cell(*row, "id").to_owned();
        let mut taken: BTreeSet<String> = self.rows().map(|row| given(&row)).collect();
        let (mut seen, mut slugs) = (BTreeSet::new(), Slugs::default());
        let mut ids = Vec::new();
        for row in self.rows() {
            let id = self.cell(row, "id");
            if id.is_empty() {
                let id = slugs.unique(self.cell(row, "name"), "reviewer", |id| taken.contains(id));
                taken.insert(id.clone());
                ids.push((row, id));
            } else if seen.insert(id) {
                ids.push((row, id.to_owned()));
            } else {
                let problem =
                    Diagnostic::error("duplicate-id", format!("the id `{id}` is given twice"));
                self.report(row, "id", problem.help("give one of the two another id"));
            }
        }
        ids
    }

    fn language(&mut self, row: usize) -> Option<Language> {
        let tag = self.cell(row, "language");
        if tag.is_empty() {
            return None;
        }
        Language::parse(tag)
            .map_err(|error| {
                self.report(row, "language", Diagnostic::error("language", error.to_string()));
            })
            .ok()
    }

    /// The row that somebody answers for: the one that is named, else the one with the same id.
    fn signatory<'l>(
        &mut self,
        row: usize,
        id: &str,
        list: Option<&'l Signatories>,
    ) -> Option<Row<'l>> {
        let named = self.cell(row, "signatory");
        let wanted = if named.is_empty() { id } else { named };
        let found = list?.find(wanted);
        if found.is_err() && !named.is_empty() {
            let message = format!("no signatory has the id `{named}`");
            let problem = Diagnostic::error("unknown-id", message);
            self.report(row, "signatory", problem.help("`letterctl sign list` shows the ids"));
        }
        found.ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signatories;

    fn list(text: &str) -> Signatories {
        signatories::parse(text.as_bytes(), Path::new("signatories.csv")).unwrap()
    }

    fn parse(text: &str, list: &Signatories) -> Result<ReviewList, Vec<Diagnostic>> {
        ReviewList::parse(text.as_bytes(), Path::new("reviewers.csv"), Some(list))
    }

    #[test]
    fn somebody_answers_for_the_row_that_is_named_else_for_that_of_the_same_id() {
        let list = list("id,name,status\nhrw,Human Rights Watch,\ntjwg,TJWG,declined\n");
        let text =
            "id,name,email,signatory\nhrw,Jane Roe,j@x.org,\nlegal,Rolf,r@x.org,tjwg\n,Ann Lee,,\n";
        let reviewers = parse(text, &list).unwrap().reviewers;
        let told: Vec<_> = reviewers
            .iter()
            .map(|one| (one.id.as_str(), one.signatory.as_deref(), one.has_left))
            .collect();
        assert_eq!(
            told,
            [("hrw", Some("hrw"), false), ("legal", Some("tjwg"), true), ("ann-lee", None, false)]
        );
        assert!(reviewers.iter().all(|one| !one.columns.contains_key("email")));
    }

    #[test]
    fn all_that_is_wrong_with_a_list_is_told_and_no_address_with_it() {
        let list = list("name\nHuman Rights Watch\n");
        let text = "id,name,email,language,signatory\n\
            a,Jane Roe,canary@x.org,,nobody\na,Rolf,canary@x.org,Englisch!,\n";
        let problems = parse(text, &list).unwrap_err();
        let codes: Vec<_> = problems.iter().map(|problem| problem.code).collect();
        assert_eq!(codes, ["duplicate-id", "unknown-id"]);
        assert!(!format!("{problems:?}").contains("canary"));
        assert_eq!(parse("id\nx\n", &list).unwrap_err().len(), 2);
    }

    #[test]
    fn without_a_file_the_contacts_of_the_list_are_asked() {
        let list = list("name,contact,email,note\nHuman Rights Watch,Jane Roe,j@x.org,canary\n");
        let published = Published::new([]).unwrap();
        let reviewers = ReviewList::of_contacts(&list, &published);
        let one = reviewers.find("human-rights-watch").unwrap();
        assert_eq!((one.name.as_str(), one.email.as_str()), ("Jane Roe", "j@x.org"));
        assert!(!format!("{:?}", one.columns).contains("canary"));
        let error = reviewers.find("human-rights-wacht").unwrap_err();
        assert!(format!("{error:?}").contains("human-rights-watch"));
    }
}
