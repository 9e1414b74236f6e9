//! The one who may send from an outbox.

use crate::files::{self, FileError, Journal, SoleLock};
use crate::history::{self, OpenHistory};
use crate::mail::outbox::journal::{Attempt, line};
use crate::mail::outbox::{Entry, Key, Outbox, OutboxError, OutboxPaths, State, trail};

/// The one who may send from an outbox, until this is dropped.
#[derive(Debug)]
pub struct Sender {
    pub(crate) outbox: Outbox,
    pub(crate) file: Journal,
    history: OpenHistory,
    /// The command's words, for history.
    command: String,
    /// The last time that history tells.
    last_told: String,
    _lock: SoleLock,
}

/// What a person says of a message of which nobody knew whether it was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It was.
    Sent,
    /// It was not.
    NotSent,
}

impl Sender {
    /// Takes the outbox, which is made where it is missing, unless somebody else has it. What an
    /// earlier run left is settled: a message that was on its way is `unknown`, and history gets the
    /// lines that it lacks. `command` is the words of the command: `review send`.
    pub fn open(paths: OutboxPaths, command: &str) -> Result<Self, OutboxError> {
        if let Some(ignored) = paths.folder.parent() {
            files::create_ignored(ignored)?;
        }
        let lock = SoleLock::take(&paths.lock())?
            .map_err(|holder| OutboxError::Busy { path: paths.lock(), holder })?;
        let file = Journal::open(&paths.journal())?;
        let last_told = history::last_time(&paths.history)?;
        let history = OpenHistory::new(&paths.history);
        let outbox = Outbox::load(paths)?;
        let command = command.to_owned();
        let mut sender = Self { outbox, file, history, command, last_told, _lock: lock };
        sender.settle()?;
        Ok(sender)
    }

    /// What the outbox holds.
    pub fn outbox(&self) -> &Outbox {
        &self.outbox
    }

    fn settle(&mut self) -> Result<(), OutboxError> {
        let is_cut_off = |entry: &&Entry| entry.state == State::Sending;
        let cut_off: Vec<_> = self.outbox.entries().filter(is_cut_off).cloned().collect();
        for entry in cut_off {
            self.note(Entry { state: State::Unknown, time: self.outbox.now(), ..entry })?;
        }
        let Outbox { journal, trail: told, .. } = &self.outbox;
        let mut lines = Vec::new();
        for (attempt, entry) in &journal.attempts {
            let Entry { key, time, .. } = entry;
            let (id, command) = (&key.recipient, &self.command);
            if !told.has(attempt) {
                lines.push(self.outbox.of_list(key, trail::begun(key, attempt, id, command)));
            }
            if journal.not_taken.contains(attempt) && !told.has_taken_back(attempt) {
                let line = trail::taken_back(key, attempt, *time, id, command);
                lines.push(self.outbox.of_list(key, line));
            }
        }
        Ok(self.history.append(lines)?)
    }

    /// Writes what became of a message, durable with the next sync.
    pub(crate) fn note(&mut self, entry: Entry) -> Result<(), FileError> {
        self.file.write(&line(&entry))?;
        self.outbox.journal.add(entry);
        Ok(())
    }

    /// Writes, durably, that the body of a message is about to go out, and into history. When it
    /// fails, nothing of this stands.
    pub(crate) fn begin(&mut self, entry: &Entry, id: &str) -> Result<Entry, FileError> {
        let time = self.outbox.now();
        let told = self.last_told.clone().max(time.to_string());
        let attempts = entry.attempts.saturating_add(1);
        let entry = Entry { state: State::Sending, time, told, attempts, ..entry.clone() };
        let length = self.file.length();
        self.file.write_durably(&line(&entry))?;
        let attempt = Attempt::of(&entry);
        let begun = attempt.map(|attempt| {
            let line = trail::begun(&entry.key, &attempt, id, &self.command);
            self.outbox.of_list(&entry.key, line)
        });
        if let Err(error) = self.history.append(begun) {
            self.file.cut_back(length)?;
            return Err(error);
        }
        self.outbox.journal.add(entry.clone());
        Ok(entry)
    }

    /// Writes into history that a mail was not taken, if it tells that it went out.
    pub(crate) fn take_back(&mut self, entry: &Entry, id: &str) -> Result<(), FileError> {
        let Some(attempt) = Attempt::of(entry) else { return Ok(()) };
        let line = trail::taken_back(&entry.key, &attempt, entry.time, id, &self.command);
        self.history.append([self.outbox.of_list(&entry.key, line)])
    }

    /// Writes what a person says of a message of which nobody knew whether it was sent. Where only
    /// history tells of it, it counts as sent until a person says that it was not.
    pub fn resolve(&mut self, key: &Key, answer: Answer) -> Result<(), OutboxError> {
        self.outbox.check_open(key)?;
        let Some(entry) = self.outbox.entry(key).cloned() else {
            return self.resolve_told(key, answer);
        };
        let state = match answer {
            Answer::Sent => State::Sent,
            Answer::NotSent => State::Planned,
        };
        let entry = Entry { state, time: self.outbox.now(), ..entry };
        self.file.write_durably(&line(&entry))?;
        if answer == Answer::NotSent {
            self.take_back(&entry, &key.recipient)?;
        }
        self.outbox.journal.add(entry);
        Ok(())
    }

    fn resolve_told(&mut self, key: &Key, answer: Answer) -> Result<(), OutboxError> {
        let standing: Vec<_> = self.outbox.trail.standing(key).cloned().collect();
        if answer == Answer::NotSent {
            let now = self.outbox.now();
            let line = |attempt: &Attempt| {
                let line = trail::taken_back(key, attempt, now, &key.recipient, &self.command);
                self.outbox.of_list(key, line)
            };
            let lines: Vec<_> = standing.iter().map(line).collect();
            drop(history::append(&self.outbox.paths.history, lines)?);
            self.outbox.trail.take_back(standing);
        }
        Ok(())
    }
}
