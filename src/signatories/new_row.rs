//! Adding a signatory.

use std::collections::BTreeMap;

use crate::clock;
use crate::diagnostic::Diagnostic;
use crate::model::Kind;
use crate::signatories::columns::canonical;
use crate::signatories::duplicates::{self, Wanted};
use crate::signatories::list::{Signatories, id_source};
use crate::signatories::row::{self, Listed, Row, Status, from_word};
use crate::signatories::{SignatoriesError, values};

/// A row that is to be added.
#[derive(Clone, Debug)]
pub struct NewRow {
    /// Values by the names of their columns.
    cells: BTreeMap<String, String>,
    /// The headers of columns as they were typed, by the same names.
    headers: BTreeMap<String, String>,
}

/// What happens to a row that is likely on the list already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IfDuplicate {
    /// It is refused.
    Refuse,
    /// It is added, for the two are two.
    Allow,
}

/// What was added.
#[derive(Clone, Debug)]
pub struct Added {
    /// The row's id.
    pub id: String,
    /// The name with its abbreviation: `Human Rights Watch (HRW)`.
    pub label: String,
    /// Public and record columns of the row.
    pub recorded: Vec<(String, String)>,
    /// What is worth knowing of its values.
    pub notes: Vec<Diagnostic>,
}

impl NewRow {
    /// A signatory who signs.
    pub fn confirmed(name: impl Into<String>) -> Self {
        Self::new(name.into(), Status::Confirmed)
    }

    /// A signatory who is asked.
    pub fn invited(name: impl Into<String>) -> Self {
        Self::new(name.into(), Status::Invited)
    }

    fn new(name: String, status: Status) -> Self {
        let cells =
            BTreeMap::from([("name".to_owned(), name), ("status".to_owned(), status.to_string())]);
        Self { cells, headers: BTreeMap::new() }
    }

    /// The same with a value in a column; columns may be called by their synonyms.
    #[must_use]
    pub fn with(mut self, column: &str, value: impl Into<String>) -> Self {
        let name = canonical(column, true);
        if name == column.trim().to_lowercase() {
            self.headers.insert(name.clone(), column.trim().to_owned());
        }
        self.cells.insert(name, value.into());
        self
    }

    fn cell(&self, column: &str) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    fn kind(&self) -> Kind {
        row::kind(self.cell("kind"), self.cell("role"), self.cell("affiliation"))
    }

    /// Whether a column is written: only for a value that says more than an empty cell would,
    /// unless the column stands in the file.
    fn needs_column(&self, column: &str) -> bool {
        match column {
            "status" => from_word(&Status::ALL, self.cell(column)) != Some(Status::default()),
            "listed" => from_word(&Listed::ALL, self.cell(column)) != Some(Listed::default()),
            "kind" => self.kind() != row::kind("", self.cell("role"), self.cell("affiliation")),
            _ => true,
        }
    }
}

impl Signatories {
    /// Adds a row. `signed_on` of one who signs is today where the column stands; a row that is
    /// not to be named gets a random id, which tells nothing of the name.
    pub fn add(
        &mut self,
        mut row: NewRow,
        if_duplicate: IfDuplicate,
    ) -> Result<Added, SignatoriesError> {
        for cell in row.cells.values_mut() {
            *cell = cell.trim().to_owned();
        }
        row.cells.retain(|_, value| !value.is_empty());
        self.check_new(&row)?;
        let likely = duplicates::find(
            self,
            &Wanted {
                name: row.cell("name"),
                abbreviation: row.cell("abbreviation"),
                kind: row.kind(),
                affiliation: row.cell("affiliation"),
            },
        );
        if let (Some((listed, likeness)), IfDuplicate::Refuse) = (likely, if_duplicate) {
            return Err(SignatoriesError::AlreadyListed {
                listed: listed.name().to_owned(),
                id: listed.id().to_owned(),
                likeness,
            });
        }
        let duplicate_allowed = likely.is_some();
        self.fill_in(&mut row);
        let number = self.table.next_row();
        self.append(&row.cells, &row.headers, duplicate_allowed);
        match row.cell("id") {
            "" => {
                let source = id_source(row.cell("name"), row.cell("abbreviation"));
                self.ids.make(number, source);
            }
            id => drop(self.ids.give(number, id)),
        }
        let added = Row { list: self, number };
        Ok(Added {
            id: added.id().to_owned(),
            label: added.label(),
            recorded: added.recorded().collect(),
            notes: row.cells.iter().filter_map(|(name, value)| values::note(name, value)).collect(),
        })
    }

    fn check_new(&self, row: &NewRow) -> Result<(), SignatoriesError> {
        let mut problems: Vec<_> = row
            .cells
            .iter()
            .flat_map(|(column, value)| values::new_problems(column, value))
            .collect();
        if row.cell("name").is_empty() {
            problems.push(values::missing_name());
        }
        if !problems.is_empty() {
            return Err(SignatoriesError::Problems(problems));
        }
        match self.ids.row(row.cell("id")) {
            Some(taken) => Err(SignatoriesError::IdTaken {
                id: row.cell("id").to_owned(),
                name: Row { list: self, number: taken }.label(),
            }),
            None => Ok(()),
        }
    }

    /// Puts in what nobody typed, and leaves out what an empty cell says as well.
    fn fill_in(&self, row: &mut NewRow) {
        let is_listed = matches!(row.cell("listed"), "") || !row.needs_column("listed");
        if !is_listed && row.cell("id").is_empty() {
            row.cells.insert("id".to_owned(), self.ids.random());
        }
        let signs = from_word(&Status::ALL, row.cell("status")) == Some(Status::Confirmed);
        let stands = |column: &str| self.columns.number(column).is_some();
        if signs && stands("signed_on") && row.cell("signed_on").is_empty() {
            row.cells.insert("signed_on".to_owned(), clock::day().to_string());
        }
        let needless: Vec<_> = row
            .cells
            .keys()
            .filter(|column| !stands(column) && !row.needs_column(column))
            .cloned()
            .collect();
        for column in needless {
            row.cells.remove(&column);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::signatories::{IfSigned, parse};

    fn list(text: &str) -> Signatories {
        parse(text.as_bytes(), Path::new("signatories.csv")).unwrap()
    }

    fn added(text: &str, row: NewRow) -> String {
        let mut list = list(text);
        list.add(row, IfDuplicate::Refuse).unwrap();
        String::from_utf8(list.table.to_bytes()).unwrap()
    }

    #[test]
    fn a_column_is_added_only_for_a_value_to_keep() {
        let row = NewRow::confirmed("B").with("listed", "yes").with("kind", "organization");
        assert_eq!(added("name\r\nA\r\n", row), "name\r\nA\r\nB\r\n");
        let row = NewRow::invited("B").with("abbr", "b, c").with("group", "National");
        assert_eq!(
            added("name\nA\n\n", row),
            "name,abbreviation,group,status\nA,,,\n\nB,\"b, c\",National,invited\n"
        );
    }

    #[test]
    fn what_has_a_column_is_filled_in() {
        let text = added("name,status,signed_on,kind\n", NewRow::confirmed("B"));
        assert_eq!(text, format!("name,status,signed_on,kind\nB,confirmed,{},\n", clock::day()));
        let text = added("name,status,signed_on\n", NewRow::invited("B"));
        assert_eq!(text, "name,status,signed_on\nB,invited,\n");
    }

    #[test]
    fn a_row_that_is_not_to_be_named_has_an_id_that_tells_nothing() {
        let mut list = list("name\n");
        let row = NewRow::confirmed("Canary").with("listed", "anonymous");
        let id = list.add(row, IfDuplicate::Refuse).unwrap().id;
        assert_eq!((id.len(), id.contains("canary")), (6, false));
        let text = String::from_utf8(list.table.to_bytes()).unwrap();
        assert_eq!(text, format!("name,id,listed\nCanary,{id},anonymous\n"));
    }

    #[test]
    fn a_likely_duplicate_is_refused_unless_it_is_allowed() {
        let mut list = list("name,abbreviation\nHuman Rights Watch,HRW\n");
        let row = NewRow::confirmed("The human rights watch");
        let error = list.add(row.clone(), IfDuplicate::Refuse).unwrap_err();
        assert_eq!(
            error.to_string(),
            "`Human Rights Watch` is already on the list: only an article or a legal form \
             differs"
        );
        assert_eq!(list.add(row, IfDuplicate::Allow).unwrap().id, "the-human-rights-watch");
    }

    #[test]
    fn an_id_that_is_taken_is_refused() {
        let mut list = list("name,abbreviation\nHuman Rights Watch,HRW\n");
        let row = NewRow::confirmed("B").with("id", "hrw");
        let error = list.add(row, IfDuplicate::Refuse).unwrap_err();
        assert_eq!(error.to_string(), "the id `hrw` is that of `Human Rights Watch (HRW)`");
    }

    #[test]
    fn values_that_the_list_could_not_be_read_with_are_refused_all_at_once() {
        let row = NewRow::confirmed("A\u{202E}b")
            .with("url", "example.org")
            .with("email", "a\r\nBcc: b")
            .with("status", "maybe");
        let Err(SignatoriesError::Problems(problems)) =
            list("name\n").add(row, IfDuplicate::Refuse)
        else {
            panic!("nothing of this can be written")
        };
        let said: Vec<_> = problems.iter().map(|problem| problem.message.as_str()).collect();
        assert_eq!(
            said,
            [
                "`email` holds a line break",
                "`name` holds U+202E, which cannot be seen",
                "`status` cannot be `maybe`",
                "`url` is no address of http or https",
            ]
        );
    }

    #[test]
    fn ids_that_a_removal_would_change_are_written_down() {
        let mut list = list("name,status\nA,invited\nA b,\nA.,\n");
        assert_eq!(list.find("a-2").unwrap().line(), 4);
        list.remove("a", IfSigned::Refuse).unwrap();
        list.keep_ids();
        let text = String::from_utf8(list.table.to_bytes()).unwrap();
        assert_eq!(text, "name,status,id\nA b,,\nA.,,a-2\n");
    }
}
