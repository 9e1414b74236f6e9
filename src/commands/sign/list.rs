//! `letterctl sign list`.

use clap::Args;

use crate::commands::sign::list_table::table;
use crate::commands::sign::report::JsonRows;
use crate::commands::sign::stale;
use crate::commands::{Outcome, Result, Session};
use crate::console;
use crate::model::Kind;
use crate::signatories::{self, Row, Status};

/// What `--help` ends with.
pub(crate) const HELP: &str = "Example:\n  letterctl sign list --status invited";

#[derive(Debug, Args)]
pub(crate) struct ListArgs {
    /// Only rows of this status
    #[arg(long, ignore_case = true, value_parser = Status::ALL.map(|(_, word)| word))]
    status: Option<String>,

    /// Only rows of this kind
    #[arg(long, ignore_case = true, value_parser = Kind::ALL.map(|(_, word)| word))]
    kind: Option<String>,

    /// Only rows of this group
    #[arg(long)]
    group: Option<String>,

    /// Only rows that agreed to another text than the letter's, with what changed since
    #[arg(long)]
    stale: bool,

    /// Show private columns as well
    #[arg(long)]
    all: bool,
}

pub(crate) fn run(args: &ListArgs, session: &Session) -> Result {
    let paths = session.list_paths()?;
    let list = signatories::load(&paths.list, &paths.shown)?;
    let rows: Vec<_> = list.rows().filter(|row| args.wants(*row)).collect();
    if args.stale {
        return stale::show(&rows, args.all, session);
    }
    if session.console.is_json() {
        session.console.json(&JsonRows { rows: &rows, all: args.all })?;
    } else {
        let table = table(&list, &rows, args.all);
        session.console.data(console::aligned(&table).as_bytes())?;
    }
    Ok(Outcome::Done)
}

impl ListArgs {
    fn wants(&self, row: Row<'_>) -> bool {
        let is = |wanted: &Option<String>, value: &str| {
            wanted.as_ref().is_none_or(|wanted| wanted.eq_ignore_ascii_case(value))
        };
        is(&self.status, &row.status().to_string())
            && is(&self.kind, row.kind().word())
            && is(&self.group, row.cell("group"))
    }
}
