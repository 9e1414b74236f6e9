//! What is wrong, in the order in which it is shown.

use std::cmp::Reverse;

use crate::diagnostic::Diagnostic;
use crate::failure::{Cause, Failure};

/// Why something failed, as findings.
pub(crate) fn told(failure: Failure) -> Vec<Diagnostic> {
    let error = match failure.cause {
        Cause::Diagnostics(problems) => return problems,
        Cause::ClosedPipe => return Vec::new(),
        Cause::Error(error) => error,
    };
    let mut message = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        message.extend([": ", &error.to_string()]);
        cause = error.source();
    }
    let finding = Diagnostic::error("failed", message);
    vec![failure.hints.into_iter().fold(finding, Diagnostic::help)]
}

/// Problems and findings together, each once, the gravest first.
pub(crate) fn merged(mut problems: Vec<Diagnostic>, findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    for finding in findings {
        if !problems.contains(&finding) {
            problems.push(finding);
        }
    }
    problems.sort_by_key(|finding| Reverse(finding.severity));
    problems
}
