//! Why a workbook could not be read.

use crate::office::OfficeError;
use crate::signatories::form::limits::TooLarge;

/// A workbook is damaged, or of a kind that is not read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum WorkbookError {
    #[error("is an archive, but no workbook")]
    NoWorkbook,
    #[error("is a binary workbook")]
    Binary,
    #[error("has no sheet with anything in it")]
    Empty,
    #[error(transparent)]
    Office(#[from] OfficeError),
    #[error(transparent)]
    TooLarge(#[from] TooLarge),
}

impl WorkbookError {
    pub(crate) fn damaged(what: impl Into<String>) -> Self {
        Self::Office(OfficeError::damaged(what))
    }
}
