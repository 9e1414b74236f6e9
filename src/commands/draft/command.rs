//! The commands on versions, and which of them runs.

use clap::Subcommand;

use crate::commands::draft::{diff, edition, freeze, list, show, verify};
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
    /// Show what changed between versions, or since one, word by word
    #[command(after_help = "Example:\n  letterctl draft diff v1 -o changes.html")]
    Diff(diff::DiffArgs),
    /// Make the letters that go out by hand, and record what went out
    #[command(
        after_help = "Example:\n  letterctl draft edition\n\nIt makes a PDF for each addressee of \
            `addressees.csv`, else one in each language, in `out/`: of the newest version, with the \
            list of today. `drafts/edition-1.toml` keeps what it was, made to be committed."
    )]
    Edition(edition::EditionArgs),
    /// Check that every version and edition is as it was
    #[command(after_help = "Example:\n  letterctl draft verify\n  letterctl draft verify 1\n  \
            letterctl draft verify 1 received.pdf")]
    Verify(verify::VerifyArgs),
}

pub(crate) fn run(command: DraftCommand, session: &Session) -> Result {
    match command {
        DraftCommand::Freeze(args) => freeze::run(args, session),
        DraftCommand::List => list::run(session),
        DraftCommand::Show(args) => show::run(&args, session),
        DraftCommand::Diff(args) => diff::run(&args, session),
        DraftCommand::Edition(args) => edition::run(&args, session),
        DraftCommand::Verify(args) => verify::run(&args, session),
    }
}
