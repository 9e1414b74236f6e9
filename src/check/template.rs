//! What a letter's template should not do: keep variables that nothing prints, and show one reader
//! another text than the next.

use crate::check::Checked;
use crate::diagnostic::{Diagnostic, Place};

/// The author's variables that neither a letter nor its translations print.
pub(crate) fn unused_variables(letters: &[Checked<'_>]) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for checked in letters {
        for name in &checked.places.unused_variables {
            let uses = |other: &&Checked<'_>| !other.places.unused_variables.contains(name);
            let inherits = |other: &&Checked<'_>| other.places.keys.contains_key(&key(name));
            if letters.iter().filter(inherits).any(|other| uses(&other)) {
                continue;
            }
            let message = format!("nothing in the letter uses `vars.{name}`");
            findings.push(
                Diagnostic::note("unused-variable", message)
                    .at(checked.places.keys.get(&key(name)).cloned())
                    .help(format!("print it with `{{{{ vars.{name} }}}}`, or take it out")),
            );
        }
    }
    findings
}

fn key(name: &str) -> String {
    format!("vars.{name}")
}

/// Conditions in the body on the list or the addressee: who agrees to a text has to see the one
/// that goes out.
pub(crate) fn conditions(checked: &Checked<'_>) -> Vec<Diagnostic> {
    let message = "a condition on the list or the addressee can show one reader another text";
    let finding = |place: &Place| {
        Diagnostic::warning("condition", message)
            .at(place.clone())
            .help("print the value itself, or use a condition on `vars`")
    };
    checked.places.conditions.iter().map(finding).collect()
}
