//! What is found in a project's letter, its translations and its list.

use crate::check;
use crate::clock;
use crate::commands::check::examined::{Examined, examined};
use crate::commands::check::{CheckArgs, agreement, outgoing, since};
use crate::commands::{Result, Session, addressees};
use crate::diagnostic::Diagnostic;
use crate::letters::Letters;
use crate::project::Project;
use crate::signatories::Apart;

/// Findings on the letter in every language, as each of its addressees gets it, and on the list.
pub(crate) fn find(args: &CheckArgs, session: &Session) -> Result<Vec<Diagnostic>> {
    let project = session.find_project(args.template.as_deref())?;
    let letters = session.letters(project.as_ref(), args.template.as_deref())?;
    let mut findings = of(&letters, project.as_ref())?;
    if let Some(revision) = &args.since {
        findings.extend(since::find(&session.project()?, letters.list(), revision)?);
    }
    Ok(findings)
}

/// The same for letters that are at hand, and of no earlier revision.
pub(crate) fn of(letters: &Letters, project: Option<&Project>) -> Result<Vec<Diagnostic>> {
    let addressees = project.map_or(Ok(Vec::new()), addressees)?;
    let today = clock::today()?;
    let wanted = outgoing::letters(letters, &addressees, today)?.into_iter();
    let wanted = wanted.map(|(file, addressee)| (file, addressee.map(|one| &one.columns)));
    let Examined { mut findings, are_whole } = examined(letters, wanted, today)?;
    if let Some(list) = letters.list() {
        findings.extend(list.notes().cloned());
        let history = project.map(Project::history);
        let apart = history.map_or(Ok(Apart::default()), |path| Apart::load(&path))?;
        findings.extend(check::signatories(list, letters.published(), &apart));
    }
    let mut findings = check::in_order(findings);
    // A letter that cannot be filled in has no text to be agreed to.
    if let Some(project) = project.filter(|_| are_whole) {
        findings.extend(agreement::find(project, letters)?);
    }
    Ok(findings)
}
