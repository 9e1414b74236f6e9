//! The commands on rounds of review, and which of them runs.

use clap::Subcommand;

use crate::commands::review::{record, replies, resolve, status};
use crate::commands::{Result, Session};

/// What is done in a round of review.
#[derive(Debug, Subcommand)]
pub(crate) enum ReviewCommand {
    /// Show who got the draft, who answered what, and who is silent
    #[command(after_help = status::HELP)]
    Status(status::StatusArgs),
    /// Record what somebody answered to a draft
    #[command(after_help = record::HELP)]
    Record(record::RecordArgs),
    /// Find the answers to drafts in a mailbox, and record those that may be
    #[command(after_help = replies::HELP)]
    Replies(replies::RepliesArgs),
    /// Settle whether a message was sent of which nobody knows
    #[command(after_help = resolve::HELP)]
    Resolve(resolve::ResolveArgs),
}

pub(crate) fn run(command: ReviewCommand, session: &Session) -> Result {
    match command {
        ReviewCommand::Status(args) => status::run(&args, session),
        ReviewCommand::Record(args) => record::run(args, session),
        ReviewCommand::Replies(args) => replies::run(&args, session),
        ReviewCommand::Resolve(args) => resolve::run(&args, session),
    }
}
