//! Why a workbook could not be read.

use zip::result::ZipError;

use crate::signatories::form::limits::TooLarge;

/// A workbook is damaged, or of a kind that is not read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum WorkbookError {
    #[error("is an archive, but no workbook")]
    NoWorkbook,
    #[error("is a binary workbook")]
    Binary,
    #[error("has a password")]
    Password,
    #[error("has no sheet with anything in it")]
    Empty,
    /// An archive, a part or what stands in it is not as the standard says.
    #[error("is damaged: {0}")]
    Damaged(String),
    #[error(transparent)]
    TooLarge(#[from] TooLarge),
}

impl WorkbookError {
    pub(crate) fn damaged(what: impl Into<String>) -> Self {
        Self::Damaged(what.into())
    }
}

impl From<ZipError> for WorkbookError {
    fn from(error: ZipError) -> Self {
        match error {
            ZipError::InvalidPassword
            | ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Self::Password,
            _ => Self::damaged("its archive is broken, or not all of it is here"),
        }
    }
}

impl From<quick_xml::Error> for WorkbookError {
    fn from(error: quick_xml::Error) -> Self {
        match &error {
            quick_xml::Error::Io(cause) => match cause.get_ref().and_then(|it| it.downcast_ref()) {
                Some(too_large) => Self::TooLarge(*too_large),
                None => Self::damaged("a part of it cannot be unpacked"),
            },
            // Its other errors may quote what stands in a cell.
            _ => Self::damaged("a part of it is no XML"),
        }
    }
}
