//! Adding a signatory.

use crate::clock;
use crate::diagnostic::Diagnostic;
use crate::model::Slugs;
use crate::signatories::cells::{Cells, Person, says_more};
use crate::signatories::duplicates::{self, Likeness, Wanted};
use crate::signatories::list::{Signatories, id_source};
use crate::signatories::row::{Row, Status, from_word};
use crate::signatories::{SignatoriesError, values};

/// A row that is to be added.
#[derive(Clone, Debug)]
pub struct NewRow {
    cells: Cells,
}

/// What happens to a row that is likely on the list already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IfDuplicate {
    /// It is refused.
    Refuse,
    /// It is added, for the two are two.
    Allow,
}

impl IfDuplicate {
    /// Refuses a row that is like another, or tells whether it is.
    pub(crate) fn lets_through(
        self,
        likely: Option<(Row<'_>, Likeness)>,
    ) -> Result<bool, SignatoriesError> {
        match (likely, self) {
            (Some((listed, likeness)), Self::Refuse) => Err(SignatoriesError::AlreadyListed {
                listed: listed.name().to_owned(),
                id: listed.id().to_owned(),
                status: listed.status(),
                likeness,
            }),
            (likely, _) => Ok(likely.is_some()),
        }
    }
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
    pub fn confirmed(name: &str) -> Self {
        Self::new(name, Status::Confirmed)
    }

    /// A signatory who is asked.
    pub fn invited(name: &str) -> Self {
        Self::new(name, Status::Invited)
    }

    fn new(name: &str, status: Status) -> Self {
        Self { cells: Cells::default().with("name", name).with("status", status.to_string()) }
    }

    /// The same with a value in a column; columns may be called by their synonyms.
    #[must_use]
    pub fn with(self, column: &str, value: impl AsRef<str>) -> Self {
        Self { cells: self.cells.with(column, value) }
    }

    /// The same with these values.
    #[must_use]
    pub fn with_all(mut self, cells: Cells) -> Self {
        self.cells.extend(cells);
        self
    }

    fn cell(&self, column: &str) -> &str {
        self.cells.get(column).unwrap_or_default()
    }

    fn person(&self) -> Person<'_> {
        Person { role: self.cell("role"), affiliation: self.cell("affiliation") }
    }
}

impl Signatories {
    /// Adds a row. `signed_on` of one who signs is today where the column stands; a row that is
    /// not to be named gets a random id, which tells nothing of the name.
    pub fn add(
        &mut self,
        row: NewRow,
        if_duplicate: IfDuplicate,
    ) -> Result<Added, SignatoriesError> {
        let row = NewRow { cells: row.cells.filled() };
        self.check_new(&row)?;
        let likely = duplicates::find(
            self,
            &Wanted {
                name: row.cell("name"),
                abbreviation: row.cell("abbreviation"),
                kind: row.person().kind(row.cell("kind")),
                affiliation: row.cell("affiliation"),
                itself: None,
            },
        );
        let is_like_another = if_duplicate.lets_through(likely)?;
        let (number, cells) = self.append_new(row);
        if is_like_another {
            self.touched.duplicates_allowed.insert(number);
        }
        let added = Row { list: self, number };
        Ok(Added {
            id: added.id().to_owned(),
            label: added.label(),
            recorded: added.recorded().collect(),
            notes: cells.notes(),
        })
    }

    /// The id that a row will have once it is added; empty where that will be a random one.
    pub fn id_of_new(&self, row: &NewRow) -> String {
        let given = row.cell("id");
        if !given.is_empty() || says_more("listed", row.cell("listed"), row.person()) {
            return given.to_owned();
        }
        let source = id_source(row.cell("name"), row.cell("abbreviation"));
        Slugs::default().unique(source, "signatory", |id| self.ids().row(id).is_some())
    }

    /// Appends a row that can be written and is nobody's on the list.
    pub(crate) fn append_new(&mut self, row: NewRow) -> (usize, Cells) {
        let cells = self.completed(row);
        let number = self.append(&cells);
        let cell = |column| cells.get(column).unwrap_or_default();
        match cell("id") {
            "" => self.ids_mut().make(number, id_source(cell("name"), cell("abbreviation"))),
            id => drop(self.ids_mut().give(number, id)),
        }
        (number, cells)
    }

    fn check_new(&self, row: &NewRow) -> Result<(), SignatoriesError> {
        let mut problems = row.cells.problems();
        if row.cell("name").is_empty() {
            problems.push(values::missing_name());
        }
        if !problems.is_empty() {
            return Err(SignatoriesError::Problems(problems));
        }
        self.check_id_is_free(&row.cells)
    }

    /// Refuses an id that a row has.
    pub(crate) fn check_id_is_free(&self, cells: &Cells) -> Result<(), SignatoriesError> {
        match cells.get("id").and_then(|id| Some((id, self.ids().row(id)?))) {
            Some((id, taken)) => Err(SignatoriesError::IdTaken {
                id: id.to_owned(),
                name: Row { list: self, number: taken }.label(),
            }),
            None => Ok(()),
        }
    }

    /// The cells of a new row with what nobody typed, without what an empty cell says as well.
    fn completed(&self, mut row: NewRow) -> Cells {
        let is_listed = !says_more("listed", row.cell("listed"), row.person());
        if !is_listed && row.cell("id").is_empty() {
            row = row.with("id", self.ids().random());
        }
        let signs = from_word(&Status::ALL, row.cell("status")) == Some(Status::Confirmed);
        let stands = |column: &str| self.columns.number(column).is_some();
        if signs && stands("signed_on") && row.cell("signed_on").is_empty() {
            row = row.with("signed_on", clock::day().to_string());
        }
        let says_nothing = |(column, value): &(&str, &str)| {
            !stands(column) && !says_more(column, value, row.person())
        };
        let needless: Vec<_> = row.cells.iter().filter(says_nothing).collect();
        let needless: Vec<_> = needless.into_iter().map(|(name, _)| name.to_owned()).collect();
        row.cells.retain(|column, _| !needless.iter().any(|name| name == column));
        row.cells
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
