//! The letter looked at in every language before it is frozen.

use crate::check::{self, Checked};
use crate::clock::Date;
use crate::commands::Result;
use crate::diagnostic::Severity;
use crate::letters::{LetterOptions, Letters};

/// How many findings there are on the letter that `check` would exit with 1 for; what makes it no
/// letter at all is a failure.
pub(crate) fn findings(letters: &Letters, today: Date) -> Result<usize> {
    let options = LetterOptions { today, addressee: None, draft: None };
    let files: Vec<_> = letters.files().collect();
    let assembled = files.iter().map(|file| letters.assemble(file, &options));
    let assembled = assembled.collect::<std::result::Result<Vec<_>, _>>()?;
    let warnings = assembled.iter().flat_map(|assembled| assembled.warnings.clone());
    let checked = assembled.iter().zip(&files).map(|(assembled, file)| Checked {
        letter: &assembled.letter,
        places: &assembled.places,
        source: file.source(),
    });
    let findings = check::letters(&checked.collect::<Vec<_>>(), today);
    let findings = check::in_order(warnings.chain(findings).collect());
    Ok(findings.iter().filter(|finding| finding.severity > Severity::Note).count())
}
