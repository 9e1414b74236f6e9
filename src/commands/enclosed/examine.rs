//! Looks at the enclosures of letters before any is made.

use crate::commands::enclosed::findings;
use crate::commands::render::Job;
use crate::commands::{Result, Session};
use crate::diagnostic::{Diagnostic, Severity};
use crate::render::Format;

/// Tells what letters lose that are set as PDF; those that cannot be set so are an error.
pub(crate) fn examine(jobs: &[Job], session: &Session) -> Result<()> {
    let mut found: Vec<Diagnostic> = Vec::new();
    for job in jobs.iter().filter(|job| job.format == Format::Pdf) {
        for finding in findings(&job.assembled, &job.shared.enclosures) {
            if !found.contains(&finding) {
                found.push(finding);
            }
        }
    }
    if found.iter().any(|finding| finding.severity == Severity::Error) {
        found.retain(|finding| finding.severity == Severity::Error);
        return Err(found.into());
    }
    session.console.diagnostics(&found);
    Ok(())
}
