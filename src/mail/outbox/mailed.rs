//! What somebody was mailed.

use std::path::Path;

use crate::files::FileError;
use crate::mail::outbox::journal::Attempt;
use crate::mail::outbox::trail::Trail;
use crate::mail::outbox::{Key, Outbox};

/// A message that the server took, or may have taken.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mailed {
    /// When, RFC 3339 in UTC, to the second.
    pub time: String,
    /// What for, which text, and to whom, by the id that the row has now.
    pub key: Key,
    /// Its Message-ID.
    pub message_id: String,
}

impl Outbox {
    /// All messages that were taken, or may have been, from here or elsewhere, oldest first: what
    /// somebody was sent before, and which message a later one answers to.
    pub fn mailed(&self) -> Vec<Mailed> {
        let journal = &self.journal;
        let is_taken = |attempt: &Attempt| !journal.not_taken.contains(attempt);
        let told = self.trail.all().filter(|(_, attempt)| is_taken(attempt));
        // What was not synced when the machine died, history may lack.
        let attempts = journal.attempts.iter().map(|(attempt, entry)| (&entry.key, attempt));
        let untold = attempts.filter(|(_, attempt)| is_taken(attempt) && !self.trail.has(attempt));
        in_order(told.chain(untold))
    }
}

/// All messages of which history tells that they were taken, or may have been, oldest first: what a
/// colleague's clone knows, for a question that the last ones of a machine that died do not change.
pub fn mailed_by_history(history: &Path) -> Result<Vec<Mailed>, FileError> {
    Ok(in_order(Trail::read(history)?.all()))
}

fn in_order<'a>(attempts: impl Iterator<Item = (&'a Key, &'a Attempt)>) -> Vec<Mailed> {
    let mailed = attempts.map(|(key, attempt)| Mailed {
        time: attempt.told.clone(),
        key: key.clone(),
        message_id: attempt.message_id.clone(),
    });
    let mut mailed: Vec<_> = mailed.collect();
    mailed.sort();
    mailed
}
