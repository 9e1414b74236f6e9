//! `letterctl preview`.

mod command;
mod desk;
mod findings;

pub(crate) use command::{PreviewArgs, run};
