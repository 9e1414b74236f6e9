//! What an answer changes of a row that is there: an edit by hand wins over it.

use std::borrow::Cow;

use crate::clock;
use crate::files::FileError;
use crate::signatories::columns::{Publicity, publicity};
use crate::signatories::duplicates::likeness;
use crate::signatories::import::answer::is_later;
use crate::signatories::import::memory::{Digest, Entry, Memory};
use crate::signatories::import::past::Past;
use crate::signatories::row::{Row, Status, from_word};

/// What an answer comes to for a row.
#[derive(Clone, Debug, Default)]
pub(crate) struct Settled<'a> {
    /// The cells that change.
    pub(crate) changes: Vec<(String, String)>,
    /// The columns whose cells stay, since somebody put something else there.
    pub(crate) kept: Vec<String>,
    /// The cells that hold what the answer says, now or after the change.
    pub(crate) written: Vec<(&'a str, Digest)>,
    /// Why the answer was passed over, if it was.
    pub(crate) passed_over: Option<PassedOver>,
}

/// Why an answer changes nothing, or next to nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PassedOver {
    /// The row was withdrawn or declined, and the answer is not known to be later.
    TakenBack(Status),
    /// The list has a later one.
    Older,
}

/// What an import knows beside the list.
pub(crate) struct Known<'a> {
    pub(crate) memory: &'a Memory,
    /// What is remembered of the row.
    pub(crate) entry: Option<Entry>,
    pub(crate) past: &'a mut Past,
    /// The version of the text that an answer is about which is not dated.
    pub(crate) undated: Option<String>,
}

/// Settles each cell of a row with an answer. Empty values of an answer say nothing.
pub(crate) fn settle<'a>(
    row: Row<'_>,
    values: &[(&'a str, &str)],
    evidence: &str,
    known: &mut Known<'_>,
) -> Result<Settled<'a>, FileError> {
    let mut settled = Settled::default();
    let signed_on = value(values, "signed_on");
    let status = from_word(&Status::ALL, value(values, "status")).unwrap_or_default();
    let took_back = matches!(row.status(), Status::Withdrawn | Status::Declined);
    if took_back && status != row.status() && !known.is_after_status(row, signed_on)? {
        settled.passed_over = Some(PassedOver::TakenBack(row.status()));
        return Ok(settled);
    }
    let current = row.cell("signed_on");
    let is_by_hand = known.written("signed_on").is_some_and(|digest| digest != Digest::of(current));
    if row.has_signed() && !is_by_hand && is_later(current, signed_on) {
        settled.passed_over = Some(PassedOver::Older);
    }
    for (column, value) in values.iter().filter(|(column, _)| !["id", "status"].contains(column)) {
        let value = spelled(column, value);
        match known.cell(row, column, &value, settled.passed_over)? {
            Verdict::Same => settled.written.push((column, Digest::of(&value))),
            Verdict::Kept => settled.kept.push((*column).to_owned()),
            Verdict::Stays => {}
            Verdict::Changes => {
                settled.written.push((column, Digest::of(&value)));
                settled.changes.push(((*column).to_owned(), value.into_owned()));
            }
        }
    }
    if settled.passed_over.is_none() {
        known.settle_status(row, status, took_back, &mut settled);
    }
    known.settle_evidence(row, values, evidence, &mut settled);
    Ok(settled)
}

/// What becomes of a cell.
enum Verdict {
    /// It says what was answered.
    Same,
    /// It gets what was answered.
    Changes,
    /// Somebody edited it.
    Kept,
    /// It is not the answer's to change.
    Stays,
}

impl Known<'_> {
    /// What an import wrote last into a cell of the row.
    fn written(&self, column: &str) -> Option<Digest> {
        self.memory.cell(self.entry?, column)
    }

    /// Whether an answer came after the row got its status.
    fn is_after_status(&mut self, row: Row<'_>, signed_on: &str) -> Result<bool, FileError> {
        let Some(answered) = clock::date(signed_on) else { return Ok(false) };
        Ok(self.past.day_of_status(row)?.is_some_and(|day| answered > day))
    }

    fn cell(
        &mut self,
        row: Row<'_>,
        column: &str,
        value: &str,
        passed_over: Option<PassedOver>,
    ) -> Result<Verdict, FileError> {
        let current = spelled(column, row.spelled_out(column));
        let written = self.written(column);
        if current == value {
            return Ok(Verdict::Same);
        }
        if row.cell(column).is_empty() && !has_default(column) {
            // A cell that an import filled was emptied since; the name of a row that is only
            // counted is left out on purpose.
            let is_on_purpose = written.is_some() || column == "name";
            return Ok(if is_on_purpose { Verdict::Kept } else { Verdict::Changes });
        }
        // Known again by its name, a signatory is spelled as the list has it.
        let is_spelling =
            column == "name" && written.is_none() && likeness(&current, value).is_some();
        if passed_over.is_some() || is_spelling {
            return Ok(Verdict::Stays);
        }
        let is_edited = match written {
            Some(digest) => digest != Digest::of(&current),
            None => is_kept_unless_written(column) || self.past.is_edited(row, column)?,
        };
        Ok(if is_edited { Verdict::Kept } else { Verdict::Changes })
    }

    /// Who was asked signs by answering. A signature is not taken back by an answer that says less.
    fn settle_status(
        &self,
        row: Row<'_>,
        status: Status,
        took_back: bool,
        settled: &mut Settled<'_>,
    ) {
        let digest = Digest::of(&status.to_string());
        if status == row.status() {
            settled.written.push(("status", digest));
            return;
        }
        let written = self.written("status");
        let is_edited =
            written.is_some_and(|written| written != Digest::of(&row.status().to_string()));
        let says_less = row.has_signed() && status != Status::Withdrawn;
        if (is_edited || says_less) && !took_back {
            settled.kept.push("status".to_owned());
        } else {
            settled.written.push(("status", digest));
            settled.changes.push(("status".to_owned(), status.to_string()));
            let is_dated = settled.changes.iter().any(|(column, _)| column == "signed_on");
            let stands = row.list.columns.number("signed_on").is_some();
            let is_empty = row.cell("signed_on").is_empty();
            if status == Status::Confirmed && stands && is_empty && !is_dated {
                settled.changes.push(("signed_on".to_owned(), clock::day().to_string()));
            }
            if let (Status::Confirmed, Some(version), false) = (status, &self.undated, is_dated) {
                settled.changes.push(("signed_version".to_owned(), version.clone()));
            }
        }
    }

    /// An answer that changes something is the evidence of it, unless the form brings its own or
    /// somebody wrote down another.
    fn settle_evidence(
        &self,
        row: Row<'_>,
        values: &[(&str, &str)],
        evidence: &str,
        settled: &mut Settled<'_>,
    ) {
        let current = row.cell("evidence");
        let written = self.written("evidence");
        let is_open = match written {
            Some(digest) => digest == Digest::of(current),
            None => current.is_empty(),
        };
        if values.iter().any(|(column, _)| *column == "evidence") {
            return;
        }
        let is_there = current == evidence;
        let is_changed = is_open && !is_there && !settled.changes.is_empty();
        if is_there || is_changed {
            settled.written.push(("evidence", Digest::of(evidence)));
        }
        if is_changed {
            settled.changes.push(("evidence".to_owned(), evidence.to_owned()));
        }
    }
}

fn value<'a>(values: &[(&str, &'a str)], column: &str) -> &'a str {
    values.iter().find(|(known, _)| *known == column).map_or("", |(_, value)| value)
}

/// A value as it is compared and written: words of the list's own in small letters.
pub(crate) fn spelled<'a>(column: &str, value: &'a str) -> Cow<'a, str> {
    if has_default(column) { value.to_lowercase().into() } else { value.into() }
}

/// Whether an empty cell of a column says something.
fn has_default(column: &str) -> bool {
    ["kind", "listed", "status"].contains(&column)
}

/// Whether a cell that no import is known to have written wins over an answer: private ones, and
/// whether somebody may be named.
fn is_kept_unless_written(column: &str) -> bool {
    matches!(publicity(column), Publicity::Private | Publicity::Never) || column == "listed"
}
