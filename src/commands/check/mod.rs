//! `letterctl check`.

mod command;
mod findings;

pub(crate) use command::{CheckArgs, run};
