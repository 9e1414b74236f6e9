//! What `add` and `invite` share: their arguments, and adding a row.

use clap::Args;

use crate::commands::sign::agreed::AgreedArgs;
use crate::commands::sign::report::{json, say_new_columns};
use crate::commands::sign::row_args::RowArgs;
use crate::commands::{Outcome, Result, Session};
use crate::signatories::{self, Cells, NewRow, Run};

#[derive(Debug, Args)]
pub(crate) struct NewSignatoryArgs {
    /// Full name, as it will be printed
    pub(crate) name: String,

    #[command(flatten)]
    row: RowArgs,
}

/// Adds a row and says so with one of two words, for a run and a dry run; of one who signs, for
/// which version.
pub(crate) fn add(
    args: NewSignatoryArgs,
    row: NewRow,
    agreed: Option<&AgreedArgs>,
    command: &str,
    [done, would]: [&str; 2],
    session: &Session,
) -> Result {
    let console = &session.console;
    let (run, if_duplicate) = args.row.how();
    let mut cells = args.row.fill(Cells::default());
    let mut told = String::new();
    if let Some(agreed) = agreed.filter(|_| cells.get("status").is_none()) {
        let agreed = agreed.find(&cells, session)?;
        told = agreed.told();
        cells = agreed.fill(cells);
    }
    let row = row.with_all(cells);
    let edited = signatories::edit(&session.list_paths()?, command, run, |list| {
        list.add(row, if_duplicate)
    })?;
    let added = edited.value;
    console.diagnostics(&added.notes);
    let verb = if run == Run::Dry { would } else { done };
    console.status(format!("{verb} {}{told}.", added.label));
    say_new_columns(&edited.columns_added, console);
    if console.is_json() {
        console.json(&json(added.recorded))?;
    }
    Ok(Outcome::Done)
}
