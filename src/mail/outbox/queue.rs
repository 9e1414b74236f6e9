//! Messages that are stored and wait to go out.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::Arc;

use crate::files;
use crate::mail::outbox::journal::line;
use crate::mail::outbox::pack::{Pack, digest};
use crate::mail::outbox::{
    Course, Entry, Key, OutboxError, Plan, Planned, Sender, State, Stored, Wanted,
};

/// A message as it was built.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Its Message-ID, as its header has it.
    pub message_id: String,
    /// All of it, its lines ended by CR LF, in parts: one that messages share is stored once.
    pub parts: Vec<Arc<[u8]>>,
}

/// How many bytes of messages share a file, at least, before there is another.
const ROOM: usize = 8 << 20;

/// Messages that are stored and wait to go out, in the order of the plan.
#[derive(Clone, Debug, Default)]
pub struct Queue(pub(crate) VecDeque<Queued>);

#[derive(Clone, Debug)]
pub(crate) struct Queued {
    pub(crate) key: Key,
    /// The id that the recipient's row has now.
    pub(crate) id: String,
    /// The message, where it was built just now; it is stored as well.
    pub(crate) fresh: Option<Vec<Arc<[u8]>>>,
}

impl Queue {
    /// How many messages wait.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether none does.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Sender {
    /// Builds what a plan asks for and stores it, durably: from now on it is `planned`. Whatever
    /// fails, nothing has been sent.
    pub fn store<E: From<OutboxError>>(
        &mut self,
        plan: &Plan,
        mut build: impl FnMut(&Wanted) -> Result<Message, E>,
    ) -> Result<Queue, E> {
        let mut queue = VecDeque::new();
        let mut entries = Vec::new();
        let mut paths = Vec::new();
        let mut pack = Pack::default();
        let mut first = 0;
        for planned in plan.due() {
            let mut fresh = None;
            if planned.course == Course::Build {
                let Message { message_id, parts } = build(&planned.wanted)?;
                let (stored, digest) = pack.add(&parts);
                entries.push(self.planned(planned, message_id, digest, stored));
                fresh = Some(parts);
            }
            let id = planned.wanted.key.recipient.clone();
            queue.push_back(Queued { key: planned.key().clone(), id, fresh });
            if pack.bytes.len() >= ROOM {
                paths.push(self.put(&std::mem::take(&mut pack).bytes, &mut entries[first..])?);
                first = entries.len();
            }
        }
        if first < entries.len() {
            paths.push(self.put(&pack.bytes, &mut entries[first..])?);
        }
        files::sync(&paths).map_err(OutboxError::from)?;
        let lines: Vec<u8> = entries.iter().flat_map(line).collect();
        self.file.write_durably(&lines).map_err(OutboxError::from)?;
        for entry in entries {
            self.outbox.journal.add(entry);
        }
        Ok(Queue(queue))
    }

    /// Writes messages into a file that they share, which is named after what is in it.
    fn put(&self, pack: &[u8], entries: &mut [Entry]) -> Result<PathBuf, OutboxError> {
        let file = format!("{}.eml", digest(entries.iter().map(|entry| entry.digest.as_bytes())));
        for entry in entries.iter_mut() {
            entry.stored.file.clone_from(&file);
        }
        let path = self.outbox.paths.messages(&Stored { file, ..Stored::default() });
        files::write(&path, pack)?;
        Ok(path)
    }

    fn planned(
        &self,
        planned: &Planned,
        message_id: String,
        digest: String,
        stored: Stored,
    ) -> Entry {
        let attempts = planned.entry.as_ref().map_or(0, |entry| entry.attempts);
        // An outbox that was deleted counts on, so that history tells the attempts apart.
        let attempts = attempts.max(self.outbox.trail.last_number(&planned.wanted.key));
        Entry {
            key: planned.key().clone(),
            state: State::Planned,
            time: self.outbox.now(),
            address: planned.wanted.address.clone(),
            message_id,
            digest,
            stored,
            attempts,
            reply: String::new(),
            told: String::new(),
        }
    }
}
