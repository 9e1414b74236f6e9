//! What a command on the list tells of what it did.

use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

use crate::console::Console;
use crate::diagnostic::backquoted;
use crate::signatories::{Row, is_recorded};

/// Says which columns the list got, for its file looks different now.
pub(crate) fn say_new_columns(columns: &[String], console: &Console) {
    match columns {
        [] => {}
        [column] => console.status(format!("New in the list: column `{column}`.")),
        columns => {
            let names = backquoted(columns.iter().map(String::as_str));
            console.status(format!("New in the list: columns {names}."));
        }
    }
}

/// Rows as a JSON array that is written row by row: a long list takes no more room than its text.
pub(crate) struct JsonRows<'a> {
    pub(crate) rows: &'a [Row<'a>],
    /// Whether private columns are shown too.
    pub(crate) all: bool,
}

impl Serialize for JsonRows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let names = self.rows.iter().take(1).flat_map(Row::field_names);
        let columns: Vec<_> = names.filter(|name| self.all || is_recorded(name)).collect();
        serializer.collect_seq(self.rows.iter().map(|row| JsonRow { row, columns: &columns }))
    }
}

struct JsonRow<'a> {
    row: &'a Row<'a>,
    columns: &'a [&'a str],
}

impl Serialize for JsonRow<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let fields = self.columns.iter().map(|column| (column, self.row.spelled_out(column)));
        serializer.collect_map(fields)
    }
}

/// The fields of a row as a JSON object.
pub(crate) fn json(fields: impl IntoIterator<Item = (String, String)>) -> Map<String, Value> {
    fields.into_iter().map(|(column, value)| (column, Value::String(value))).collect()
}
