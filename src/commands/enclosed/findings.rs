//! What is to be said of the enclosures of a letter.

use crate::diagnostic::{Diagnostic, Place, Severity, backquoted};
use crate::failure::Failure;
use crate::letters::Assembled;
use crate::model::EnclosedFile;
use crate::render::pdf::{Enclosures, Fault, Lost, PdfError, Standards};

/// How many reasons are told.
const MOST_REASONS: usize = 6;

/// What is to be said of the enclosures of a letter.
pub(crate) fn findings(assembled: &Assembled, enclosures: &Enclosures) -> Vec<Diagnostic> {
    let files = assembled.letter.enclosures.iter().filter_map(|one| one.file.as_ref());
    let found = files.filter_map(|file| {
        let diagnostic = match enclosures.lost(file) {
            Ok(None) => return None,
            Ok(Some(lost)) => of_lost(file, &lost),
            Err(fault) => of_fault(&file.name, &fault),
        };
        Some(diagnostic.at(place(assembled, &file.name)))
    });
    found.collect()
}

/// The failure of appending, with the place of each file that hinders it.
pub(crate) fn failure(error: PdfError, assembled: &Assembled, enclosures: &Enclosures) -> Failure {
    let found = findings(assembled, enclosures).into_iter();
    let faults: Vec<_> = found.filter(|one| one.severity == Severity::Error).collect();
    if faults.is_empty() { error.into() } else { faults.into() }
}

fn of_lost(file: &EnclosedFile, lost: &Lost) -> Diagnostic {
    let left = lost.left.names();
    let mut gone = Standards::LETTER.names();
    gone.retain(|name| !left.contains(name));
    let gone = gone.join(" and ");
    let left = match left.as_slice() {
        [] => String::new(),
        names => format!("; it is {}", names.join(" and ")),
    };
    let name = &file.name;
    let (told, more) = lost.reasons.split_at(lost.reasons.len().min(MOST_REASONS));
    let more = (!more.is_empty()).then(|| format!("and {} more", more.len()));
    let reasons = told.iter().cloned().chain(more).collect::<Vec<_>>().join(", ");
    let message =
        format!("with the pages of `{name}` the PDF is no longer {gone}{left}, since {reasons}");
    Diagnostic::note("enclosure-conformance", message)
        .help("made by a program that writes tagged PDF/A-2a and PDF/UA-1, it loses nothing")
}

fn of_fault(name: &str, fault: &Fault) -> Diagnostic {
    let message = format!("the pages of {} cannot be appended: {fault}", backquoted([name]));
    Diagnostic::error("enclosure", message).help(fault.help())
}

/// Where a letter names a file.
fn place(assembled: &Assembled, name: &str) -> Option<Place> {
    let keys = assembled.places.keys.iter();
    let mut files = keys.filter(|(key, _)| key.starts_with("enclosures."));
    let named = files.find(|(_, place)| place.shown().contains(name)).map(|(_, place)| place);
    let named = named.or_else(|| assembled.places.keys.get("enclosures"));
    named.map(|place| place.of_letters(name))
}
