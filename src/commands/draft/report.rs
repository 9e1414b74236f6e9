//! What commands on versions and editions tell of one.

use serde::Serialize;

use crate::console::Console;
use crate::diagnostic::visible;
use crate::draft::{EditionLetter, Version, Weight};

/// A version as `draft list` and `draft freeze` tell it in JSON.
#[derive(Serialize)]
pub(crate) struct VersionReport<'a> {
    version: &'a str,
    id: &'a str,
    time: String,
    note: &'a str,
    editorial: bool,
}

impl<'a> VersionReport<'a> {
    pub(crate) fn new(version: &'a Version) -> Self {
        Self {
            version: &version.label,
            id: version.id(),
            time: version.time.to_string(),
            note: &version.note,
            editorial: version.weight == Weight::Editorial,
        }
    }
}

/// Says that there is no version.
pub(crate) fn say_none(console: &Console) {
    console.status("Nothing is frozen yet: `letterctl draft freeze` makes the first version.");
}

/// A letter of an edition in words: `the letter to lindqvist`.
pub(crate) fn called(letter: &EditionLetter) -> String {
    match letter.addressee_id() {
        Some(id) => format!("the letter to {}", visible(id)),
        None => format!("the letter in {}", visible(&letter.language)),
    }
}
