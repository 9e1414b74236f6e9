//! What all commands share that mail: the plan, its execution, and what is told of both.

mod account;
mod arguments;
mod asked;
mod changes;
mod compose;
mod composition;
mod findings;
mod form;
mod handing_over;
mod mailing;
mod plan_report;
mod preview;
mod problems;
mod recipient_report;
mod run;
mod run_report;
mod sample;
mod sending;
mod transport;

pub(crate) use account::Account;
pub(crate) use arguments::MailArgs;
pub(crate) use changes::Changes;
pub(crate) use compose::Composed;
pub(crate) use form::{Asked, Form};
pub(crate) use mailing::{Mailing, Recipient};
pub(crate) use recipient_report::reply;
pub(crate) use run::run;
