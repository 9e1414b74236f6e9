//! The outbox: which message went to whom, so that nobody is mailed twice and nobody forgotten.

mod content;
mod entry;
mod error;
mod journal;
mod key;
mod mailed;
mod pack;
mod plan;
mod queue;
mod run;
mod sender;
mod trail;

#[cfg(test)]
mod tests;

pub use content::{Outbox, OutboxPaths};
pub use entry::{Entry, State, Stored};
pub use error::OutboxError;
pub use key::{Key, KeyError, Purpose};
pub use mailed::{Mailed, mailed_by_history};
pub use plan::{Again, Course, Plan, Planned, Wanted};
pub use queue::{Message, Queue};
pub use run::{Event, Limits, Run};
pub use sender::{Answer, Sender};
