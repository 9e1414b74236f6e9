//! One file for each command: its arguments, and `run`.

pub(crate) mod check;
pub(crate) mod draft;
pub(crate) mod init;
pub(crate) mod outgoing;
pub(crate) mod render;
mod session;
pub(crate) mod sign;
mod written;

pub(crate) use session::{Outcome, Result, Session};
pub(crate) use written::{say_unwritten, write};
