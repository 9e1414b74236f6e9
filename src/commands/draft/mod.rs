//! `letterctl draft`: frozen versions of the text, and what of them went out.

pub(crate) mod author;
mod command;
mod compared;
pub(crate) mod described;
mod diff;
mod diff_format;
mod edition;
pub(crate) mod edition_plan;
mod edition_report;
mod examined;
mod faults;
mod freeze;
mod list;
mod made_again;
pub(crate) mod newest;
pub(crate) mod otherwise;
mod report;
pub(crate) mod revision;
mod show;
mod shown;
mod since;
mod text;
pub(crate) mod todays_list;
mod verify;
mod verify_edition;
mod verify_files;

pub(crate) use command::{DraftCommand, run};
pub(crate) use report::say_none;
