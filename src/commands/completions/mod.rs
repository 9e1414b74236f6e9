//! `letterctl completions`: a script for the shell, which asks the program what may follow.

mod command;
mod found;
mod people;

pub(crate) use command::{CompletionsArgs, HELP, run};
pub(crate) use found::found;
