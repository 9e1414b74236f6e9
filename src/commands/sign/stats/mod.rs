//! `letterctl sign stats`.

mod agreed;
mod arguments;
mod command;
mod json;
mod terminal;

pub(crate) use agreed::counted;
pub(crate) use arguments::{HELP, StatsArgs};
pub(crate) use command::run;
