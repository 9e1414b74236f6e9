//! Findings as JSON has them.

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Severity};

/// A finding as JSON has it.
#[derive(Serialize)]
pub(crate) struct Finding<'a> {
    code: &'a str,
    severity: Severity,
    message: &'a str,
    file: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
    help: String,
}

/// Findings as JSON has them.
pub(crate) fn findings_in_json(findings: &[Diagnostic]) -> Vec<Finding<'_>> {
    findings.iter().map(finding).collect()
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
