//! `letterctl draft`: frozen versions of the text, and what of them went out.

mod author;
mod command;
mod compared;
mod diff;
mod diff_format;
mod edition;
mod edition_plan;
mod edition_report;
mod examined;
mod faults;
mod freeze;
mod list;
mod made_again;
mod newest;
mod otherwise;
mod report;
mod show;
mod since;
mod verify;
mod verify_edition;
mod verify_files;

pub(crate) use command::{DraftCommand, run};
pub(crate) use report::say_none;
