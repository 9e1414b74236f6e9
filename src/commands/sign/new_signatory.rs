//! What `add` and `invite` share: the flags for a row's cells, and adding it.

use clap::Args;

use crate::commands::sign::kept::KeptArgs;
use crate::commands::sign::printed::PrintedArgs;
use crate::commands::sign::report::{json, say_new_columns};
use crate::commands::{Outcome, Result, Session};
use crate::signatories::{self, IfDuplicate, NewRow, Run};

#[derive(Debug, Args)]
pub(crate) struct NewSignatoryArgs {
    /// Full name, as it will be printed
    pub(crate) name: String,

    #[command(flatten)]
    printed: PrintedArgs,

    #[command(flatten)]
    kept: KeptArgs,

    /// Add the row though one like it is on the list
    #[arg(long, help_heading = None)]
    allow_duplicate: bool,

    /// Say what would be done, and write nothing
    #[arg(long, help_heading = None)]
    dry_run: bool,
}

/// Adds a row and says so with one of two words, for a run and a dry run.
pub(crate) fn add(
    args: NewSignatoryArgs,
    row: NewRow,
    command: &str,
    [done, would]: [&str; 2],
    session: &Session,
) -> Result {
    let console = &session.console;
    let if_duplicate = if args.allow_duplicate { IfDuplicate::Allow } else { IfDuplicate::Refuse };
    let (run, verb) = if args.dry_run { (Run::Dry, would) } else { (Run::Real, done) };
    let row = args.kept.fill(args.printed.fill(row));
    let edited = signatories::edit(&session.list_paths()?, command, run, |list| {
        list.add(row, if_duplicate)
    })?;
    let added = edited.value;
    console.diagnostics(&added.notes);
    console.status(format!("{verb} {}.", added.label));
    say_new_columns(&edited.columns_added, console);
    if console.is_json() {
        console.json(&json(added.recorded))?;
    }
    Ok(Outcome::Done)
}
