//! `letterctl send`: the final letter by mail, to addressees and signatories.

mod addressed;
mod arguments;
mod as_recorded;
mod begun;
mod begun_people;
mod chosen;
mod command;
mod edition_letters;
mod edition_mails;
mod failed;
mod going_on;
mod happened;
mod issue;
mod letters;
mod mails;
mod next;
mod open;
mod person;
mod reasons;
mod since;
mod standing;
mod today;
mod which_letter;

pub(crate) use arguments::SendArgs;
pub(crate) use command::{HELP, run};
