//! `letterctl review`: rounds of review.

mod accept;
mod command;
mod failed;
mod judged;
mod left;
mod record;
mod record_words;
mod replies;
mod replies_json;
mod replies_table;
mod replies_words;
mod resolve;
mod review_list;
mod round;
mod status;
mod status_json;
mod status_table;
mod status_words;

pub(crate) use command::{ReviewCommand, run};
pub(crate) use review_list::review_lists;
