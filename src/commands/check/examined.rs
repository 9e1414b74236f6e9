//! Letters filled in and looked at.

use std::collections::BTreeMap;

use crate::check::{self, Checked};
use crate::clock::Date;
use crate::commands::{Result, enclosed};
use crate::diagnostic::Diagnostic;
use crate::letters::{LetterFile, LetterOptions, Letters, LettersError};
use crate::render::pdf::Enclosures;

/// What is found in letters.
pub(crate) struct Examined {
    /// In no order.
    pub(crate) findings: Vec<Diagnostic>,
    /// Whether all of them could be filled in.
    pub(crate) are_whole: bool,
}

/// Fills in files of a letter, each for an addressee's row or for none, and looks at them together.
pub(crate) fn examined<'a>(
    letters: &Letters,
    wanted: impl IntoIterator<Item = (&'a LetterFile, Option<&'a BTreeMap<String, String>>)>,
    today: Date,
) -> Result<Examined> {
    let (mut findings, mut assembled) = (Vec::new(), Vec::new());
    for (file, addressee) in wanted {
        match letters.assemble(file, &LetterOptions { today, addressee, draft: None }) {
            Ok(letter) => assembled.push((letter, file)),
            Err(LettersError::Diagnostics(problems)) => findings.extend(problems),
            Err(error) => return Err(error.into()),
        }
    }
    let are_whole = findings.is_empty();
    findings.extend(assembled.iter().flat_map(|(letter, _)| letter.warnings.clone()));
    let enclosures = Enclosures::default();
    for finding in assembled.iter().flat_map(|(it, _)| enclosed::findings(it, &enclosures)) {
        if !findings.contains(&finding) {
            findings.push(finding);
        }
    }
    let checked = assembled.iter().map(|(assembled, file)| Checked {
        letter: &assembled.letter,
        places: &assembled.places,
        source: file.source(),
    });
    findings.extend(check::letters(&checked.collect::<Vec<_>>(), today));
    Ok(Examined { findings, are_whole })
}
