//! The letter looked at in every language before it is frozen.

use crate::check::{self, Checked};
use crate::clock::Date;
use crate::commands::Result;
use crate::diagnostic::{Diagnostic, Severity};
use crate::letters::{LetterOptions, Letters, LettersError};

/// How many findings there are on the letter that `check` would exit with 1 for. What hinders it
/// only as it is printed, such as a date, or an addressee who is in no front matter but in a row, is
/// one of them: the text can be agreed to.
pub(crate) fn findings(letters: &Letters, today: Date) -> Result<usize> {
    let options = LetterOptions { today, addressee: None, draft: None };
    let mut findings = Vec::new();
    let mut assembled = Vec::new();
    for file in letters.files() {
        match letters.assemble(file, &options) {
            Ok(letter) => assembled.push((letter, file)),
            Err(LettersError::Diagnostics(problems)) => findings.extend(problems),
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
    // A text is frozen before it is signed.
    let counts = |finding: &&Diagnostic| {
        finding.severity > Severity::Note && finding.code != "no-signatories"
    };
    Ok(check::in_order(findings).iter().filter(counts).count())
}
