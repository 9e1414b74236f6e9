//! `letterctl check`: its arguments, and `run`.

use clap::Args;

use crate::commands::check::{findings, report};
use crate::commands::{Outcome, Result, Session};
use crate::diagnostic::{Diagnostic, Severity};
use crate::failure::{Cause, Failure};
use crate::output;

#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    /// Letter in `templates/`, with or without its `.md`, or a path; by default the project's own
    #[arg(value_name = "TEMPLATE")]
    pub(crate) template: Option<String>,

    /// Name every row of the list that was removed or altered since a git revision
    #[arg(long, value_name = "REF")]
    pub(crate) since: Option<String>,

    /// Mend what no author could mind, such as a straight apostrophe in a title
    #[arg(long)]
    fix: bool,

    /// With `--fix`, say what would be mended, and write nothing
    #[arg(long, requires = "fix")]
    dry_run: bool,
}

pub(crate) fn run(args: &CheckArgs, session: &Session) -> Result {
    let mut findings = find(args, session)?;
    if args.fix {
        let project = session.project()?;
        let verb = if args.dry_run { "Would mend" } else { "Mended" };
        let mut mended = Vec::new();
        for of_file in output::mend(&findings, project.root(), args.dry_run) {
            let of_file = of_file?;
            report::show_mended(verb, &of_file, &session.console);
            mended.extend(of_file);
        }
        findings = if args.dry_run {
            findings.iter().filter(|finding| !mended.contains(finding)).cloned().collect()
        } else {
            find(args, session)?
        };
    }
    report::show(&findings, &session.console)?;
    let is_grave = |finding: &Diagnostic| finding.severity > Severity::Note;
    Ok(if findings.iter().any(is_grave) { Outcome::Findings } else { Outcome::Done })
}

/// All findings; what cannot be read has findings too.
fn find(args: &CheckArgs, session: &Session) -> Result<Vec<Diagnostic>> {
    match findings::find(args, session) {
        Err(Failure { cause: Cause::Diagnostics(problems), .. }) => Ok(problems),
        found => found,
    }
}
