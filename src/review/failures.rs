//! The rows of a review list to which a message failed, fit to be corrected and used again.

use std::collections::BTreeMap;
use std::path::Path;

use crate::files;
use crate::review::review_list::{excerpt, headers};
use crate::review::{ReviewList, ReviewListError};
use crate::table::Table;

/// The file that a review list was read from, which may be that of the signatories, with only the rows
/// that have a reason, by their ids, and the reason behind them.
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
    let with_reasons = with_reasons.collect();
    let headers = headers(&table);
    let columns = ["id", "reason"].map(|name| headers.iter().position(|header| header == name));
    Ok(table.with_reasons(&with_reasons, columns))
}
