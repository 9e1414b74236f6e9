//! `letterctl sign export`.

mod arguments;
mod command;
mod plan;

pub(crate) use arguments::{ExportArgs, HELP};
pub(crate) use command::run;
