//! `letterctl check`.

mod agreement;
mod command;
pub(crate) mod examined;
mod findings;
mod json;
mod outgoing;
mod report;
mod since;

pub(crate) use command::{CheckArgs, run};
pub(crate) use findings::of as findings_of;
pub(crate) use json::findings_in_json;
