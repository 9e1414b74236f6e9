//! `letterctl draft`: frozen versions of the text.

mod command;
mod examined;
mod freeze;
mod list;
mod report;
mod show;
mod since;
mod verify;

pub(crate) use command::{DraftCommand, run};
