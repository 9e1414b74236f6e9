//! What is found in a project's letter, its translations and its list.

use std::path::Path;

use crate::addressees::{self, Addressee};
use crate::check::{self, Checked};
use crate::clock::{self, Date};
use crate::commands::check::{CheckArgs, since};
use crate::commands::{Result, Session};
use crate::diagnostic::Diagnostic;
use crate::letters::{LetterFile, LetterOptions, Letters, LettersError};
use crate::project::Project;
use crate::signatories::Apart;

/// Findings on the letter in every language, as each of its addressees gets it, and on the list.
pub(crate) fn find(args: &CheckArgs, session: &Session) -> Result<Vec<Diagnostic>> {
    let project = session.find_project(args.template.as_deref())?;
    let letters = session.letters(project.as_ref(), args.template.as_deref())?;
    let addressees = addressees_of(project.as_ref())?;
    let today = clock::today()?;
    let (mut findings, mut assembled) = (Vec::<Diagnostic>::new(), Vec::new());
    let mut assembled_all = true;
    for (file, addressee) in letters_out(&letters, &addressees, today)? {
        let addressee = addressee.map(|addressee| &addressee.columns);
        match letters.assemble(file, &LetterOptions { today, addressee, draft: None }) {
            Ok(letter) => assembled.push((letter, file)),
            Err(LettersError::Diagnostics(problems)) => {
                assembled_all = false;
                findings.extend(problems);
            }
            Err(error) => return Err(error.into()),
        }
    }
    findings.extend(assembled.iter().flat_map(|(letter, _)| letter.warnings.clone()));
    let checked = assembled.iter().map(|(assembled, file)| Checked {
        letter: &assembled.letter,
        places: &assembled.places,
        source: file.source(),
    });
    findings.extend(check::letters(&checked.collect::<Vec<_>>(), today));
    if let Some(list) = letters.list() {
        findings.extend(list.notes().cloned());
        let history = project.as_ref().map(Project::history);
        let apart = history.map_or(Ok(Apart::default()), |path| Apart::load(&path))?;
        findings.extend(check::signatories(list, letters.published(), &apart));
    }
    let mut findings = check::in_order(findings);
    // A letter that cannot be filled in has no text to be agreed to.
    let agreed = project.as_ref().filter(|_| assembled_all);
    let agreements = agreed.map(|project| Session::agreements(project, &letters)).transpose()?;
    if let Some(agreements) = agreements.flatten() {
        findings.extend(check::frozen(&agreements));
        let list = letters.list();
        findings.extend(list.iter().flat_map(|list| check::agreement(list, &agreements)));
    }
    if let Some(revision) = &args.since {
        findings.extend(since::find(&session.project()?, letters.list(), revision)?);
    }
    Ok(findings)
}

/// The rows of `addressees.csv`, where the project has one.
fn addressees_of(project: Option<&Project>) -> Result<Vec<Addressee>> {
    const NAME: &str = "addressees.csv";
    match project.map(|project| project.root().join(NAME)) {
        Some(path) if path.exists() => Ok(addressees::load(&path, Path::new(NAME))?),
        _ => Ok(Vec::new()),
    }
}

/// Each of the letter's files with each of those who get it; with nobody where nobody does.
fn letters_out<'a>(
    letters: &'a Letters,
    addressees: &'a [Addressee],
    today: Date,
) -> Result<Vec<(&'a LetterFile, Option<&'a Addressee>)>> {
    let mut out = Vec::new();
    for addressee in addressees {
        let options = LetterOptions { today, addressee: Some(&addressee.columns), draft: None };
        let file = match addressee.language() {
            Some(language) => letters.in_language(language, &options)?,
            None => letters.named(),
        };
        out.push((file, Some(addressee)));
    }
    for file in letters.files() {
        if !out.iter().any(|(other, _)| other.path == file.path) {
            out.push((file, None));
        }
    }
    Ok(out)
}
