//! Edits in a letter's source.

use std::ops::Range;
use std::path::Path;

use crate::files;
use crate::output::OutputError;

/// Bytes of a file, and what is to stand there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The bytes of the text as it was seen.
    pub bytes: Range<usize>,
    /// What replaces them.
    pub replacement: String,
}

impl Edit {
    /// Whether both are about the same words.
    pub(crate) fn overlaps(&self, other: &Self) -> bool {
        self.bytes.start < other.bytes.end && other.bytes.start < self.bytes.end
    }
}

/// A text with edits carried out, of which none overlaps another.
pub(crate) fn edited(mut text: String, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| (edit.bytes.start, edit.bytes.end));
    for edit in edits.into_iter().rev() {
        text.replace_range(edit.bytes, &edit.replacement);
    }
    text
}

/// Edits a file, as a whole or not at all, where it still is as it was seen. None of the edits may
/// overlap another.
pub fn edit(path: &Path, seen: &str, edits: Vec<Edit>) -> Result<(), OutputError> {
    if files::read(path)? != seen.as_bytes() {
        return Err(OutputError::Changed { path: path.to_owned() });
    }
    let overlaps = |(index, one): (usize, &Edit)| edits[..index].iter().any(|it| it.overlaps(one));
    if edits.iter().enumerate().any(overlaps) {
        return Err(OutputError::Overlap { path: path.to_owned() });
    }
    Ok(files::replace(path, edited(seen.to_owned(), edits).as_bytes())?)
}
