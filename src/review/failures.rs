//! The rows of a review list to which a message failed, fit to be corrected and used again.

use std::collections::BTreeMap;
use std::path::Path;

use crate::files;
use crate::review::review_list::{excerpt, headers};
use crate::review::{ReviewList, ReviewListError};
use crate::table::Table;

/// The column that tells why.
const REASON: &str = "reason";

/// The file that a review list was read from, which may be that of the signatories, with only the rows
/// that have a reason, by their ids: its own columns in their order, as they are written there, and
/// behind them the reason. A made id is written down, for without the other rows another one might be
/// made.
pub fn rows_with_reasons(
    path: &Path,
    shown: &Path,
    reviewers: &ReviewList,
    reasons: &BTreeMap<&str, String>,
) -> Result<Vec<u8>, ReviewListError> {
    let bytes = files::read(path)?;
    let table = Table::parse(&bytes, shown, excerpt).map_err(ReviewListError::Diagnostics)?;
    let with_reasons = reviewers.reviewers().iter().filter_map(|reviewer| {
        let reason = reasons.get(reviewer.id.as_str())?;
        Some((reviewer.row, (reviewer.id.as_str(), reason.as_str())))
    });
    Ok(with_rows(table, &with_reasons.collect()))
}

/// Leaves the rows that have an id and a reason here, by their numbers.
fn with_rows(mut table: Table, rows: &BTreeMap<usize, (&str, &str)>) -> Vec<u8> {
    let numbers: Vec<_> = table.rows().collect();
    for number in &numbers {
        if !rows.contains_key(number) {
            table.remove(*number);
        }
    }
    let kept: Vec<_> =
        numbers.iter().filter_map(|number| Some((*number, rows.get(number)?))).collect();
    let id = column(&mut table, "id");
    for (number, (own, _)) in &kept {
        if table.cell(*number, id).is_empty() {
            table.set(*number, id, own);
        }
    }
    let reason = column(&mut table, REASON);
    for (number, (_, why)) in &kept {
        table.set(*number, reason, &harmless(why));
    }
    table.to_bytes()
}

/// The number of a column, which is added where it is missing.
fn column(table: &mut Table, name: &str) -> usize {
    let found = headers(table).iter().position(|header| header == name);
    found.unwrap_or_else(|| table.add_column(name))
}

/// What no spreadsheet runs as a formula: servers begin with a number, but who knows.
fn harmless(reason: &str) -> String {
    if reason.starts_with(char::is_alphanumeric) {
        reason.to_owned()
    } else {
        format!("refused: {reason}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str, rows: &[(usize, (&str, &str))]) -> String {
        let table = Table::parse(text.as_bytes(), Path::new("x.csv"), excerpt).unwrap();
        String::from_utf8(with_rows(table, &rows.iter().copied().collect())).unwrap()
    }

    #[test]
    fn the_rows_keep_their_bytes_and_get_their_id_and_the_reason() {
        assert_eq!(
            written(
                "Name;\"E-mail\";own\r\nA; a@x.org;\"1\"\r\n\r\nB;b@x.org;\"2\"\r\n",
                &[(1, ("b", "550 no; never"))]
            ),
            "Name;\"E-mail\";own;id;reason\r\n\r\nB;b@x.org;\"2\";b;\"550 no; never\"\r\n"
        );
    }

    #[test]
    fn a_list_of_failures_that_fails_again_gets_new_reasons() {
        let text = "id,name,email,reason\na,A,a@x.org,550\nb,B,,552\n";
        assert_eq!(
            written(text, &[(0, ("a", "=cmd()"))]),
            "id,name,email,reason\na,A,a@x.org,refused: =cmd()\n"
        );
    }
}
