//! What a sign-off is about, and what a command says of it.

use crate::draft::Version;
use crate::signatories::Cells;

/// What a sign-off is about.
#[derive(Clone, Debug)]
pub(crate) enum Agreed {
    /// The letter as such: nothing is frozen.
    Letter,
    /// No version, since all were frozen after it was given.
    Earlier(String),
    /// The text of a version.
    Version(Version),
    /// The text of the version that was last sent to the one who signs.
    Sent(Version),
}

impl Agreed {
    /// The cells of a sign-off with the version that it is about.
    pub(crate) fn fill(&self, cells: Cells) -> Cells {
        match self {
            Self::Version(version) | Self::Sent(version) => {
                cells.with("signed_version", version.reference())
            }
            Self::Letter | Self::Earlier(_) => cells,
        }
    }

    /// What a sentence on the sign-off goes on with.
    pub(crate) fn told(&self) -> String {
        match self {
            Self::Letter => String::new(),
            Self::Earlier(on) => format!(", for no version: none was frozen before {on}"),
            Self::Version(version) => format!(", for {}", version.reference()),
            Self::Sent(version) => format!(", for {}, the last one sent", version.reference()),
        }
    }
}
