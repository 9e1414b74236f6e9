//! `letterctl sign add`.

use clap::Args;

use crate::commands::sign::agreed_args::AgreedArgs;
use crate::commands::sign::new_signatory::{NewSignatoryArgs, add};
use crate::commands::{Result, Session};
use crate::signatories::NewRow;

/// What `--help` ends with.
pub(crate) const HELP: &str = "Example:\n  letterctl sign add \"Human Rights Watch\" --abbr HRW";

#[derive(Debug, Args)]
pub(crate) struct AddArgs {
    #[command(flatten)]
    signatory: NewSignatoryArgs,

    #[command(flatten)]
    agreed: AgreedArgs,
}

pub(crate) fn run(args: AddArgs, session: &Session) -> Result {
    let row = NewRow::confirmed(&args.signatory.name);
    add(args.signatory, row, Some(&args.agreed), "sign add", ["Added", "Would add"], session)
}
