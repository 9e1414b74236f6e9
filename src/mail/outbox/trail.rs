//! What history tells of mails, which is all that a clone has.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::clock::Timestamp;
use crate::files::FileError;
use crate::history::{self, HistoryLine};
use crate::mail::outbox::journal::Attempt;
use crate::mail::outbox::{Key, Purpose};

/// The mails that history tells of.
#[derive(Clone, Debug, Default)]
pub(crate) struct Trail {
    /// The attempts of which there is a line, by what they were for.
    by_key: BTreeMap<Key, BTreeSet<Attempt>>,
    /// The place of each of them among the lines.
    begun: BTreeMap<Attempt, usize>,
    /// Those that a second line takes back.
    taken_back: BTreeSet<Attempt>,
}

impl Trail {
    /// Reads a history, which need not be there.
    pub(crate) fn read(path: &Path) -> Result<Self, FileError> {
        Ok(Self::of(&history::read_with(path, &["\"message_id\""])?))
    }

    fn of(lines: &[HistoryLine]) -> Self {
        let mut trail = Self::default();
        let by_row: Vec<_> = history::by_row(lines).collect();
        for (id, line) in by_row.into_iter().rev() {
            trail.add(id, line);
        }
        trail
    }

    fn add(&mut self, id: &str, line: &HistoryLine) {
        let Some(purpose) = Purpose::parse(&line.purpose) else { return };
        let attempt = |told: &str| Attempt {
            message_id: line.message_id.clone(),
            number: line.attempt,
            told: told.to_owned(),
        };
        if line.not_taken.is_empty() {
            let key = Key { purpose, edition: line.version.clone(), recipient: id.to_owned() };
            self.by_key.entry(key).or_default().insert(attempt(&line.time));
            let place = self.begun.len();
            self.begun.entry(attempt(&line.time)).or_insert(place);
        } else {
            self.taken_back.insert(attempt(&line.not_taken));
        }
    }

    /// The attempts on a message that nobody took back.
    pub(crate) fn standing(&self, key: &Key) -> impl Iterator<Item = &Attempt> {
        let attempts = self.by_key.get(key).into_iter().flatten();
        attempts.filter(|attempt| !self.taken_back.contains(attempt))
    }

    /// The number of the last attempt on a message, taken back or not.
    pub(crate) fn last_number(&self, key: &Key) -> u32 {
        let attempts = self.by_key.get(key).into_iter().flatten();
        attempts.map(|attempt| attempt.number).max().unwrap_or_default()
    }

    /// All attempts that nobody took back, with the message that each was on.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&Key, &Attempt)> {
        self.by_key.keys().flat_map(|key| self.standing(key).map(move |attempt| (key, attempt)))
    }

    /// Knows of attempts that were not taken.
    pub(crate) fn take_back(&mut self, attempts: Vec<Attempt>) {
        self.taken_back.extend(attempts);
    }

    /// Whether there is a line about an attempt.
    pub(crate) fn has(&self, attempt: &Attempt) -> bool {
        self.begun.contains_key(attempt)
    }

    /// The place of an attempt among the lines; none where there is no line.
    pub(crate) fn place(&self, attempt: &Attempt) -> Option<usize> {
        self.begun.get(attempt).copied()
    }

    /// Whether there is a line that takes an attempt back.
    pub(crate) fn has_taken_back(&self, attempt: &Attempt) -> bool {
        self.taken_back.contains(attempt)
    }
}

/// The line about an attempt, before its body goes out. `id` is the one that the row has now.
pub(crate) fn begun(key: &Key, attempt: &Attempt, id: &str, command: &str) -> HistoryLine {
    HistoryLine {
        time: attempt.told.clone(),
        purpose: key.purpose.to_string(),
        version: key.edition.clone(),
        message_id: attempt.message_id.clone(),
        attempt: attempt.number,
        ..HistoryLine::now(command, id)
    }
}

/// The line that takes it back, written at a time.
pub(crate) fn taken_back(
    key: &Key,
    attempt: &Attempt,
    time: Timestamp,
    id: &str,
    command: &str,
) -> HistoryLine {
    // History may tell later times than this clock.
    let time = time.to_string().max(attempt.told.clone());
    HistoryLine { time, not_taken: attempt.told.clone(), ..begun(key, attempt, id, command) }
}
