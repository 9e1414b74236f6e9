//! `letterctl sign`: the list of signatories.

mod add;
mod agreed;
mod agreed_args;
mod answer;
mod command;
mod confirm;
mod confirm_all;
mod decline;
mod dedupe;
mod edit;
mod evidence;
mod export;
mod import;
mod import_report;
mod invite;
mod kept;
mod likely;
mod list;
mod list_table;
mod merge;
mod new_signatory;
mod printed;
mod remove;
mod report;
mod row_args;
mod show;
mod show_history;
mod stale;
mod stats;
mod withdraw;

pub(crate) use command::{SignCommand, run};
pub(crate) use evidence::EvidenceArgs;
pub(crate) use report::{json, say_new_columns};
pub(crate) use stats::counted as agreed_to;
