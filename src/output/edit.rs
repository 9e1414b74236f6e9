//! Carries out edits in a letter's source that a person chose.

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

/// Edits a file, as a whole or not at all, where it still is as it was seen. None of the edits may
/// overlap another.
pub fn edit(path: &Path, seen: &str, mut edits: Vec<Edit>) -> Result<(), OutputError> {
    if files::read(path)? != seen.as_bytes() {
        return Err(OutputError::Changed { path: path.to_owned() });
    }
    edits.sort_by_key(|edit| (edit.bytes.start, edit.bytes.end));
    if edits.windows(2).any(|two| two[1].bytes.start < two[0].bytes.end) {
        return Err(OutputError::Overlap { path: path.to_owned() });
    }
    let mut text = seen.to_owned();
    for edit in edits.into_iter().rev() {
        text.replace_range(edit.bytes, &edit.replacement);
    }
    Ok(files::replace(path, text.as_bytes())?)
}
