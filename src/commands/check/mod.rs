//! `letterctl check`.

mod command;
mod findings;
mod report;
mod since;

pub(crate) use command::{CheckArgs, run};
pub(crate) use report::findings_in_json;
