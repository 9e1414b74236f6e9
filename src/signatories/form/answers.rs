//! What a file of answers says, whatever its format.

use std::path::Path;
use std::sync::Arc;

/// Answers as a form exports them: what its columns are called, and a record for each answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// What the columns are called, as the file has it, without space round them.
    pub headers: Vec<String>,
    /// The answers in the order of the file; each has a cell for every header.
    pub records: Vec<Record>,
    /// What was decided or taken out on reading, each a sentence for the person who imports.
    pub remarks: Vec<String>,
}

/// One answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The file as errors name it; of a folder, the file in it.
    pub file: Arc<Path>,
    /// The line of the file, the row of the sheet or the number of the object, counted from 1.
    pub line: usize,
    /// The cells as text, without space round them.
    pub cells: Vec<String>,
}
