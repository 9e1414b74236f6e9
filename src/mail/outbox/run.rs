//! Messages go out, one after another.

use std::collections::VecDeque;
use std::num::NonZeroU32;
use std::time::Duration;

use crate::clock::Timestamp;
use crate::files::FileError;
use crate::mail::outbox::queue::Queued;
use crate::mail::outbox::{Entry, OutboxError, Queue, Sender, State};
use crate::mail::{Delivery, Envelope, Transport};

/// How many messages may go out in how long, counted over all runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// Attempts within any minute.
    pub per_minute: Option<NonZeroU32>,
    /// Messages that were taken, or may have been, within any 24 hours.
    pub per_day: Option<NonZeroU32>,
}

/// What happens while messages go out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A message was dealt with: sent, deferred, failed or unknown.
    Settled(Box<Entry>),
    /// The limit of a minute is reached: whoever asks for the next event has waited so long.
    Wait(Duration),
    /// The limit of a day is reached. The rest stays planned.
    Limited {
        /// How many messages are left.
        left: usize,
        /// When the next may go out.
        until: Timestamp,
    },
}

/// Messages that go out, one after another, as long as the next event is asked for. After an error
/// there is none.
pub struct Run<'a> {
    sender: &'a mut Sender,
    queue: VecDeque<Queued>,
    from: String,
    transport: &'a mut dyn Transport,
    limits: Limits,
    has_ended: bool,
}

const MINUTE: Duration = Duration::from_secs(60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

impl Sender {
    /// Hands messages over. `from` is the address that gets those back which cannot be delivered.
    pub fn run<'a>(
        &'a mut self,
        queue: Queue,
        from: &str,
        transport: &'a mut dyn Transport,
        limits: Limits,
    ) -> Run<'a> {
        let from = from.to_owned();
        Run { sender: self, queue: queue.0, from, transport, limits, has_ended: false }
    }
}

impl Iterator for Run<'_> {
    type Item = Result<Event, OutboxError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.has_ended {
            return None;
        }
        let event = self.step().transpose();
        if !matches!(event, Some(Ok(Event::Settled(_) | Event::Wait(_)))) {
            self.has_ended = true;
        }
        event
    }
}

impl Run<'_> {
    fn step(&mut self) -> Result<Option<Event>, OutboxError> {
        if self.queue.is_empty() {
            self.sender.file.sync()?;
            return Ok(None);
        }
        if let Some(event) = self.limited() {
            return Ok(Some(event));
        }
        let queued = self.queue.pop_front();
        queued
            .map(|queued| self.deliver(&queued).map(|entry| Event::Settled(Box::new(entry))))
            .transpose()
    }

    /// What keeps the next message from going out now.
    fn limited(&mut self) -> Option<Event> {
        let now = self.sender.outbox.now();
        let journal = &mut self.sender.outbox.journal;
        if let Some(until) = free_again(journal.taken(), self.limits.per_day, DAY, now) {
            return Some(Event::Limited { left: self.queue.len(), until });
        }
        let times = journal.times.iter().copied();
        let until = free_again(times, self.limits.per_minute, MINUTE, now)?;
        journal.last = Some(until);
        Some(Event::Wait(until.duration_since(now).unsigned_abs()))
    }

    fn deliver(&mut self, queued: &Queued) -> Result<Entry, OutboxError> {
        let Queued { key, id, fresh } = queued;
        let no_entry = || OutboxError::NoEntry { key: key.clone() };
        let entry = self.sender.outbox.entry(key).cloned().ok_or_else(no_entry)?;
        let message = match fresh {
            Some(parts) => parts.concat(),
            None => self.sender.outbox.message(&entry)?,
        };
        let envelope = Envelope { from: self.from.clone(), to: entry.address.clone() };
        let mut begun = None;
        let delivery = self.transport.deliver(&envelope, &message, &mut || {
            begun = Some(self.sender.begin(&entry, id)?);
            Ok(())
        });
        let outcome = Outcome::of(delivery)?;
        if begun.is_none() && matches!(outcome.state, State::Sent | State::Unknown) {
            // A transport that does not say when the body goes out still hands messages over.
            begun = Some(self.sender.begin(&entry, id)?);
        }
        self.settle(begun.as_ref(), &entry, outcome, id)
    }

    fn settle(
        &mut self,
        begun: Option<&Entry>,
        before: &Entry,
        outcome: Outcome,
        id: &str,
    ) -> Result<Entry, OutboxError> {
        let Outcome { state, reply, ends } = outcome;
        let time = self.sender.outbox.now();
        let settled = match begun {
            Some(begun) => Entry { state, time, reply, ..begun.clone() },
            None if ends => return Err(OutboxError::Closed { reason: reply }),
            None => {
                let attempts = before.attempts.saturating_add(1);
                Entry { state, time, reply, attempts, told: String::new(), ..before.clone() }
            }
        };
        let unrecorded =
            |source| OutboxError::Unrecorded { key: before.key.clone(), state, source };
        self.sender.note(settled.clone()).map_err(unrecorded)?;
        if !matches!(state, State::Sent | State::Unknown) {
            self.sender.take_back(&settled, id)?;
        }
        if ends { Err(OutboxError::Closed { reason: settled.reply }) } else { Ok(settled) }
    }
}

impl Drop for Run<'_> {
    fn drop(&mut self) {
        // What is not on disk yet is found as `unknown`, should the power fail.
        drop(self.sender.file.sync());
    }
}

/// What a delivery comes to.
struct Outcome {
    state: State,
    reply: String,
    /// Whether the server deals with us no more.
    ends: bool,
}

impl Outcome {
    fn of(delivery: Delivery) -> Result<Self, FileError> {
        let (state, reply) = match delivery {
            Delivery::Taken { reply } => (State::Sent, reply),
            Delivery::Deferred { reason } => (State::Deferred, reason),
            Delivery::Refused { reply } => (State::Failed, reply),
            Delivery::Uncertain { reason } => (State::Unknown, reason),
            Delivery::Closed { reason } => {
                return Ok(Self { state: State::Planned, reply: reason, ends: true });
            }
            Delivery::Withheld(error) => return Err(error),
        };
        Ok(Self { state, reply, ends: false })
    }
}

/// When a limit lets the next one through, if it does not now: at most so many within a span.
fn free_again(
    times: impl Iterator<Item = Timestamp>,
    limit: Option<NonZeroU32>,
    span: Duration,
    now: Timestamp,
) -> Option<Timestamp> {
    let limit = usize::try_from(limit?.get()).unwrap_or(usize::MAX);
    let ends = times.filter_map(|time| time.checked_add(span).ok());
    let mut ends: Vec<_> = ends.filter(|end| *end > now).collect();
    ends.sort_unstable();
    ends.len().checked_sub(limit).map(|index| ends[index])
}
