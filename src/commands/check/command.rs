//! `letterctl check`: its arguments, and `run`.

use clap::Args;

use crate::commands::check::{findings, report};
use crate::commands::{Outcome, Result, Session};
use crate::diagnostic::{Diagnostic, Severity};
use crate::failure::{Cause, Failure};

#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    /// Letter in `templates/`, with or without its `.md`, or a path; by default the project's own
    #[arg(value_name = "TEMPLATE")]
    pub(crate) template: Option<String>,

    /// Name every row of the list that was removed or altered since a git revision
    #[arg(long, value_name = "REF")]
    pub(crate) since: Option<String>,
}

pub(crate) fn run(args: &CheckArgs, session: &Session) -> Result {
    let findings = match findings::find(args, session) {
        // What cannot be read has findings too.
        Err(Failure { cause: Cause::Diagnostics(problems), .. }) => problems,
        found => found?,
    };
    report::show(&findings, &session.console)?;
    let is_grave = |finding: &Diagnostic| finding.severity > Severity::Note;
    Ok(if findings.iter().any(is_grave) { Outcome::Findings } else { Outcome::Done })
}
