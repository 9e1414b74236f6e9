//! Whatever goes out with an edition is what its record says.

use crate::commands::Result;
use crate::diagnostic::Diagnostic;
use crate::draft::{Edition, EditionLetter};

/// Refuses a letter that is another than the recorded one.
pub(crate) fn check(made: &EditionLetter, edition: &Edition) -> Result<()> {
    let id = made.addressee_id();
    if edition.letter(id, &made.language) == Some(made) {
        return Ok(());
    }
    let letter = id.map_or(format!("in {}", made.language), |id| format!("to `{id}`"));
    let name = edition.name();
    let message = format!("the letter {letter} is not made again as {name} recorded it");
    let help = format!(
        "letterctl {} made it, with fonts that may be others now; `--edition new` starts the next one",
        edition.program
    );
    Err(vec![Diagnostic::error("edition", message).help(help)].into())
}

/// That an edition has no letter that could go to somebody.
pub(crate) fn missing(id: &str) -> Vec<Diagnostic> {
    let message = format!("the edition was begun without a letter that could go to `{id}`");
    vec![Diagnostic::error("edition", message).help("`--edition new` starts the next one")]
}
