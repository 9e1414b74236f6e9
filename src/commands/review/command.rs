//! The commands on rounds of review, and which of them runs.

use clap::Subcommand;

use crate::commands::review::{record, remind, replies, resolve, send, status};
use crate::commands::{Result, Session};

/// What is done in a round of review.
#[derive(Debug, Subcommand)]
pub(crate) enum ReviewCommand {
    /// Mail the newest version to the review list, to each with what changed
    #[command(after_help = send::HELP)]
    Send(send::SendArgs),
    /// Show who got the draft, who answered what, and who is silent
    #[command(after_help = status::HELP)]
    Status(status::StatusArgs),
    /// Record what somebody answered to a draft
    #[command(after_help = record::HELP)]
    Record(record::RecordArgs),
    /// Remind those who got the newest version and have not answered
    #[command(after_help = remind::HELP)]
    Remind(remind::RemindArgs),
    /// Find the answers to drafts in a mailbox, and record those that may be
    #[command(after_help = replies::HELP)]
    Replies(replies::RepliesArgs),
    /// Settle whether a message was sent of which nobody knows
    #[command(after_help = resolve::HELP)]
    Resolve(resolve::ResolveArgs),
}

pub(crate) fn run(command: ReviewCommand, session: &Session) -> Result {
    match command {
        ReviewCommand::Send(args) => send::run(&args, session),
        ReviewCommand::Status(args) => status::run(&args, session),
        ReviewCommand::Record(args) => record::run(args, session),
        ReviewCommand::Remind(args) => remind::run(&args, session),
        ReviewCommand::Replies(args) => replies::run(&args, session),
        ReviewCommand::Resolve(args) => resolve::run(&args, session),
    }
}
