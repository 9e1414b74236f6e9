//! A folder to send from, and the server.

use std::collections::{BTreeMap, VecDeque};
use std::fs::OpenOptions;

use crate::files::{self, FileError};
use crate::history;
use crate::mail::outbox::entry::tests::entry;
use crate::mail::outbox::journal::line;
use crate::mail::outbox::{
    Again, Course, Entry, Event, Key, Limits, Message, Outbox, OutboxError, OutboxPaths, Plan,
    Sender, State, Wanted,
};
use crate::mail::{Delivery, Envelope, Transport};

/// What the server does with a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// It takes it.
    Take,
    /// It refuses the recipient, for now or for ever.
    DeferRecipient,
    RefuseRecipient,
    /// It refuses the message behind its body, for now or for ever.
    DeferBody,
    RefuseBody,
    /// The connection is lost behind the body, which it has or has not.
    LoseReply,
    LoseBody,
    /// It refuses the session, at once or behind a body.
    Close,
    CloseBehindBody,
}

impl Step {
    pub(crate) const ALL: [Self; 9] = [
        Self::Take,
        Self::DeferRecipient,
        Self::RefuseRecipient,
        Self::DeferBody,
        Self::RefuseBody,
        Self::LoseReply,
        Self::LoseBody,
        Self::Close,
        Self::CloseBehindBody,
    ];
}

/// A folder to send from, and the server.
pub(crate) struct Office {
    folder: tempfile::TempDir,
    /// What the server does next; when there is nothing left, it takes what comes.
    pub(crate) script: VecDeque<Step>,
    /// The messages that it has, by address.
    pub(crate) received: BTreeMap<String, Vec<Vec<u8>>>,
    /// Up to where the journal is on disk.
    pub(crate) synced: u64,
    /// Up to where history alone tells what was mailed.
    pub(crate) only_in_history: u64,
}

impl Transport for Office {
    fn deliver(
        &mut self,
        envelope: &Envelope,
        message: &[u8],
        before_body: &mut dyn FnMut() -> Result<(), FileError>,
    ) -> Delivery {
        let step = self.script.pop_front().unwrap_or(Step::Take);
        let said = |text: &str| text.to_owned();
        match step {
            Step::DeferRecipient => return Delivery::Deferred { reason: said("450 later") },
            Step::RefuseRecipient => return Delivery::Refused { reply: said("550 unknown") },
            Step::Close => return Delivery::Closed { reason: said("535 password") },
            _ => {}
        }
        if let Err(error) = before_body() {
            return Delivery::Withheld(error);
        }
        self.synced = self.journal_length();
        if matches!(step, Step::Take | Step::LoseReply) {
            self.received.entry(envelope.to.clone()).or_default().push(message.to_vec());
        }
        match step {
            Step::DeferBody => Delivery::Deferred { reason: said("451 busy") },
            Step::RefuseBody => Delivery::Refused { reply: said("552 too large") },
            Step::LoseReply | Step::LoseBody => Delivery::Uncertain { reason: said("reset") },
            Step::CloseBehindBody => Delivery::Closed { reason: said("421 going down") },
            _ => Delivery::Taken { reply: said("250 ok") },
        }
    }
}

impl Office {
    pub(crate) fn new(script: impl IntoIterator<Item = Step>) -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            script: script.into_iter().collect(),
            received: BTreeMap::new(),
            synced: 0,
            only_in_history: 0,
        }
    }

    pub(crate) fn paths(&self) -> OutboxPaths {
        let folder = self.folder.path().join(".letterctl/outbox");
        let history = self.folder.path().join("drafts/history.jsonl");
        OutboxPaths { folder, history, has_review_list: false }
    }

    pub(crate) fn open(&self) -> Result<Sender, OutboxError> {
        Sender::open(self.paths(), "review send")
    }

    pub(crate) fn outbox(&self) -> Outbox {
        Outbox::read(self.paths()).unwrap()
    }

    /// A run with the ids of a list, as a command makes it.
    pub(crate) fn run(&mut self, ids: &[&str], again: Again) -> Result<Vec<Event>, OutboxError> {
        self.run_within(&wanted(ids), again, Limits::default(), |_| true)
    }

    pub(crate) fn run_within(
        &mut self,
        wanted: &[Wanted],
        again: Again,
        limits: Limits,
        is_listed: impl Fn(&Key) -> bool,
    ) -> Result<Vec<Event>, OutboxError> {
        let mut sender = self.open()?;
        let plan = sender.outbox().plan(wanted, again, is_listed);
        let queue = sender.store::<OutboxError>(&plan, |wanted| Ok(message(wanted)))?;
        self.synced = self.journal_length();
        sender.run(queue, "from@example.org", self, limits).collect()
    }

    pub(crate) fn courses(&self, ids: &[&str], again: Again) -> Vec<Course> {
        courses(&self.outbox().plan(&wanted(ids), again, |_| true))
    }

    /// Lets a day pass: a clock that is behind the last time written counts as that.
    pub(crate) fn pass_a_day(&self) {
        let day = std::time::Duration::from_secs(24 * 60 * 60);
        let time = self.outbox().now().checked_add(day).unwrap();
        let key = "copy/edition-9/clock".parse().unwrap();
        let clock = Entry { key, time, ..entry("x", State::Sent) };
        drop(files::append(&self.paths().journal(), [line(&clock)]).unwrap());
    }

    pub(crate) fn states(&self) -> Vec<String> {
        let outbox = self.outbox();
        outbox.entries().map(|entry| format!("{} {}", entry.key.recipient, entry.state)).collect()
    }

    /// What history tells: the id, and whether the mail was not taken.
    pub(crate) fn told(&self) -> Vec<String> {
        let lines = history::read(&self.paths().history).unwrap();
        let told = lines.iter().map(|line| {
            let what = if line.not_taken.is_empty() { "out" } else { "not taken" };
            format!("{} {what}", line.id)
        });
        told.collect()
    }

    pub(crate) fn journal_length(&self) -> u64 {
        self.paths().journal().metadata().map_or(0, |file| file.len())
    }

    /// Cuts a file, as a lost machine does with what was not synced.
    pub(crate) fn cut(path: &std::path::Path, length: u64) {
        if let Ok(file) = OpenOptions::new().write(true).open(path) {
            file.set_len(length).unwrap();
        }
    }

    pub(crate) fn delete_outbox(&self) {
        std::fs::remove_dir_all(self.paths().folder).unwrap();
    }
}

pub(crate) fn wanted(ids: &[&str]) -> Vec<Wanted> {
    let wanted = ids.iter().map(|id| Wanted {
        key: format!("review/3f9a12bc44e1/{id}").parse().unwrap(),
        address: format!("{id}@example.org"),
    });
    wanted.collect()
}

pub(crate) fn message(wanted: &Wanted) -> Message {
    let message_id = format!("<{}@example.org>", wanted.key.to_string().replace('/', "."));
    let bytes = format!("Message-ID: {message_id}\r\nTo: {}\r\n\r\nx\r\n", wanted.address);
    Message { message_id, parts: vec![bytes.into_bytes().into()] }
}

pub(crate) fn courses(plan: &Plan) -> Vec<Course> {
    plan.recipients.iter().map(|planned| planned.course).collect()
}
