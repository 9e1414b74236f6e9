//! What `sign import` says of what it did.

use crate::console::Console;
use crate::signatories::{Imported, Run};

/// Says what was read from where, what is out of the ordinary, and how much was done.
pub(crate) fn say(imported: &Imported, run: Run, console: &Console) {
    let (imports, changes) = match run {
        Run::Real => ("Imported", "Changed"),
        Run::Dry => ("Would import", "Would change"),
    };
    console.status(imported.map_sentence());
    let left_out = imported.left_out_sentence();
    let rows = imported.row_sentences(changes);
    let versions = imported.version_sentence();
    let sentences = left_out.iter().chain(&imported.remarks).chain(&rows).chain(&versions);
    sentences.for_each(|sentence| console.status(sentence));
    console.status(imported.summary(imports));
}
