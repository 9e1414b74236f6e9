//! The commands on versions, and which of them runs.

use clap::Subcommand;

use crate::commands::draft::{freeze, list, show, verify};
use crate::commands::{Result, Session};

/// What is done with versions of the text.
#[derive(Debug, Subcommand)]
pub(crate) enum DraftCommand {
    /// Freeze the letter as it stands: a version that signatories agree to
    #[command(
        after_help = "Example:\n  letterctl draft freeze -m \"for the second round\"\n\nThe version \
            is a folder of plain text, `drafts/v1`, made to be committed. It never changes."
    )]
    Freeze(freeze::FreezeArgs),
    /// Show which versions there are
    #[command(after_help = "Example:\n  letterctl draft list")]
    List,
    /// Show the text of a version
    #[command(
        after_help = "Example:\n  letterctl draft show v1\n\nWhat it prints has the digest of the \
            version: `letterctl draft show v1 | sha256sum`."
    )]
    Show(show::ShowArgs),
    /// Check that every version is as it was frozen
    #[command(after_help = "Example:\n  letterctl draft verify")]
    Verify,
}

pub(crate) fn run(command: DraftCommand, session: &Session) -> Result {
    match command {
        DraftCommand::Freeze(args) => freeze::run(args, session),
        DraftCommand::List => list::run(session),
        DraftCommand::Show(args) => show::run(&args, session),
        DraftCommand::Verify => verify::run(session),
    }
}
