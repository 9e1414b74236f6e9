//! The list to bytes, in any of its forms.

use crate::clock::Date;
use crate::export::{ExportError, SheetFormat, delimited, json, page, xlsx};
use crate::model::Language;
use crate::signatories::Sheet;

/// How an export looks, where its form leaves a choice.
#[derive(Clone, Debug, Default)]
pub struct Appearance {
    /// The language of its fixed words, which decides its direction too.
    pub language: Language,
    /// The day that a workbook says it was made on, so that the same list gives the same bytes.
    pub made_on: Option<Date>,
}

/// Writes rows and columns in a form.
pub fn write(
    sheet: &Sheet<'_>,
    format: SheetFormat,
    appearance: &Appearance,
) -> Result<Vec<u8>, ExportError> {
    let language = &appearance.language;
    Ok(match format {
        SheetFormat::Csv => delimited::csv(sheet).into_bytes(),
        SheetFormat::Json => json::json(sheet),
        SheetFormat::Xlsx => xlsx::xlsx(sheet, appearance)?,
        SheetFormat::Markdown => page::markdown(sheet, language).into_bytes(),
        SheetFormat::Html => page::html(sheet, language).into_bytes(),
    })
}
