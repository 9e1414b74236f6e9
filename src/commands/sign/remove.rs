//! `letterctl sign remove`.

use clap::Args;

use crate::commands::sign::report::say_new_columns;
use crate::commands::{Outcome, Result, Session};
use crate::signatories::{self, IfSigned, Run};

/// What `--help` ends with.
pub(crate) const HELP: &str =
    "Example:\n  letterctl sign remove hrw\n\n`--yes` removes one who signed as well.";

#[derive(Debug, Args)]
pub(crate) struct RemoveArgs {
    /// The row's id, as `sign list` shows it
    id: String,

    /// Say what would be done, and write nothing
    #[arg(long)]
    dry_run: bool,
}

pub(crate) fn run(args: &RemoveArgs, session: &Session) -> Result {
    let if_signed = if session.console.says_yes() { IfSigned::Remove } else { IfSigned::Refuse };
    let (run, verb) =
        if args.dry_run { (Run::Dry, "Would remove") } else { (Run::Real, "Removed") };
    let edited = signatories::edit(&session.list_paths()?, "sign remove", run, |list| {
        list.remove(&args.id, if_signed)
    })?;
    session.console.status(format!("{verb} {}.", edited.value));
    say_new_columns(&edited.columns_added, &session.console);
    Ok(Outcome::Done)
}
