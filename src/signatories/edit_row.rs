//! Changing a row that is there.

use crate::diagnostic::Diagnostic;
use crate::signatories::cells::{Cells, Person};
use crate::signatories::duplicates::{self, Likeness, Wanted};
use crate::signatories::list::Signatories;
use crate::signatories::new_row::IfDuplicate;
use crate::signatories::row::{Listed, Row, from_word};
use crate::signatories::{SignatoriesError, values};

/// A row after a change.
#[derive(Clone, Debug)]
pub struct Changed {
    /// The row's id.
    pub id: String,
    /// The name with its abbreviation; the id of a row without a name.
    pub label: String,
    /// The columns whose values changed; none when the row was so before.
    pub columns: Vec<String>,
    /// Public and record columns of the row.
    pub recorded: Vec<(String, String)>,
    /// What is worth knowing of the new values.
    pub notes: Vec<Diagnostic>,
}

impl Changed {
    /// Whether the signatory stands otherwise with the letter than before, or agrees to another
    /// version of it.
    pub fn changed_answer(&self) -> bool {
        self.columns.iter().any(|column| matches!(column.as_str(), "status" | "signed_version"))
    }
}

/// What makes a row like another.
const NAMING: [&str; 5] = ["name", "abbreviation", "kind", "role", "affiliation"];

impl Signatories {
    /// Writes values into the cells of a row; an empty one clears its cell. The status is left to
    /// `confirm`, `decline` and `withdraw`.
    pub fn edit_row(
        &mut self,
        id: &str,
        mut cells: Cells,
        if_duplicate: IfDuplicate,
    ) -> Result<Changed, SignatoriesError> {
        let number = self.find(id)?.number;
        if cells.get("status").is_some() {
            return Err(SignatoriesError::StatusIsAnswer { id: id.to_owned() });
        }
        // The id that a row has is no other one, though its cell may not say it.
        cells.retain(|column, value| {
            value != if column == "id" { id } else { self.cell(number, column) }
        });
        self.check_edited(number, &cells)?;
        if if_duplicate.lets_through(self.newly_like(number, &cells))? {
            self.touched.duplicates_allowed.insert(number);
        }
        let columns = self.write(number, &cells);
        if cells.get("id").is_some() {
            self.keep_ids();
        }
        Ok(self.changed(number, columns, &cells))
    }

    /// What a change of a row came to.
    pub(crate) fn changed(&self, number: usize, columns: Vec<String>, cells: &Cells) -> Changed {
        let row = Row { list: self, number };
        Changed {
            id: row.id().to_owned(),
            label: row.label_or_id(),
            columns,
            recorded: row.recorded().collect(),
            notes: cells.notes(),
        }
    }

    fn check_edited(&self, number: usize, cells: &Cells) -> Result<(), SignatoriesError> {
        let mut problems = cells.problems();
        let listed = from_word(&Listed::ALL, self.after(number, cells, "listed"));
        if self.after(number, cells, "name").is_empty() && listed != Some(Listed::Anonymous) {
            problems.push(values::missing_name());
        }
        if cells.get("id") == Some("") && !self.cell(number, "id").is_empty() {
            problems.push(
                Diagnostic::error("missing-id", "a row keeps an id, since history knows it by one")
                    .help("give it another one"),
            );
        }
        if !problems.is_empty() {
            return Err(SignatoriesError::Problems(problems));
        }
        self.check_id_is_free(cells)
    }

    /// What a cell of a row will be.
    fn after<'a>(&'a self, number: usize, cells: &'a Cells, column: &str) -> &'a str {
        cells.get(column).unwrap_or_else(|| self.cell(number, column))
    }

    /// Another row that this one is likely the same as after a change, and was not before.
    fn newly_like(&self, number: usize, cells: &Cells) -> Option<(Row<'_>, Likeness)> {
        if !NAMING.iter().any(|column| cells.get(column).is_some()) {
            return None;
        }
        let like = |cells: &Cells| {
            let after = |column| self.after(number, cells, column);
            let person = Person { role: after("role"), affiliation: after("affiliation") };
            let wanted = Wanted {
                name: after("name"),
                abbreviation: after("abbreviation"),
                kind: person.kind(after("kind")),
                affiliation: person.affiliation,
                itself: Some(number),
            };
            let itself = Row { list: self, number };
            let others = self.rows().filter(|row| !self.apart.are_two(itself, *row));
            (!wanted.name.is_empty()).then(|| duplicates::find_among(others, &wanted)).flatten()
        };
        let now = like(cells)?;
        let was = like(&Cells::default());
        was.is_none_or(|(was, _)| was.number != now.0.number).then_some(now)
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::signatories::parse;

    fn list(text: &str) -> Signatories {
        parse(text.as_bytes(), Path::new("signatories.csv")).unwrap()
    }

    #[test]
    fn no_column_is_added_for_what_an_empty_cell_says() {
        let mut list = list("name,role\nA,Chair\n");
        let cells = Cells::default().with("listed", "yes").with("kind", "individual");
        let cells = cells.with("country", "").with("sort_name", " ");
        let changed = list.edit_row("a", cells, IfDuplicate::Refuse).unwrap();
        assert!(changed.columns.is_empty() && list.touched.rows.is_empty());
        // Without the role, the kind says something.
        let cells = Cells::default().with("Title", "").with("kind", "individual");
        let changed = list.edit_row("a", cells, IfDuplicate::Refuse).unwrap();
        assert_eq!(changed.columns, ["kind", "role"]);
        assert_eq!(list.table.to_bytes(), b"name,role,kind\nA,,individual\n");
    }

    #[test]
    fn an_id_is_changed_and_never_taken_away() {
        let mut list = list("id,name\nx,A\n,B\n");
        let emptied = |list: &mut Signatories, id| {
            list.edit_row(id, Cells::default().with("id", ""), IfDuplicate::Refuse)
        };
        assert!(matches!(emptied(&mut list, "x"), Err(SignatoriesError::Problems(_))));
        assert!(emptied(&mut list, "b").unwrap().columns.is_empty());
        let taken = Cells::default().with("id", "x");
        let refused = list.edit_row("b", taken, IfDuplicate::Refuse);
        assert_eq!(refused.unwrap_err().to_string(), "the id `x` is that of `A`");
    }

    #[test]
    fn one_who_is_counted_and_not_named_needs_no_name() {
        let mut list = list("name,listed\nA,\n");
        let nameless = Cells::default().with("name", "");
        assert!(list.edit_row("a", nameless.clone(), IfDuplicate::Refuse).is_err());
        let nameless = nameless.with("listed", "anonymous");
        let changed = list.edit_row("a", nameless, IfDuplicate::Refuse).unwrap();
        assert_eq!(changed.label, "a");
    }

    #[test]
    fn a_row_is_not_like_itself_nor_refused_for_what_it_was_like_before() {
        let mut list = list("name,affiliation,role\nA B,,\nThe A B,,\nC,X,Chair\nC,Y,Chair\n");
        let name = |name: &str| Cells::default().with("name", name);
        for (id, name) in [("a-b", name("A-B")), ("the-a-b", name("A  B."))] {
            list.edit_row(id, name, IfDuplicate::Refuse).unwrap();
        }
        let error =
            list.edit_row("c", Cells::default().with("affiliation", "Y"), IfDuplicate::Refuse);
        assert!(matches!(error, Err(SignatoriesError::AlreadyListed { .. })));
    }
}
