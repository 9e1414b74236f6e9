//! A version as a comparison names it.

use crate::clock;
use crate::diagnostic::visible;
use crate::draft::Version;

/// A version by its reference, with the day of the freezing and what its author said of it.
pub(crate) fn described(version: &Version) -> String {
    let time = version.time.to_string();
    let day = clock::date(&time).map_or(time, |day| day.to_string());
    let note = version.note.split_whitespace().collect::<Vec<_>>().join(" ");
    let note = if note.is_empty() { note } else { format!(", “{}”", visible(&note)) };
    format!("{} ({day}{note})", version.reference())
}
