//! `letterctl review status`.

use clap::Args;

use crate::clock;
use crate::commands::draft::say_none;
use crate::commands::review::failed;
use crate::commands::review::round::{ProjectRound, project_round};
use crate::commands::review::status_json::RoundReport;
use crate::commands::review::status_table::{failures, table};
use crate::commands::review::status_words::sentences;
use crate::commands::{Outcome, Result, Session, time_left};
use crate::console;

/// What `--help` tells beside the options.
pub(crate) const HELP: &str = "Example:
  letterctl review status
  letterctl review status --failed -o failed.csv

It shows names and addresses, and the file of `-o` has every column of the review list. Correct the
addresses there, and name it as `list` in `[review]`, or correct them in the review list itself.";

#[derive(Debug, Args)]
pub(crate) struct StatusArgs {
    /// Only those to whom a message failed, with what the server said
    #[arg(long)]
    failed: bool,

    /// CSV file for those to whom a message failed, `-` for standard output: their rows of the review
    /// list, with the reason
    #[arg(short, long, value_name = "CSV")]
    output: Option<String>,

    /// Version that the round is about; by default the newest one
    #[arg(long, value_name = "V")]
    version: Option<String>,

    /// Say what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
}

pub(crate) fn run(args: &StatusArgs, session: &Session) -> Result {
    let console = &session.console;
    let project = session.project()?;
    let round = project_round(&project, args.version.as_deref())?;
    if let Some(output) = &args.output {
        return failed::write_rows(output, args.dry_run, &round, &project, session);
    }
    if console.is_json() {
        console.json(&RoundReport::new(&round, args.failed))?;
    } else if args.failed {
        show_failures(&round, session)?;
    } else {
        let mut text = console::aligned(&table(&round));
        let mut said = sentences(&round);
        if let Some(deadline) = project.settings().review.deadline {
            said.push(time_left(deadline, clock::today()?));
        }
        if !said.is_empty() {
            text.extend(["\n", &said.join("\n"), "\n"]);
        }
        console.data(text.as_bytes())?;
        if round.version.is_none() {
            say_none(console);
        }
    }
    Ok(Outcome::Done)
}

fn show_failures(round: &ProjectRound, session: &Session) -> Result<()> {
    let table = failures(round);
    if table.len() == 1 {
        session.console.status("No message failed.");
        return Ok(());
    }
    Ok(session.console.data(console::aligned(&table).as_bytes())?)
}
