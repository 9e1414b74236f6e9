//! Who changed a text, as a Word file says it of each change.

use crate::clock::Timestamp;
use crate::render::Revision;

/// Somebody who is known, else the program.
pub(crate) fn revision(author: &str, time: Option<Timestamp>) -> Revision {
    let author = if author.is_empty() { "letterctl" } else { author };
    Revision { author: author.to_owned(), time: time.map(|time| time.to_string()) }
}
