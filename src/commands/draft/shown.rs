//! What changed, in the form that is asked for.

use crate::clock::Timestamp;
use crate::commands::Result;
use crate::commands::draft::compared::Compared;
use crate::failure::Failure;
use crate::model::Language;
use crate::render::changes::{self, ChangesFormat, Styling};

/// What changed as the bytes of a file; before each the language with a full stop, where there is a
/// file for each.
pub(crate) fn shown(
    format: ChangesFormat,
    compared: &Compared,
    styling: Styling,
) -> Result<Vec<(String, Vec<u8>)>> {
    let comparison = &compared.comparison;
    let text = match format {
        ChangesFormat::Terminal => changes::terminal(comparison, styling),
        ChangesFormat::Markdown => changes::markdown(comparison),
        ChangesFormat::Html => changes::html(comparison),
        ChangesFormat::Docx => {
            let created = compared.time.map(Timestamp::as_second);
            let files = changes::docx(comparison, &compared.revision(), created)?;
            let several = comparison.languages.len() > 1;
            if files.is_empty() {
                return Err(Failure::user("the texts have no language in common"));
            }
            let name =
                |language: Language| if several { format!("{language}.") } else { String::new() };
            let file = |(language, file)| (name(language), file);
            return Ok(files.into_iter().map(file).collect());
        }
    };
    Ok(vec![(String::new(), text.into_bytes())])
}
