//! Who gets what now, as a value.

use std::collections::{BTreeMap, BTreeSet};

use crate::clock::Timestamp;
use crate::mail::outbox::{Entry, Key, Outbox, State};

/// Somebody whom a command addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// What for, which text, the id of the row.
    pub key: Key,
    /// The address that the row has now.
    pub address: String,
}

/// Which messages are to go out that would not unasked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Again {
    /// Those that failed (`--only ID`).
    pub failed: bool,
    /// Those that are unknown (`--resend-unknown`).
    pub unknown: bool,
}

/// What is to be done for one recipient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    /// A message is to be built, stored and sent: there was none, or its row has another address
    /// now, or it failed and is wanted again.
    Build,
    /// The message goes out as it was stored.
    Stored,
    /// It was deferred and rests until then.
    Rests(Timestamp),
    /// It was sent before, from here or, by what history tells, from elsewhere.
    Sent,
    /// It failed before, to the address that the row still has.
    Failed,
    /// Nobody knows whether it was sent.
    Unknown,
}

/// One recipient of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// Who it is.
    pub wanted: Wanted,
    /// What became of the message so far; its key names another id where the row had another.
    pub entry: Option<Entry>,
    /// What is to be done.
    pub course: Course,
}

/// What a command would send, and to whom not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Everybody whom the command addresses, in its order: N of `--expect` is how many.
    pub recipients: Vec<Planned>,
    /// Messages that were to go out and will not, for their recipient is on the list no more.
    pub taken_off: Vec<Entry>,
}

impl Planned {
    /// Whether a message goes to this recipient now.
    pub fn is_due(&self) -> bool {
        matches!(self.course, Course::Build | Course::Stored)
    }

    /// The key under which the journal has the message.
    pub fn key(&self) -> &Key {
        self.entry.as_ref().map_or(&self.wanted.key, |entry| &entry.key)
    }
}

impl Plan {
    /// Those to whom a message goes now.
    pub fn due(&self) -> impl Iterator<Item = &Planned> {
        self.recipients.iter().filter(|planned| planned.is_due())
    }
}

impl Outbox {
    /// Says for everybody whom a command addresses what is to be done. `is_listed` tells whether
    /// the list has the row of a key, addressed now or not.
    ///
    /// An entry whose id the list no longer has counts for the row with its address.
    pub fn plan(&self, wanted: &[Wanted], again: Again, is_listed: impl Fn(&Key) -> bool) -> Plan {
        let mut orphans = self.orphans(wanted, is_listed);
        let mut seen = BTreeSet::new();
        let mut recipients = Vec::with_capacity(wanted.len());
        for wanted in wanted.iter().filter(|wanted| seen.insert(&wanted.key)) {
            let own = self.journal.entries.get(&wanted.key);
            let entry = own.or_else(|| self.renamed(&wanted.key)).or_else(|| {
                let same = orphans.get_mut(&claim(&wanted.key, &wanted.address))?;
                (!same.is_empty()).then(|| same.remove(0))
            });
            let course = if self.is_sent_elsewhere(&wanted.key) {
                Course::Sent
            } else {
                self.course(entry, &wanted.address, again)
            };
            recipients.push(Planned { wanted: wanted.clone(), entry: entry.cloned(), course });
        }
        let is_open = |entry: &&Entry| matches!(entry.state, State::Planned | State::Deferred);
        let taken_off = orphans.into_values().flatten().filter(is_open).cloned().collect();
        Plan { recipients, taken_off }
    }

    /// The entry of a row that had another id then, as history tells.
    fn renamed(&self, key: &Key) -> Option<&Entry> {
        let attempts = self.trail.standing(key);
        let known = attempts.filter_map(|attempt| self.journal.attempts.get(attempt));
        known.filter_map(|entry| self.journal.entries.get(&entry.key)).last()
    }

    /// The entries whose id the list no longer has, by what they count for.
    fn orphans(
        &self,
        wanted: &[Wanted],
        is_listed: impl Fn(&Key) -> bool,
    ) -> BTreeMap<(Key, String), Vec<&Entry>> {
        let rounds: BTreeSet<_> =
            wanted.iter().map(|wanted| (wanted.key.purpose, &wanted.key.edition)).collect();
        let mut orphans: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for entry in self.journal.entries.values() {
            if rounds.contains(&(entry.key.purpose, &entry.key.edition)) && !is_listed(&entry.key) {
                orphans.entry(claim(&entry.key, &entry.address)).or_default().push(entry);
            }
        }
        orphans
    }

    /// Whether history tells of an attempt that this journal knows nothing of.
    fn is_sent_elsewhere(&self, key: &Key) -> bool {
        self.trail.standing(key).any(|attempt| {
            !self.journal.attempts.contains_key(attempt)
                && !self.journal.not_taken.contains(attempt)
        })
    }

    fn course(&self, entry: Option<&Entry>, address: &str, again: Again) -> Course {
        let Some(entry) = entry else { return Course::Build };
        let has_moved = entry.address != address;
        match entry.state {
            State::Sent => return Course::Sent,
            State::Sending | State::Unknown if !again.unknown => return Course::Unknown,
            State::Failed if !has_moved && !again.failed => return Course::Failed,
            _ => {}
        }
        let rests = entry.not_before().filter(|until| !has_moved && self.now() < *until);
        match rests {
            Some(until) => Course::Rests(until),
            None if has_moved || entry.state == State::Failed || !self.is_stored(entry) => {
                Course::Build
            }
            None => Course::Stored,
        }
    }
}

/// What an entry without a row counts for: the purpose, the text and the address, in which the case
/// of letters says nothing.
fn claim(key: &Key, address: &str) -> (Key, String) {
    (Key { recipient: String::new(), ..key.clone() }, address.to_ascii_lowercase())
}
