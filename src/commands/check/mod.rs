//! `letterctl check`.

mod command;
mod findings;
mod report;

pub(crate) use command::{CheckArgs, run};
