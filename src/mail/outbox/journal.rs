//! The lines of the journal, folded to what they come to.

use std::collections::{BTreeMap, BTreeSet};

use crate::clock::Timestamp;
use crate::mail::outbox::{Entry, Key, State};

/// An attempt that came as far as the body, as history knows it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Attempt {
    pub(crate) message_id: String,
    pub(crate) number: u32,
    /// The time that history tells.
    pub(crate) told: String,
}

/// What the lines of a journal come to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Journal {
    pub(crate) entries: BTreeMap<Key, Entry>,
    /// The attempts that came as far as the body, by what history knows of them.
    pub(crate) attempts: BTreeMap<Attempt, Entry>,
    /// Those of them of which the server said that it did not take the mail, or a person.
    pub(crate) not_taken: BTreeSet<Attempt>,
    /// When it was tried to hand a message over, whatever came of it.
    pub(crate) times: Vec<Timestamp>,
    /// The last time written.
    pub(crate) last: Option<Timestamp>,
}

impl Attempt {
    /// The last attempt of an entry, if that came as far as the body.
    pub(crate) fn of(entry: &Entry) -> Option<Self> {
        (!entry.told.is_empty()).then(|| Self {
            message_id: entry.message_id.clone(),
            number: entry.attempts,
            told: entry.told.clone(),
        })
    }
}

impl Journal {
    /// Folds lines; those that are torn are passed over.
    pub(crate) fn parse(bytes: &[u8]) -> Self {
        let mut journal = Self::default();
        for line in bytes.split(|byte| *byte == b'\n') {
            if let Ok(entry) = serde_json::from_slice(line) {
                journal.add(entry);
            }
        }
        journal
    }

    /// Folds one more line.
    pub(crate) fn add(&mut self, entry: Entry) {
        self.last = self.last.max(Some(entry.time));
        let attempt = Attempt::of(&entry);
        match entry.state {
            State::Sending => self.times.push(entry.time),
            State::Deferred | State::Failed if attempt.is_none() => self.times.push(entry.time),
            _ => {}
        }
        if let Some(attempt) = attempt {
            match entry.state {
                State::Planned | State::Deferred | State::Failed => {
                    self.not_taken.insert(attempt);
                }
                State::Sending | State::Sent | State::Unknown => {
                    self.attempts.entry(attempt).or_insert_with(|| entry.clone());
                }
            }
        }
        self.entries.insert(entry.key.clone(), entry);
    }

    /// When mails went out that the server took, or may have taken.
    pub(crate) fn taken(&self) -> impl Iterator<Item = Timestamp> {
        let taken = self.attempts.iter().filter(|(attempt, _)| !self.not_taken.contains(attempt));
        taken.map(|(_, entry)| entry.time)
    }
}

/// A line of the journal.
pub(crate) fn line(entry: &Entry) -> Vec<u8> {
    let mut line = serde_json::to_vec(entry).expect("texts can be written to memory");
    line.push(b'\n');
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::outbox::entry::tests::entry;

    #[test]
    fn the_last_whole_line_counts_and_what_was_not_taken_is_known() {
        let told = |state| Entry { told: "t".to_owned(), attempts: 1, ..entry("hrw", state) };
        let lines = [entry("hrw", State::Planned), told(State::Sending), told(State::Deferred)];
        let mut bytes: Vec<u8> = lines.iter().flat_map(line).collect();
        let journal = Journal::parse(&bytes);
        assert_eq!(journal.entries.values().collect::<Vec<_>>(), [&lines[2]]);
        assert_eq!(journal.taken().count(), 0);
        assert_eq!(journal.times.len(), 1);

        bytes.truncate(bytes.len() - 2);
        let journal = Journal::parse(&bytes);
        assert_eq!(journal.entries.values().collect::<Vec<_>>(), [&lines[1]]);
        assert_eq!(journal.taken().collect::<Vec<_>>(), [lines[1].time]);
    }
}
