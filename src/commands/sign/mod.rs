//! `letterctl sign`: the list of signatories.

mod add;
mod command;
mod invite;
mod kept;
mod list;
mod merge;
mod new_signatory;
mod printed;
mod remove;
mod report;
mod show;

pub(crate) use command::{SignCommand, run};
