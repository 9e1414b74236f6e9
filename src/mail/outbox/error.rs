//! Why the outbox did not do what was asked.

use std::path::PathBuf;

use crate::files::{FileError, Holder};
use crate::mail::outbox::{Key, State};

/// Why the outbox did not do what was asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OutboxError {
    /// Somebody else is sending from this folder.
    #[error("another `letterctl`{} is sending from here: it has `{}`", process(*holder), path.display())]
    Busy {
        /// The file whose lock it has.
        path: PathBuf,
        /// Who it is.
        holder: Holder,
    },
    /// The server deals with nobody like us. What was not sent before stays planned.
    #[error("the mail server refused to deal with us: {reason}")]
    Closed {
        /// What the server said.
        reason: String,
    },
    /// What has to be on disk could not be written or read.
    #[error(transparent)]
    File(#[from] FileError),
    /// A message was handed over, and what became of it could not be written: it counts as unknown.
    #[error("what became of `{key}` ({state}) could not be written; it will be `unknown`")]
    Unrecorded {
        /// Which message.
        key: Key,
        /// What became of it.
        state: State,
        /// Why it could not be written.
        source: FileError,
    },
    /// Stored bytes are not those that were stored.
    #[error("`{}`, a stored message, was changed", path.display())]
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// There is no such message.
    #[error("no message was `{key}`")]
    NoEntry {
        /// The key.
        key: Key,
    },
    /// There is nothing to settle about a message.
    #[error("`{key}` is {state}, not unknown")]
    NotUnknown {
        /// Which message.
        key: Key,
        /// How far it has come.
        state: State,
    },
}

fn process(holder: Holder) -> String {
    holder.process.map(|process| format!(" (process {process})")).unwrap_or_default()
}
