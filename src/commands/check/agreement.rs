//! What is found of the agreement to a project's letter.

use crate::check;
use crate::commands::{Result, agreements};
use crate::diagnostic::Diagnostic;
use crate::letters::Letters;
use crate::project::Project;

/// Findings on what the signatories of a letter agreed to, where versions are frozen.
pub(crate) fn find(project: &Project, letters: &Letters) -> Result<Vec<Diagnostic>> {
    let Some(agreements) = agreements(project, letters)? else { return Ok(Vec::new()) };
    let mut findings: Vec<_> = check::frozen(&agreements).into_iter().collect();
    findings.extend(letters.list().iter().flat_map(|list| check::agreement(list, &agreements)));
    Ok(findings)
}
