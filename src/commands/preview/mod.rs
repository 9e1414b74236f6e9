//! `letterctl preview`.

mod command;
mod desk;
mod findings;
mod list_state;

pub(crate) use command::{PreviewArgs, run};
