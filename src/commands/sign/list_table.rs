//! The rows of the list as a table.

use crate::signatories::{Row, Signatories};

/// Some rows under the heads of what is shown of them: with `all`, every column.
pub(crate) fn table(list: &Signatories, rows: &[Row<'_>], all: bool) -> Vec<Vec<String>> {
    let columns = columns(list, rows, all);
    let cell = |row: &Row<'_>, column: &str| match column {
        _ if all => row.value(column).replace(['\r', '\n'], " "),
        "name" => row.label(),
        _ => row.value(column),
    };
    let heads = columns.iter().map(|column| (*column).to_owned()).collect();
    let lines = rows.iter().map(|row| columns.iter().map(|name| cell(row, name)).collect());
    std::iter::once(heads).chain(lines).collect()
}

/// What is shown of each row: all columns, or those that tell how it stands with the letter.
fn columns<'a>(list: &'a Signatories, rows: &[Row<'_>], all: bool) -> Vec<&'a str> {
    let tells = |column: &&str| rows.iter().any(|row| !row.cell(column).is_empty());
    let mut columns = vec!["id", "name", "kind", "status"];
    let more: Vec<_> = if all {
        list.column_names().filter(|name| !name.is_empty() && !columns.contains(name)).collect()
    } else {
        ["listed", "signed_version", "signed_on"].into_iter().filter(tells).collect()
    };
    columns.extend(more);
    columns
}
