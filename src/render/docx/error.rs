//! Why a letter could not be written as a Word file.

/// Why a letter could not be written as a Word file.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DocxError {
    /// The archive that the file is could not be made; one part of it may be larger than 4 GiB.
    #[error("cannot pack the Word file")]
    Pack(#[from] zip::result::ZipError),
    /// The same, of what is written into it.
    #[error("cannot write the Word file")]
    Write(#[from] std::io::Error),
}
