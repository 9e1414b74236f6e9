//! One file for each command: its arguments, and `run`.

pub(crate) mod check;
pub(crate) mod draft;
pub(crate) mod init;
pub(crate) mod render;
mod session;
pub(crate) mod sign;

pub(crate) use session::{Outcome, Result, Session};
