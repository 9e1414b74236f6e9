//! Answers that name their fields, as JSON and YAML do, brought into columns.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::diagnostic::{backquoted, visible};
use crate::signatories::form::limits::{Room, TooLarge};
use crate::signatories::form::{Form, Record};

/// How deep values may lie in one another.
pub(crate) const DEEPEST: usize = 32;

/// A value as it is written: numbers, dates and truth values as text, nothing as empty text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    Text(String),
    List(Vec<Value>),
    Fields(Fields),
}

/// Values with names, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Fields {
    /// The line that they begin on, counted from 1, where it is known.
    pub(crate) line: Option<usize>,
    pub(crate) entries: Vec<(String, Value)>,
}

impl Fields {
    /// A name that stands twice, of whose values one alone can be meant.
    pub(crate) fn repeated_name(&self) -> Option<String> {
        let mut seen = BTreeSet::new();
        let mut names = self.entries.iter().map(|(name, _)| name);
        names.find(|name| !seen.insert(*name)).map(|name| visible(name))
    }
}

/// Why no answers are found in a value.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NoAnswers {
    /// One of a list, counted from 1, has no fields.
    #[error("entry {0} of the list has no fields")]
    Entry(usize),
    #[error("holds a single value where answers should be")]
    Single,
    #[error("holds {} lists of answers: {}", .0.len(), visible(&backquoted(.0.iter().map(String::as_str))))]
    Several(Vec<String>),
}

/// The answers in a value that is a list of them, has one list of them in it (`records`,
/// `responses`), or is itself one.
pub(crate) fn answers(value: Value) -> Result<Vec<Fields>, NoAnswers> {
    match value {
        Value::Text(_) => Err(NoAnswers::Single),
        Value::List(values) => values
            .into_iter()
            .enumerate()
            .map(|(entry, value)| match value {
                Value::Fields(fields) => Ok(fields),
                _ => Err(NoAnswers::Entry(entry + 1)),
            })
            .collect(),
        Value::Fields(mut fields) => {
            let lists: Vec<_> = fields
                .entries
                .iter()
                .enumerate()
                .filter(|(_, (_, value))| is_list_of_answers(value))
                .map(|(position, _)| position)
                .collect();
            match lists.as_slice() {
                [] => Ok(vec![fields]),
                [only] => answers(fields.entries.swap_remove(*only).1),
                several => Err(NoAnswers::Several(
                    several.iter().map(|position| fields.entries[*position].0.clone()).collect(),
                )),
            }
        }
    }
}

fn is_list_of_answers(value: &Value) -> bool {
    let Value::List(values) = value else { return false };
    !values.is_empty() && values.iter().all(|value| matches!(value, Value::Fields(_)))
}

/// Columns as they turn up, and the answers under them.
#[derive(Debug, Default)]
pub(crate) struct Columns {
    headers: Vec<String>,
    numbers: BTreeMap<String, usize>,
    records: Vec<Record>,
    room: Room,
}

impl Columns {
    /// Adds an answer. A list is its values with commas between; fields in a field become columns
    /// of their own, `address.city`.
    pub(crate) fn add(&mut self, file: &Path, line: usize, fields: Fields) -> Result<(), TooLarge> {
        let mut cells = Vec::new();
        for (name, value) in fields.entries {
            match value {
                // What a database calls the columns of a record.
                Value::Fields(inner) if name == "fields" => {
                    for (name, value) in inner.entries {
                        self.put(&mut cells, &name, value)?;
                    }
                }
                value => self.put(&mut cells, &name, value)?,
            }
        }
        let line = fields.line.unwrap_or(line);
        self.records.push(Record { file: file.into(), line, cells });
        Ok(())
    }

    fn put(&mut self, cells: &mut Vec<String>, name: &str, value: Value) -> Result<(), TooLarge> {
        match value {
            Value::Fields(fields) => fields.entries.into_iter().try_for_each(|(inner, value)| {
                let name = format!("{name}.{inner}");
                // A long name over many fields is as much text as long cells are.
                self.room.take(0, name.len())?;
                self.put(cells, &name, value)
            }),
            Value::List(values) => {
                values.into_iter().try_for_each(|value| self.put(cells, name, value))
            }
            Value::Text(text) => self.put_text(cells, name, &text),
        }
    }

    fn put_text(
        &mut self,
        cells: &mut Vec<String>,
        name: &str,
        text: &str,
    ) -> Result<(), TooLarge> {
        let column = if let Some(column) = self.numbers.get(name) {
            *column
        } else {
            self.room.take(1, name.len())?;
            self.headers.push(name.to_owned());
            self.numbers.insert(name.to_owned(), self.headers.len() - 1);
            self.headers.len() - 1
        };
        if cells.len() <= column {
            self.room.take(column + 1 - cells.len(), 0)?;
            cells.resize(column + 1, String::new());
        }
        self.room.take(0, text.len() + 2)?;
        let cell = &mut cells[column];
        if !cell.is_empty() && !text.is_empty() {
            cell.push_str(", ");
        }
        cell.push_str(text);
        Ok(())
    }

    /// The answers, each with a cell for every column.
    pub(crate) fn into_form(mut self, remarks: Vec<String>) -> Result<Form, TooLarge> {
        let width = self.headers.len();
        for record in &mut self.records {
            self.room.take(width - record.cells.len(), 0)?;
            record.cells.resize(width, String::new());
        }
        Ok(Form { headers: self.headers, records: self.records, remarks })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Value {
        Value::Text(text.to_owned())
    }

    fn fields<const N: usize>(entries: [(&str, Value); N]) -> Fields {
        let entries = entries.map(|(name, value)| (name.to_owned(), value)).into();
        Fields { line: None, entries }
    }

    #[test]
    fn columns_stand_in_the_order_in_which_they_turn_up() {
        let mut columns = Columns::default();
        let address = Value::Fields(fields([("city", text("Bonn")), ("zip", text("05311"))]));
        let themes = Value::List(vec![text("peace"), text(""), text("climate")]);
        let file = Path::new("form.json");
        columns.add(file, 1, fields([("name", text("A")), ("address", address)])).unwrap();
        columns.add(file, 2, fields([("themes", themes), ("name", text("B"))])).unwrap();
        let form = columns.into_form(Vec::new()).unwrap();
        assert_eq!(form.headers, ["name", "address.city", "address.zip", "themes"]);
        assert_eq!(form.records[0].cells, ["A", "Bonn", "05311", ""]);
        assert_eq!(form.records[1].cells, ["B", "", "", "peace, climate"]);
    }

    #[test]
    fn a_database_names_the_fields_of_a_record_fields() {
        let mut columns = Columns::default();
        let inner = Value::Fields(fields([("Name", text("A"))]));
        let record = fields([("id", text("rec1")), ("fields", inner)]);
        columns.add(Path::new("form.json"), 1, record).unwrap();
        assert_eq!(columns.into_form(Vec::new()).unwrap().headers, ["id", "Name"]);
    }

    #[test]
    fn columns_that_each_answer_has_for_itself_do_not_fill_the_memory() {
        let mut columns = Columns { room: Room::new(1000, 1000), ..Columns::default() };
        let file = Path::new("form.json");
        let added = (0..100).try_for_each(|number| {
            columns.add(file, number, fields([(number.to_string().as_str(), text("x"))]))
        });
        assert_eq!(added, Err(TooLarge::Cells));
    }

    #[test]
    fn answers_are_found_where_there_is_no_doubt() {
        let one = || fields([("name", text("A"))]);
        let list = || Value::List(vec![Value::Fields(one())]);
        assert_eq!(answers(list()), Ok(vec![one()]));
        assert_eq!(answers(Value::Fields(one())), Ok(vec![one()]));
        let wrapped = fields([("offset", text("x")), ("records", list())]);
        assert_eq!(answers(Value::Fields(wrapped)), Ok(vec![one()]));
        let two = answers(Value::Fields(fields([("a", list()), ("b", list())]))).unwrap_err();
        assert_eq!(two.to_string(), "holds 2 lists of answers: `a`, `b`");
        let mixed = Value::List(vec![Value::Fields(one()), text("x")]);
        assert_eq!(answers(mixed), Err(NoAnswers::Entry(2)));
    }
}
