//! The list to bytes, in any of its forms.

use crate::clock::Date;
use crate::export::{ExportError, SheetFormat, delimited, json, page, xlsx};
use crate::model::Language;
use crate::render;
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
        SheetFormat::Markdown => render::markdown(&page::table(sheet, language)).into_bytes(),
        SheetFormat::Html => render::html(&page::page(sheet, language)).into_bytes(),
    })
}
