//! `letterctl sign show`.

use clap::Args;
use serde_json::to_value;

use crate::commands::sign::report::json;
use crate::commands::sign::show_history::{in_a_line, told};
use crate::commands::sign::stale;
use crate::commands::{Outcome, Result, Session};
use crate::console;
use crate::history;
use crate::signatories;

/// What `--help` ends with.
pub(crate) const HELP: &str = "Example:\n  letterctl sign show hrw";

#[derive(Debug, Args)]
pub(crate) struct ShowArgs {
    /// The row's id, as `sign list` shows it
    id: String,
}

pub(crate) fn run(args: &ShowArgs, session: &Session) -> Result {
    let paths = session.list_paths()?;
    let list = signatories::load(&paths.list, &paths.shown)?;
    let row = list.find(&args.id)?;
    let history = history::read(&paths.history)?;
    let by_hand = signatories::changed_by_hand(row, &history);
    let history = history::of(&history, row.id());
    let agreement = stale::agreement(row, session)?;
    if session.console.is_json() {
        let mut shown = json(row.fields());
        shown.insert("history".to_owned(), to_value(&history).unwrap_or_default());
        shown.insert("changed_by_hand".to_owned(), by_hand.into());
        shown.extend(agreement.map(|agreement| ("agreement".to_owned(), agreement.into())));
        session.console.json(&shown)?;
        return Ok(Outcome::Done);
    }
    let fields = row.fields().filter(|(_, value)| !value.is_empty());
    let fields = fields.chain(agreement.map(|agreement| ("agreement".to_owned(), agreement)));
    let fields: Vec<_> = fields.map(|(column, value)| vec![column, in_a_line(&value)]).collect();
    let mut text = console::aligned(&fields);
    if !history.is_empty() {
        text.push_str("\nHistory\n");
        let lines: Vec<_> = history.iter().map(|line| told(line)).collect();
        text.push_str(&console::aligned(&lines));
    }
    if !by_hand.is_empty() {
        text.extend(["\nChanged by hand: ", &by_hand.join(", "), "\n"]);
    } else if history.is_empty() {
        text.push_str("\nWritten by hand: no command has changed this row\n");
    }
    session.console.data(text.as_bytes())?;
    Ok(Outcome::Done)
}
