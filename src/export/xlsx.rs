//! A workbook with one sheet of text.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, IgnoreError, Workbook, Worksheet, XlsxError,
};
use unicode_width::UnicodeWidthStr;

use crate::clock::Date;
use crate::diagnostic::Diagnostic;
use crate::export::{Appearance, ExportError};
use crate::model::{Direction, Wording};
use crate::signatories::Sheet;

/// The longest text of a cell, the most rows and columns (Excel specifications and limits).
const LONGEST: usize = 32_767;
const MOST_ROWS: u32 = 1_048_576;
const MOST_COLUMNS: u16 = 16_384;

/// The level of compression that Excel itself uses: the next ones take longer for files that are a
/// tenth smaller.
const LEVEL: u8 = 3;

/// The narrowest and the widest column, in digits of the default font: a short one leaves room for
/// the button of the filter, longer texts wrap.
const WIDTHS: std::ops::RangeInclusive<usize> = 10..=60;

/// What the button of the filter takes beside a heading, in digits.
const BUTTON: usize = 3;

/// The rows as a workbook, with the columns' names in a row that stays in sight, can be filtered by
/// and is repeated on paper.
///
/// Every cell is text: a ZIP code keeps its zeros, nothing is run, no address is a link.
pub(crate) fn xlsx(sheet: &Sheet<'_>, appearance: &Appearance) -> Result<Vec<u8>, ExportError> {
    let counts = (sheet.rows().len(), sheet.columns().len());
    let too_large = || ExportError::TooLarge { rows: counts.0, columns: counts.1 };
    let last_row = u32::try_from(counts.0).ok().filter(|last| *last < MOST_ROWS);
    let last_column = u16::try_from(counts.1).ok().filter(|columns| *columns <= MOST_COLUMNS);
    let last_row = last_row.ok_or_else(too_large)?;
    let last_column = last_column.ok_or_else(too_large)?.saturating_sub(1);
    let long = long_cells(sheet);
    if !long.is_empty() {
        return Err(ExportError::LongCells(long));
    }

    let words = Wording::of(&appearance.language);
    let mut workbook = Workbook::new();
    workbook.set_zip_compression_level(LEVEL);
    workbook.set_properties(&properties(words.signatories, appearance.made_on)?);
    let worksheet = workbook.add_worksheet();
    worksheet.set_name(words.signatories)?;
    worksheet.set_right_to_left(appearance.language.direction() == Direction::RightToLeft);
    worksheet.set_freeze_panes(1, 0)?;
    worksheet.set_repeat_rows(0, 0)?;
    worksheet.set_landscape().set_print_fit_to_pages(1, 0);
    worksheet.autofilter(0, 0, last_row, last_column)?;
    worksheet.ignore_error_range(0, 0, last_row, last_column, IgnoreError::NumberStoredAsText)?;
    fill(worksheet, sheet)?;
    Ok(workbook.save_to_buffer()?)
}

fn fill(worksheet: &mut Worksheet, sheet: &Sheet<'_>) -> Result<(), XlsxError> {
    // The format of text keeps a cell text when somebody edits it.
    let text = Format::new().set_num_format("@").set_align(FormatAlign::Top);
    let wrapped = text.clone().set_text_wrap();
    let heading = text.clone().set_bold();
    let mut widths = Vec::with_capacity(sheet.columns().len());
    for (number, column) in (0u16..).zip(sheet.columns()) {
        worksheet.write_string_with_format(0, number, *column, &heading)?;
        worksheet.set_column_format(number, &text)?;
        widths.push(column.width() + BUTTON);
    }
    for (number, row) in (1u32..).zip(sheet.rows()) {
        for ((column, cell), widest) in (0u16..).zip(sheet.cells(*row)).zip(&mut widths) {
            if cell.is_empty() {
                continue;
            }
            let width = cell.lines().map(UnicodeWidthStr::width).max().unwrap_or(0);
            if width > *WIDTHS.end() || cell.contains('\n') {
                worksheet.write_string_with_format(number, column, cell, &wrapped)?;
            } else {
                // The column's format does, and need not be looked up for each cell.
                worksheet.write_string(number, column, cell)?;
            }
            *widest = width.max(*widest);
        }
    }
    for (column, width) in (0u16..).zip(widths) {
        let width = width.clamp(*WIDTHS.start(), *WIDTHS.end());
        worksheet.set_column_width(column, u32::try_from(width + 1).unwrap_or_default())?;
    }
    Ok(())
}

/// What the workbook says of itself: nothing of the machine or the person that made it.
fn properties(title: &str, made_on: Option<Date>) -> Result<DocProperties, XlsxError> {
    // The first day that its archive could tell.
    let made_on = made_on.unwrap_or(Date::constant(1980, 1, 1));
    let part = |number: i8| u8::try_from(number).unwrap_or(1);
    let year = u16::try_from(made_on.year()).unwrap_or_default().max(1900);
    let day = ExcelDateTime::from_ymd(year, part(made_on.month()), part(made_on.day()))?;
    Ok(DocProperties::new().set_title(title).set_creation_datetime(&day))
}

fn long_cells(sheet: &Sheet<'_>) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for row in sheet.rows() {
        for (column, cell) in sheet.columns().iter().zip(sheet.cells(*row)) {
            if cell.len() > LONGEST && cell.encode_utf16().count() > LONGEST {
                let message = format!("`{column}` holds more than {LONGEST} characters");
                let problem = Diagnostic::error("long-cell", message)
                    .at(sheet.place(*row, column))
                    .help("a spreadsheet has no room for them: export to CSV or JSON");
                problems.push(problem);
            }
        }
    }
    problems
}
