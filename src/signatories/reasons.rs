//! The rows of those whom a mail did not reach.

use std::collections::BTreeMap;

use crate::signatories::list::Signatories;

/// The file with the rows alone that have a reason, by their ids, all of their cells among it, and
/// the reason behind them.
pub fn rows_with_reasons(list: &Signatories, reasons: &BTreeMap<String, String>) -> Vec<u8> {
    let rows = list.rows().filter_map(|row| {
        let reason = reasons.get(row.id())?;
        Some((row.number, (row.id(), reason.as_str())))
    });
    let columns = ["id", "reason"].map(|name| list.columns.number(name));
    list.table.clone().with_reasons(&rows.collect(), columns)
}
