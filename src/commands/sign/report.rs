//! What a command on the list tells of what it did.

use serde_json::{Map, Value};

use crate::console::Console;
use crate::diagnostic::backquoted;

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

/// The fields of a row as a JSON object.
pub(crate) fn json(fields: impl IntoIterator<Item = (String, String)>) -> Map<String, Value> {
    fields.into_iter().map(|(column, value)| (column, Value::String(value))).collect()
}
