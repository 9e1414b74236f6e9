//! What is wrong with the Markdown of a letter.

use std::ops::Range;

/// A problem at a stretch of the filled text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The bytes of the text that are at fault.
    pub range: Range<usize>,
    /// Its kind, stable from version to version: `raw-html`.
    pub code: &'static str,
    /// What is wrong: lower case, no full stop, backquotes round names.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl Problem {
    pub(crate) fn new(range: Range<usize>, code: &'static str, message: impl Into<String>) -> Self {
        Self { range, code, message: message.into(), help: None }
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}
