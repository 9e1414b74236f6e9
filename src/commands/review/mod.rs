//! `letterctl review`: rounds of review by mail.

mod accept;
mod apply;
mod changed;
mod command;
mod difference;
mod draft_letters;
mod draft_mail;
mod failed;
mod judged;
mod left;
mod mails;
mod new_mails;
mod people;
mod proposals;
mod record;
mod record_json;
mod record_words;
mod remind;
mod reminded;
mod replies;
mod replies_json;
mod replies_table;
mod replies_words;
mod resolve;
mod review_list;
mod round;
mod send;
mod status;
mod status_json;
mod status_table;
mod status_words;
mod version;
mod word_file;

pub(crate) use command::{ReviewCommand, run};
pub(crate) use review_list::review_lists;
