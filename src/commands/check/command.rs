//! `letterctl check`: its argument, and `run`.

use clap::Args;
use serde::Serialize;

use crate::commands::check::findings;
use crate::commands::{Outcome, Result, Session};
use crate::diagnostic::{Diagnostic, Severity};
use crate::failure::{Cause, Failure};

#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    /// Letter in `templates/`, with or without its `.md`, or a path; by default the project's own
    #[arg(value_name = "TEMPLATE")]
    pub(crate) template: Option<String>,
}

#[derive(Serialize)]
struct Report<'a> {
    findings: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Finding<'a> {
    code: &'a str,
    severity: Severity,
    message: &'a str,
    file: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
    help: String,
}

pub(crate) fn run(args: &CheckArgs, session: &Session) -> Result {
    let findings = match findings::find(args, session) {
        // What cannot be read has findings too.
        Err(Failure { cause: Cause::Diagnostics(problems), .. }) => problems,
        found => found?,
    };
    if session.console.is_json() {
        session.console.json(&Report { findings: findings.iter().map(finding).collect() })?;
    } else {
        session.console.diagnostics(&findings);
        session.console.status(summary(&findings));
    }
    let is_grave = |finding: &Diagnostic| finding.severity > Severity::Note;
    Ok(if findings.iter().any(is_grave) { Outcome::Findings } else { Outcome::Done })
}

fn finding(diagnostic: &Diagnostic) -> Finding<'_> {
    let place = diagnostic.place.as_ref();
    Finding {
        code: diagnostic.code,
        severity: diagnostic.severity,
        message: &diagnostic.message,
        file: place.map(|place| place.file.display().to_string()),
        line: place.map(|place| place.line),
        column: place.map(|place| place.column),
        help: diagnostic.help.join("\n"),
    }
}

/// `2 warnings, 1 note.`
fn summary(findings: &[Diagnostic]) -> String {
    let words =
        [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Note, "note")];
    let counts: Vec<_> = words
        .iter()
        .filter_map(|(severity, word)| {
            match findings.iter().filter(|finding| finding.severity == *severity).count() {
                0 => None,
                1 => Some(format!("1 {word}")),
                count => Some(format!("{count} {word}s")),
            }
        })
        .collect();
    if counts.is_empty() { "Nothing found.".to_owned() } else { format!("{}.", counts.join(", ")) }
}
