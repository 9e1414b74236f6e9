//! One file for each command: its arguments, and `run`.

mod addressees;
mod agreements;
pub(crate) mod check;
pub(crate) mod draft;
pub(crate) mod edition;
mod fonts;
pub(crate) mod init;
mod mail;
mod outbox_paths;
pub(crate) mod render;
pub(crate) mod review;
mod session;
pub(crate) mod sign;
mod written;

pub(crate) use addressees::addressees;
pub(crate) use agreements::agreements;
pub(crate) use outbox_paths::outbox_paths;
pub(crate) use session::{Outcome, Result, Session};
pub(crate) use written::{say_unwritten, write};
