//! The commands on rounds of review, and which of them runs.

use clap::Subcommand;

use crate::commands::review::{remind, send};
use crate::commands::{Result, Session};

/// What is done in a round of review.
#[derive(Debug, Subcommand)]
pub(crate) enum ReviewCommand {
    /// Mail the newest version to the review list, to each with what changed
    #[command(after_help = send::HELP)]
    Send(send::SendArgs),
    /// Remind those who got the newest version and have not answered
    #[command(after_help = remind::HELP)]
    Remind(remind::RemindArgs),
}

pub(crate) fn run(command: ReviewCommand, session: &Session) -> Result {
    match command {
        ReviewCommand::Send(args) => send::run(&args, session),
        ReviewCommand::Remind(args) => remind::run(&args, session),
    }
}
