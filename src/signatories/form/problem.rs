//! What is wrong with a file of answers: by its place, never by what it says, which is private.

use std::path::Path;

use crate::diagnostic::{Diagnostic, Place, visible};
use crate::signatories::form::limits::TooLarge;

/// A problem at a line and a column (in characters), both counted from 1.
pub(crate) fn problem_at(
    code: &'static str,
    message: impl Into<String>,
    shown: &Path,
    line: usize,
    column: usize,
) -> Diagnostic {
    let file = shown.to_owned();
    let place = Place { file, line, column, excerpt: String::new(), span: 0..0 };
    Diagnostic::error(code, message).at(place)
}

/// That a file holds more than can be read.
pub(crate) fn too_large(error: TooLarge, shown: &Path) -> Diagnostic {
    problem_at("too-large", format!("`{}` {error}", shown.display()), shown, 1, 1)
        .help("import it in parts")
}

/// A column as a problem names it: by its header, else by its number.
pub(crate) fn column_name(headers: &[String], column: usize) -> String {
    match headers.get(column).map(|header| header.trim()) {
        Some(header) if !header.is_empty() => format!("`{}`", visible(header)),
        _ => format!("column {}", column + 1),
    }
}
