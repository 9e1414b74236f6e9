//! What all commands share that mail: the plan, its execution, and what is told of both.

mod account;
mod arguments;
mod asked;
mod compose;
mod composition;
mod handing_over;
mod mailing;
mod plan_report;
mod preview;
mod run;
mod run_report;
mod sample;
mod transport;

pub(crate) use account::Account;
pub(crate) use arguments::MailArgs;
pub(crate) use compose::{Composed, Form, compose};
pub(crate) use mailing::{Mailing, Recipient};
pub(crate) use run::run;
