//! `letterctl sign edit`.

use clap::Args;

use crate::commands::sign::report::{json, say_new_columns};
use crate::commands::sign::row_args::RowArgs;
use crate::commands::{Outcome, Result, Session};
use crate::failure::Failure;
use crate::signatories::{self, Apart, Cells, Run};

/// What `--help` ends with.
pub(crate) const HELP: &str =
    "Example:\n  letterctl sign edit hrw --name \"Human Rights Watch\" --url \"\"";

#[derive(Debug, Args)]
pub(crate) struct EditArgs {
    /// The row's id, as `sign list` shows it
    #[arg(value_name = "ID")]
    row: String,

    /// Full name, as it will be printed
    #[arg(long)]
    name: Option<String>,

    #[command(flatten)]
    cells: RowArgs,
}

pub(crate) fn run(args: EditArgs, session: &Session) -> Result {
    let console = &session.console;
    let (run, if_duplicate) = args.cells.how();
    let name = args.name.iter().fold(Cells::default(), |cells, name| cells.with("name", name));
    let cells = args.cells.fill(name);
    if cells.is_empty() {
        return Err(Failure::usage(format!("nothing is said of what to change in `{}`", args.row))
            .hint("`letterctl sign edit --help` lists what can be"));
    }
    let paths = session.list_paths()?;
    let edited = signatories::edit(&paths, "sign edit", run, |list| {
        list.know_apart(Apart::load(&paths.history)?);
        list.edit_row(&args.row, cells, if_duplicate)
    })?;
    let changed = edited.value;
    console.diagnostics(&changed.notes);
    let label = changed.label;
    console.status(match (changed.columns.join(", "), run) {
        (none, _) if none.is_empty() => format!("{label} is so already."),
        (columns, Run::Real) => format!("Changed {label}: {columns}."),
        (columns, Run::Dry) => format!("Would change {label}: {columns}."),
    });
    say_new_columns(&edited.columns_added, console);
    if console.is_json() {
        console.json(&json(changed.recorded))?;
    }
    Ok(Outcome::Done)
}
