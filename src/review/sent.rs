//! Which versions were sent to those who answer for a row.

use std::collections::BTreeMap;

use crate::agreement::SentText;
use crate::mail::outbox::{Mailed, Purpose};
use crate::review::ReviewList;

/// The versions that were sent for review, by the ids of those who got them.
#[derive(Clone, Debug, Default)]
pub struct SentVersions {
    by_reviewer: BTreeMap<String, Vec<SentText>>,
    by_row: BTreeMap<String, Vec<SentText>>,
}

impl SentVersions {
    /// Takes them from the mails that went out: drafts, and reminders of them. Without a review list,
    /// and where somebody was taken off it, who got one answers for the row of the same id.
    pub fn of(mailed: &[Mailed], reviewers: Option<&ReviewList>) -> Self {
        let reviewers = reviewers.into_iter().flat_map(ReviewList::reviewers);
        let rows: BTreeMap<_, _> = reviewers
            .filter_map(|reviewer| Some((reviewer.id.as_str(), reviewer.signatory.as_deref()?)))
            .collect();
        let mut sent = Self::default();
        for Mailed { time, key, .. } in mailed.iter().filter(|mailed| is_draft(mailed)) {
            let Ok(time) = time.parse() else { continue };
            let text = SentText { time, id: key.edition.clone() };
            let reviewer = key.recipient.as_str();
            let row = rows.get(reviewer).copied().unwrap_or(reviewer);
            sent.by_row.entry(row.to_owned()).or_default().push(text.clone());
            sent.by_reviewer.entry(reviewer.to_owned()).or_default().push(text);
        }
        sent
    }

    /// Those that were sent to somebody.
    pub fn to_reviewer(&self, id: &str) -> &[SentText] {
        self.by_reviewer.get(id).map_or(&[], Vec::as_slice)
    }

    /// Those that were sent to anybody who answers for a row.
    pub fn to_row(&self, id: &str) -> &[SentText] {
        self.by_row.get(id).map_or(&[], Vec::as_slice)
    }
}

/// Whether a mail had a draft with it.
fn is_draft(mailed: &Mailed) -> bool {
    matches!(mailed.key.purpose, Purpose::Review | Purpose::Reminder(_))
}
