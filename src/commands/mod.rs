//! One file for each command: its arguments, and `run`.

mod addressees;
mod agreements;
mod binding;
pub(crate) mod check;
pub(crate) mod completions;
mod deadline;
pub(crate) mod draft;
pub(crate) mod edition;
mod enclosed;
mod failed_rows;
mod followed;
mod fonts;
pub(crate) mod init;
mod mail;
pub(crate) mod man;
mod outbox;
pub(crate) mod preview;
mod published;
pub(crate) mod render;
mod report;
pub(crate) mod review;
pub(crate) mod send;
mod session;
pub(crate) mod sign;
mod written;

pub(crate) use addressees::{addressees, addressees_of};
pub(crate) use agreements::agreements;
pub(crate) use deadline::time_left;
pub(crate) use failed_rows::write_failed_rows;
pub(crate) use outbox::{has_review_list, outbox_paths};
pub(crate) use published::published;
pub(crate) use report::report;
pub(crate) use session::{Outcome, Result, Session};
pub(crate) use written::{say_unwritten, write};
