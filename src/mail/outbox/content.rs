//! What the outbox holds, read without a lock.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::clock::{self, Timestamp};
use crate::files::{self, FileError};
use crate::history::{ADDRESSEES, HistoryLine, REVIEWERS};
use crate::mail::outbox::journal::Journal;
use crate::mail::outbox::pack::digest;
use crate::mail::outbox::trail::Trail;
use crate::mail::outbox::{Entry, Key, OutboxError, Purpose, State, Stored};

/// Where an outbox lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutboxPaths {
    /// `.letterctl/outbox`.
    pub folder: PathBuf,
    /// `drafts/history.jsonl`.
    pub history: PathBuf,
    /// Whether those who get drafts are on a list of their own, with ids of their own; else they are
    /// rows of the list of signatories.
    pub has_review_list: bool,
}

/// What the outbox holds, and what history tells of mails besides.
#[derive(Clone, Debug)]
pub struct Outbox {
    pub(crate) paths: OutboxPaths,
    pub(crate) journal: Journal,
    pub(crate) trail: Trail,
}

impl OutboxPaths {
    pub(crate) fn journal(&self) -> PathBuf {
        self.folder.join("journal.jsonl")
    }

    /// A file with messages.
    pub(crate) fn messages(&self, stored: &Stored) -> PathBuf {
        self.folder.join("messages").join(&stored.file)
    }

    pub(crate) fn lock(&self) -> PathBuf {
        self.folder.join(".lock")
    }
}

impl Outbox {
    /// Reads an outbox as it is; one that is not there is empty. No lock is taken: a message that is
    /// being handed over at this moment is `unknown`.
    pub fn read(paths: OutboxPaths) -> Result<Self, FileError> {
        let mut outbox = Self::load(paths)?;
        for entry in outbox.journal.entries.values_mut() {
            if entry.state == State::Sending {
                entry.state = State::Unknown;
            }
        }
        Ok(outbox)
    }

    /// The same, with what is being sent as such.
    pub(crate) fn load(paths: OutboxPaths) -> Result<Self, FileError> {
        let journal = match files::read(&paths.journal()) {
            Err(error)
                if matches!(
                    error.source.kind(),
                    ErrorKind::NotFound | ErrorKind::NotADirectory
                ) =>
            {
                Journal::default()
            }
            read => Journal::parse(&read?),
        };
        let trail = Trail::read(&paths.history)?;
        Ok(Self { paths, journal, trail })
    }

    /// What became of a message, if there was one.
    pub fn entry(&self, key: &Key) -> Option<&Entry> {
        self.journal.entries.get(key)
    }

    /// All messages, by purpose, text and recipient.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.journal.entries.values()
    }

    /// The messages that the server will never take, with its reply.
    pub fn failed(&self) -> impl Iterator<Item = &Entry> {
        self.entries().filter(|entry| entry.state == State::Failed)
    }

    /// Refuses a message of which a person has nothing to say: one that is known to be sent or not, or
    /// that never was.
    pub fn check_open(&self, key: &Key) -> Result<(), OutboxError> {
        match self.entry(key) {
            Some(entry) if entry.state == State::Unknown => Ok(()),
            Some(entry) => Err(OutboxError::NotUnknown { key: key.clone(), state: entry.state }),
            // Where only history tells of it, nobody here knows more.
            None if self.trail.standing(key).next().is_some() => Ok(()),
            None => Err(OutboxError::NoEntry { key: key.clone() }),
        }
    }

    /// The bytes of a message, as they were stored.
    pub fn message(&self, entry: &Entry) -> Result<Vec<u8>, OutboxError> {
        let path = self.paths.messages(&entry.stored);
        let parts = files::read_parts(&path, &entry.stored.parts)?;
        let is_as_stored = digest(parts.iter().map(Vec::as_slice)) == entry.digest;
        if is_as_stored { Ok(parts.concat()) } else { Err(OutboxError::Changed { path }) }
    }

    /// A line of history about a message, which says of which list its recipient is a row.
    pub(crate) fn of_list(&self, key: &Key, line: HistoryLine) -> HistoryLine {
        let list = match key.purpose {
            Purpose::Final => ADDRESSEES,
            Purpose::Review | Purpose::Reminder(_) if self.paths.has_review_list => REVIEWERS,
            Purpose::Review | Purpose::Reminder(_) | Purpose::Copy => "",
        };
        HistoryLine { list: list.to_owned(), ..line }
    }

    pub(crate) fn is_stored(&self, entry: &Entry) -> bool {
        !entry.stored.file.is_empty() && is_file(&self.paths.messages(&entry.stored))
    }

    /// The time now. A clock that was set back counts as the last time written.
    pub fn now(&self) -> Timestamp {
        let now = clock::now();
        self.journal.last.map_or(now, |last| last.max(now))
    }
}

fn is_file(path: &Path) -> bool {
    path.metadata().is_ok_and(|file| file.is_file())
}
