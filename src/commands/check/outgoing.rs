//! The letters that go out: in which language, to whom.

use crate::addressees::Addressee;
use crate::clock::Date;
use crate::commands::Result;
use crate::letters::{LetterFile, LetterOptions, Letters};

/// Each of the letter's files with each of those who get it; with nobody where nobody does.
pub(crate) fn letters<'a>(
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
