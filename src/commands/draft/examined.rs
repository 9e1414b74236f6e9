//! The letter looked at in every language before it is frozen.

use crate::check;
use crate::clock::Date;
use crate::commands::Result;
use crate::commands::check::examined::{Examined, examined};
use crate::diagnostic::{Diagnostic, Severity};
use crate::letters::Letters;

/// How many findings there are on the letter that `check` would exit with 1 for. What hinders it
/// only as it is printed, such as a date, or an addressee who is in no front matter but in a row, is
/// one of them: the text can be agreed to.
pub(crate) fn findings(letters: &Letters, today: Date) -> Result<usize> {
    let wanted = letters.files().map(|file| (file, None));
    let Examined { findings, .. } = examined(letters, wanted, today)?;
    // A text is frozen before it is signed.
    let counts = |finding: &&Diagnostic| {
        finding.severity > Severity::Note && finding.code != "no-signatories"
    };
    Ok(check::in_order(findings).iter().filter(counts).count())
}
