//! `letterctl sign stats`.

mod command;
mod json;
mod terminal;

pub(crate) use command::{HELP, StatsArgs, run};
