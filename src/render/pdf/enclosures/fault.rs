//! Why the pages of a file cannot be appended.

/// Why the pages of a file cannot be appended.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// It is cut off, or not as its own table of contents says.
    #[error("it is damaged: {0}")]
    Damaged(String),
    /// It opens with a password only, be it an empty one.
    #[error("it is encrypted")]
    Encrypted,
    /// There is no page in it.
    #[error("it has no pages")]
    Empty,
    /// It takes more to read than a file of its kind should.
    #[error("it is too large: {0}")]
    TooLarge(&'static str),
}

impl Fault {
    /// What to do about it.
    pub fn help(&self) -> &'static str {
        match self {
            Self::Damaged(_) | Self::Empty => {
                "open it in a PDF reader, and save or print it to a new file"
            }
            Self::Encrypted => "save it without a password: `qpdf --decrypt OLD.pdf NEW.pdf`",
            Self::TooLarge(_) => "send it beside the letter, and take `file` out",
        }
    }
}

/// A file that is not as it should be.
pub(crate) fn damaged(what: impl Into<String>) -> Fault {
    Fault::Damaged(what.into())
}
