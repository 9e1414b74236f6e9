//! `letterctl sign`: the list of signatories.

mod add;
mod answer;
mod command;
mod confirm;
mod decline;
mod edit;
mod evidence;
mod import;
mod invite;
mod kept;
mod list;
mod merge;
mod new_signatory;
mod printed;
mod remove;
mod report;
mod row_args;
mod show;
mod withdraw;

pub(crate) use command::{SignCommand, run};
