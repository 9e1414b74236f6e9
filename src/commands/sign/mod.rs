//! `letterctl sign`: the list of signatories.

mod add;
mod invite;
mod kept;
mod list;
mod new_signatory;
mod printed;
mod remove;
mod show;

use clap::Subcommand;
use serde_json::{Map, Value};

use crate::commands::{Result, Session};
use crate::console::Console;
use crate::project::Project;
use crate::signatories::ListPaths;

/// What is done to the list.
#[derive(Debug, Subcommand)]
pub(crate) enum SignCommand {
    /// Add a signatory who signs
    #[command(after_help = "Example:\n  letterctl sign add \"Human Rights Watch\" --abbr HRW")]
    Add(add::AddArgs),
    /// Add a signatory who is asked to sign
    #[command(
        after_help = "Example:\n  letterctl sign invite \"Human Rights Watch\" --email info@example.org"
    )]
    Invite(invite::InviteArgs),
    /// Show who signs, who was asked, who declined
    #[command(after_help = "Example:\n  letterctl sign list --status invited")]
    List(list::ListArgs),
    /// Show all that is known of a signatory
    #[command(after_help = "Example:\n  letterctl sign show hrw")]
    Show(show::ShowArgs),
    /// Remove a signatory who never signed
    #[command(
        after_help = "Example:\n  letterctl sign remove hrw\n\n`--yes` removes one who signed as well."
    )]
    Remove(remove::RemoveArgs),
}

pub(crate) fn run(command: SignCommand, session: &Session) -> Result {
    match command {
        SignCommand::Add(args) => add::run(args, session),
        SignCommand::Invite(args) => invite::run(args, session),
        SignCommand::List(args) => list::run(&args, session),
        SignCommand::Show(args) => show::run(&args, session),
        SignCommand::Remove(args) => remove::run(&args, session),
    }
}

fn paths(project: &Project) -> ListPaths {
    let list = project.signatories();
    ListPaths { shown: project.shown(&list), list, history: project.history() }
}

/// Says which columns the list got, for its file looks different now.
fn say_new_columns(columns: &[String], console: &Console) {
    match columns {
        [] => {}
        [column] => console.status(format!("New in the list: column `{column}`.")),
        columns => {
            console.status(format!("New in the list: columns `{}`.", columns.join("`, `")));
        }
    }
}

fn json(fields: impl IntoIterator<Item = (String, String)>) -> Map<String, Value> {
    fields.into_iter().map(|(column, value)| (column, Value::String(value))).collect()
}
