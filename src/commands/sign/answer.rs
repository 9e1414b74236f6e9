//! What `decline` and `withdraw` share, which rows, and `confirm` with them, recording an answer.

use std::collections::BTreeMap;

use clap::Args;

use crate::commands::sign::report::{json, say_new_columns};
use crate::commands::{Outcome, Result, Session};
use crate::signatories::{self, Changed, Run, Signatories, SignatoriesError, Status};

#[derive(Debug, Args)]
pub(crate) struct AnswerArgs {
    /// The rows' ids, as `sign list` shows them; all are recorded, or none
    #[arg(required = true, value_name = "ID")]
    pub(crate) ids: Vec<String>,

    /// Say what would be done, and write nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}

/// How an answer is told.
pub(crate) struct Words {
    /// The command's words, for the history.
    pub(crate) command: &'static str,
    /// What the rows are afterwards.
    pub(crate) status: Status,
    /// What is said of a row, for a run and a dry run.
    pub(crate) verbs: [&'static str; 2],
    /// What the sentence on a row goes on with, by its id: what the answer is about.
    pub(crate) about: BTreeMap<String, String>,
}

/// Records the answer of rows and says of each what changed.
pub(crate) fn record(
    ids: &[String],
    dry_run: bool,
    words: &Words,
    session: &Session,
    answer: impl FnOnce(
        &mut Signatories,
        &[String],
    ) -> std::result::Result<Vec<Changed>, SignatoriesError>,
) -> Result {
    let console = &session.console;
    let run = if dry_run { Run::Dry } else { Run::Real };
    let edited =
        signatories::edit(&session.list_paths()?, words.command, run, |list| answer(list, ids))?;
    for row in &edited.value {
        console.status(sentence(row, words, run));
    }
    say_new_columns(&edited.columns_added, console);
    if console.is_json() {
        let rows = edited.value.into_iter().map(|row| json(row.recorded));
        console.json(&rows.collect::<Vec<_>>())?;
    }
    Ok(Outcome::Done)
}

fn sentence(row: &Changed, words: &Words, run: Run) -> String {
    let Words { status, verbs: [done, would], about, .. } = words;
    let about = about.get(&row.id).map_or("", String::as_str);
    let label = &row.label;
    let columns = row.columns.join(", ");
    match run {
        _ if columns.is_empty() => format!("{label} is {status} already{about}."),
        Run::Real if row.changed_answer() => format!("{done} {label}{about}."),
        Run::Dry if row.changed_answer() => format!("{would} {label}{about}."),
        Run::Real => format!("{label} is {status} already{about}; changed: {columns}."),
        Run::Dry => format!("{label} is {status} already{about}; would change: {columns}."),
    }
}
