//! The messages go out, and what may end that.

use std::time::{Duration, Instant};

use crate::clock::Timestamp;
use crate::commands::Session;
use crate::commands::mail::Account;
use crate::commands::mail::recipient_report::reply;
use crate::interrupt::{self, Held};
use crate::mail::Transport;
use crate::mail::outbox::{Event, Limits, OutboxError, Queue, Sender};

/// How handing messages over ended.
pub(crate) enum End {
    /// All were dealt with.
    Done,
    /// The limit of a day was reached.
    Limited(Timestamp),
    /// Somebody pressed Ctrl-C.
    Interrupted,
    /// Something hinders them all.
    Failed(OutboxError),
}

/// How often somebody is listened to who presses Ctrl-C while nothing goes out.
const LISTENING: Duration = Duration::from_millis(50);

/// Hands one message over after the other. Ctrl-C ends that after the message at hand.
pub(crate) fn hand_over(
    sender: &mut Sender,
    queue: Queue,
    account: &Account,
    transport: &mut dyn Transport,
    limits: Limits,
    session: &Session,
) -> End {
    let held = interrupt::hold();
    let mut progress = session.console.progress(queue.len(), "Sending");
    let mut run = sender.run(queue, account.from.address(), transport, limits);
    loop {
        if held.is_asked() {
            return End::Interrupted;
        }
        match run.next() {
            None => return End::Done,
            Some(Err(error)) => return End::Failed(error),
            Some(Ok(Event::Limited { until, .. })) => return End::Limited(until),
            Some(Ok(Event::Wait(rest))) => pause(rest, &held),
            Some(Ok(Event::Settled(entry))) => {
                progress.advance();
                let (id, state) = (&entry.key.recipient, entry.state);
                let told = format!("{id}: {state} {}", reply(&entry));
                session.console.detail(told.trim_end());
            }
        }
    }
}

/// Waits, unless somebody presses Ctrl-C.
fn pause(rest: Duration, held: &Held) {
    let begun = Instant::now();
    while begun.elapsed() < rest && !held.is_asked() {
        std::thread::sleep(LISTENING.min(rest));
    }
}
