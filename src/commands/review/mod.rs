//! `letterctl review`: rounds of review by mail.

mod changed;
mod command;
mod draft_letters;
mod draft_mail;
mod mails;
mod people;
mod remind;
mod reminded;
mod round;
mod send;
mod version;

pub(crate) use command::{ReviewCommand, run};
