//! Why the list could not be written in another form.

use rust_xlsxwriter::XlsxError;

use crate::diagnostic::Diagnostic;

/// Why the list could not be written in another form.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ExportError {
    /// Cells hold more than a spreadsheet can.
    #[error("{} cells are too long for a spreadsheet", .0.len())]
    LongCells(Vec<Diagnostic>),
    /// There are more rows or columns than a spreadsheet can have.
    #[error("{rows} rows of {columns} columns are more than a spreadsheet can have")]
    TooLarge {
        /// The rows of the list that were to be written.
        rows: usize,
        /// Its columns.
        columns: usize,
    },
    /// The workbook could not be made.
    #[error("cannot make a workbook")]
    Workbook(#[from] XlsxError),
}
