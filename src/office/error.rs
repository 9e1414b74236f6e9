//! Why an office file could not be read.

use zip::result::ZipError;

use crate::office::limited::Unpacked;

/// What is wrong with an office file, as the end of a sentence that begins with its name.
#[derive(Debug, thiserror::Error)]
pub(crate) enum OfficeError {
    /// It is encrypted.
    #[error("has a password")]
    Password,
    /// The archive, a part or what stands in it is not as the standard says.
    #[error("is damaged: {0}")]
    Damaged(String),
    /// Its parts unpack to more bytes than may be read.
    #[error("unpacks to more than {} MB", most / 1_000_000)]
    TooLarge {
        /// How many bytes that is.
        most: usize,
    },
}

impl OfficeError {
    /// It is damaged: what is wrong.
    pub(crate) fn damaged(what: impl Into<String>) -> Self {
        Self::Damaged(what.into())
    }
}

impl From<ZipError> for OfficeError {
    fn from(error: ZipError) -> Self {
        match error {
            ZipError::InvalidPassword
            | ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Self::Password,
            _ => Self::damaged("its archive is broken, or not all of it is here"),
        }
    }
}

impl From<quick_xml::Error> for OfficeError {
    fn from(error: quick_xml::Error) -> Self {
        match &error {
            quick_xml::Error::Io(cause) => match cause.get_ref().and_then(|it| it.downcast_ref()) {
                Some(Unpacked { most }) => Self::TooLarge { most: *most },
                None => Self::damaged("a part of it cannot be unpacked"),
            },
            // Its other errors may quote what stands in it.
            _ => Self::damaged("a part of it is no XML"),
        }
    }
}
