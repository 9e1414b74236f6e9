//! `letterctl sign invite`.

use clap::Args;

use crate::commands::sign::new_signatory::{NewSignatoryArgs, add};
use crate::commands::{Result, Session};
use crate::signatories::NewRow;

/// What `--help` ends with.
pub(crate) const HELP: &str =
    "Example:\n  letterctl sign invite \"Human Rights Watch\" --email info@example.org";

#[derive(Debug, Args)]
pub(crate) struct InviteArgs {
    #[command(flatten)]
    signatory: NewSignatoryArgs,
}

pub(crate) fn run(args: InviteArgs, session: &Session) -> Result {
    let row = NewRow::invited(&args.signatory.name);
    add(args.signatory, row, None, "sign invite", ["Invited", "Would invite"], session)
}
