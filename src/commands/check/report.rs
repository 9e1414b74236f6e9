//! What `check` prints of its findings.

use serde::Serialize;

use crate::commands::Result;
use crate::commands::check::json::{Finding, findings_in_json};
use crate::console::Console;
use crate::diagnostic::{Diagnostic, Severity, visible};

#[derive(Serialize)]
struct Report<'a> {
    findings: Vec<Finding<'a>>,
}

/// Prints findings, and how many there are.
pub(crate) fn show(findings: &[Diagnostic], console: &Console) -> Result<()> {
    if console.is_json() {
        console.json(&Report { findings: findings_in_json(findings) })?;
    } else {
        console.diagnostics(findings);
        console.status(summary(findings));
    }
    Ok(())
}

/// Says of each finding that was mended what it was: `Mended letter.md:2:9: straight …`.
pub(crate) fn show_mended(verb: &str, mended: &[&Diagnostic], console: &Console) {
    for finding in mended {
        if let Some(place) = &finding.place {
            let (file, line, column) = (place.file.display(), place.line, place.column);
            let message = &finding.message;
            let sentence = format!("{verb} {file}:{line}:{column}: {message}.");
            console.status(visible(&sentence));
        }
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
