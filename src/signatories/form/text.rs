//! The text of a file of answers.

use std::path::Path;

use crate::diagnostic::Diagnostic;
use crate::encoding::decode_guessing;

/// The text, and the remark on how it was read where that had to be guessed.
pub(crate) fn text_of(
    bytes: &[u8],
    shown: &Path,
    encoding: Option<&str>,
) -> Result<(String, Option<String>), Box<Diagnostic>> {
    let guessed = decode_guessing(bytes, shown, encoding)?;
    let remark = guessed.guess.map(|name| {
        format!("`{}` is not UTF-8: read as {name}; `--encoding` names another", shown.display())
    });
    Ok((guessed.text, remark))
}
