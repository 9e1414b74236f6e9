//! Why a picture cannot be had.

/// Why a picture cannot be had.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PictureError {
    /// No file has that name.
    #[error("there is no picture `{name}`")]
    Missing {
        /// The name as given.
        name: String,
    },
    /// The file lies outside the project, be it by a symlink.
    #[error("the picture `{name}` lies outside the project")]
    Outside {
        /// The name as given.
        name: String,
    },
    /// The name is an address on the web.
    #[error("the picture `{name}` lies on the web")]
    Address {
        /// The name as given.
        name: String,
    },
    /// The operating system refused.
    #[error("cannot read the picture `{name}`: {reason}")]
    Unreadable {
        /// The name as given.
        name: String,
        /// What it said.
        reason: String,
    },
    /// It is of another form than those that can be set.
    #[error("`{name}` is no PNG, JPEG or SVG")]
    Kind {
        /// The name as given.
        name: String,
    },
    /// It has more bytes or pixels than a letter needs.
    #[error("the picture `{name}` is too large: {size}")]
    TooLarge {
        /// The name as given.
        name: String,
        /// Its size, and how much may be: `60000 × 60000 pixels, where 36 million may be`.
        size: String,
    },
    /// It is cut off, damaged, or has no extent.
    #[error("the picture `{name}` is damaged: {reason}")]
    Damaged {
        /// The name as given.
        name: String,
        /// What is wrong.
        reason: String,
    },
    /// It is an SVG with something in it that is not drawn alike everywhere, or not from it alone.
    #[error("the picture `{name}` has {what}")]
    Unfit {
        /// The name as given.
        name: String,
        /// What it has: `text`.
        what: &'static str,
        /// What to do.
        help: &'static str,
    },
}

impl PictureError {
    /// What to do about it.
    pub fn help(&self) -> Option<&'static str> {
        Some(match self {
            Self::Missing { .. } => {
                "a picture is named by its path from the file that names it: `../pictures/gauge.png`"
            }
            Self::Outside { .. } => "copy it into the project's folder",
            Self::Address { .. } => "save it in the project's folder, and name the file",
            Self::Unreadable { .. } => return None,
            Self::Kind { .. } => "save it as one of these",
            Self::TooLarge { .. } => "make it smaller: 600 dots per inch are as fine as print",
            Self::Damaged { .. } => "save it anew",
            Self::Unfit { help, .. } => help,
        })
    }

    /// Its kind, as a diagnostic names it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing { .. } => "missing-picture",
            Self::Outside { .. } | Self::Address { .. } => "picture-outside",
            _ => "picture",
        }
    }
}
