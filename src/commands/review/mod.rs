//! `letterctl review`: rounds of review by mail.

mod changed;
mod command;
mod draft_letters;
mod mails;
mod people;
mod round;
mod send;

pub(crate) use command::{ReviewCommand, run};
