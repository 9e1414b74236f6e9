//! What `add` and `invite` share: their arguments, and adding a row.

use clap::Args;

use crate::commands::sign::agreed::Agreed;
use crate::commands::sign::agreed_args::AgreedArgs;
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
    let cells = args.row.fill(Cells::default());
    let agreeing = agreed.filter(|_| cells.get("status").is_none());
    let agreeing = agreeing.map(|agreed| agreed.find(&cells, session)).transpose()?;
    let row = row.with_all(cells);
    let mut told = String::new();
    let edited = signatories::edit(&session.list_paths()?, command, run, |list| {
        let agreed = agreeing.map(|agreeing| agreeing.of(&list.id_of_new(&row)));
        told = agreed.as_ref().map(Agreed::told).unwrap_or_default();
        let cells = agreed.map(|agreed| agreed.fill(Cells::default())).unwrap_or_default();
        list.add(row.with_all(cells), if_duplicate)
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
