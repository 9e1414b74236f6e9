//! `letterctl send`: the final letter by mail, to addressees and signatories.

mod addressed;
mod arguments;
mod begun;
mod chosen;
mod command;
mod edition_letters;
mod edition_mails;
mod failed;
mod mails;
mod person;
mod since;
mod today;

pub(crate) use arguments::SendArgs;
pub(crate) use command::{HELP, run};
