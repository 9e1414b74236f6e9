//! What became of one message so far.

use std::fmt;
use std::ops::Range;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;
use crate::mail::outbox::Key;

/// How far a message has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Built and stored.
    Planned,
    /// Its body may be on its way.
    Sending,
    /// The server took it.
    Sent,
    /// The server did not take it now, or the connection was lost before its body went out.
    Deferred,
    /// The server will never take it.
    Failed,
    /// Cut off while its body was on its way: nobody knows.
    Unknown,
}

/// What became of one message so far: a line of the journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// What it is for, which text, to whom.
    pub key: Key,
    /// How far it has come.
    pub state: State,
    /// Since when, to the second.
    #[serde(with = "instant")]
    pub time: Timestamp,
    /// The recipient's address.
    pub address: String,
    /// Its Message-ID.
    pub message_id: String,
    /// The SHA-256 of those of its parts.
    pub digest: String,
    /// Where its bytes are stored.
    #[serde(default)]
    pub stored: Stored,
    /// How often it was tried to hand it over.
    #[serde(default)]
    pub attempts: u32,
    /// What the server said last, or how the connection was lost.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reply: String,
    /// The time that history's line about the last attempt tells; empty when that left none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub told: String,
}

/// Where the bytes of a message are stored: many of those that are stored together share a file,
/// since a disk takes one file much sooner than a thousand, and in it what is the same in many of
/// them, such as the letter that is attached.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stored {
    /// The name of the file in `messages/`.
    pub file: String,
    /// The stretches of it, in bytes, that make up the message.
    pub parts: Vec<Range<u64>>,
}

/// How long a message is not tried again after the first attempt, the second …
const BACK_OFF: [Duration; 4] = [minutes(5), minutes(15), minutes(60), minutes(240)];

const fn minutes(minutes: u64) -> Duration {
    Duration::from_secs(minutes * 60)
}

impl Entry {
    /// Until when a deferred message rests.
    pub fn not_before(&self) -> Option<Timestamp> {
        if self.state != State::Deferred {
            return None;
        }
        let attempt = usize::try_from(self.attempts.saturating_sub(1)).unwrap_or(usize::MAX);
        let rest = BACK_OFF[attempt.min(BACK_OFF.len() - 1)];
        Some(self.time.saturating_add(rest).unwrap_or(self.time))
    }
}

impl fmt::Display for State {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Planned => "planned",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Deferred => "deferred",
            Self::Failed => "failed",
            Self::Unknown => "unknown",
        })
    }
}

/// A time as RFC 3339 in UTC.
mod instant {
    use serde::de::{Deserialize, Deserializer, Error};
    use serde::ser::Serializer;

    use crate::clock::Timestamp;

    pub(crate) fn serialize<S: Serializer>(
        time: &Timestamp,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_str(time)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Timestamp, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// An entry of the recipient with an id.
    pub(crate) fn entry(id: &str, state: State) -> Entry {
        Entry {
            key: format!("review/3f9a12bc44e1/{id}").parse().unwrap(),
            state,
            time: "2026-05-01T12:00:00Z".parse().unwrap(),
            address: format!("{id}@example.org"),
            message_id: format!("<{id}@example.org>"),
            digest: "00".repeat(32),
            stored: Stored::default(),
            attempts: 0,
            reply: String::new(),
            told: String::new(),
        }
    }

    #[test]
    fn a_deferred_message_rests_longer_each_time() {
        let rest = |attempts| {
            let entry = Entry { attempts, ..entry("hrw", State::Deferred) };
            entry.not_before().unwrap().duration_since(entry.time).as_mins()
        };
        assert_eq!([0, 1, 2, 3, 4, u32::MAX].map(rest), [5, 5, 15, 60, 240, 240]);
        assert_eq!(entry("hrw", State::Planned).not_before(), None);
    }
}
