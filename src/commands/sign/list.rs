//! `letterctl sign list`.

use clap::Args;

use crate::commands::sign::report::json;
use crate::commands::sign::stale;
use crate::commands::{Outcome, Result, Session};
use crate::console;
use crate::model::Kind;
use crate::signatories::{self, Row, Signatories, Status};

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
        let fields = |row: &Row<'_>| {
            if args.all { json(row.fields()) } else { json(row.recorded()) }
        };
        session.console.json(&rows.iter().map(fields).collect::<Vec<_>>())?;
    } else {
        let columns = columns(&list, &rows, args.all);
        let cell = |row: &Row<'_>, column: &str| match column {
            _ if args.all => row.value(column).replace(['\r', '\n'], " "),
            "name" => row.label(),
            _ => row.value(column),
        };
        let heads = columns.iter().map(|column| (*column).to_owned()).collect();
        let lines = rows.iter().map(|row| columns.iter().map(|name| cell(row, name)).collect());
        let table: Vec<Vec<String>> = std::iter::once(heads).chain(lines).collect();
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

/// What is shown of each row: all columns, or those that tell how it stands with the letter.
fn columns<'a>(list: &'a Signatories, rows: &[Row<'_>], all: bool) -> Vec<&'a str> {
    let tells = |column: &&str| rows.iter().any(|row| !row.cell(column).is_empty());
    let mut columns = vec!["id", "name", "kind", "status"];
    let more: Vec<_> = if all {
        list.column_names().filter(|name| !name.is_empty() && !columns.contains(name)).collect()
    } else {
        ["listed", "signed_version", "signed_on"].into_iter().filter(tells).collect()
    };
    columns.extend(more);
    columns
}
