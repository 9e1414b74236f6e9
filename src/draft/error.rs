//! Why a version or an edition could not be written, found or read.

use std::path::PathBuf;

use crate::files::FileError;

/// Why a version or an edition could not be written, found or read. Paths begin with the folder of versions:
/// `drafts/v2/en-US.md`.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DraftError {
    /// A version's folder lacks the file that tells what it is.
    #[error("`{}` has no `version.toml`", folder.display())]
    NoManifest {
        /// The folder.
        folder: PathBuf,
    },
    /// A record under a seal, such as a `version.toml`, is not as it was written.
    #[error("`{}` was changed since it was written: its seal does not hold", file.display())]
    BrokenSeal {
        /// The file.
        file: PathBuf,
    },
    /// A record whose seal holds cannot be understood.
    #[error("`{}` cannot be read: {reason}", file.display())]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// A record says what only a later program knows.
    #[error("`{}` was written by letterctl {program}, which is newer than this one", file.display())]
    Newer {
        /// The file.
        file: PathBuf,
        /// The version of the program that wrote it.
        program: String,
    },
    /// A file is not as it was frozen.
    #[error("`{}` was changed since it was frozen", file.display())]
    Changed {
        /// The file.
        file: PathBuf,
    },
    /// A file has other ends of lines than when it was frozen, and nothing else is other.
    #[error("`{}` has CRLF at the end of lines, where LF was frozen", file.display())]
    LineEnds {
        /// The file.
        file: PathBuf,
    },
    /// A file of a version is not there.
    #[error("`{}` is missing", file.display())]
    Missing {
        /// The file.
        file: PathBuf,
    },
    /// A file stands in a version's folder that was not frozen with it.
    #[error("`{}` was not there when the version was frozen", file.display())]
    Stray {
        /// The file.
        file: PathBuf,
    },
    /// The texts together are not those whose digest a version bears.
    #[error("the texts in `{}` do not have the digest of its `version.toml`", folder.display())]
    OtherDigest {
        /// The folder.
        folder: PathBuf,
    },
    /// A file cannot stand in a version: its path leaves the folder, or is no text.
    #[error("`{}` cannot stand in a version", path.display())]
    Path {
        /// The path within the version.
        path: PathBuf,
    },
    /// The first version has none before it whose agreements could carry over.
    #[error("the first version cannot be editorial: there is none before it")]
    FirstEditorial,
    /// Nothing was frozen yet.
    #[error("there is no version `{name}`: nothing is frozen yet")]
    NothingFrozen {
        /// What was asked for.
        name: String,
    },
    /// No version has that name.
    #[error("there is no version `{name}`")]
    Unknown {
        /// What was asked for.
        name: String,
        /// The one that may be meant.
        nearest: Option<String>,
        /// All that there are: `v2@3f9a12bc44e1`.
        known: Vec<String>,
    },
    /// Several texts have an id that begins so.
    #[error("`{name}` may be each of several versions")]
    Ambiguous {
        /// What was asked for.
        name: String,
        /// Those that it may be.
        versions: Vec<String>,
    },
    /// No edition has that number.
    #[error("there is no edition `{name}`")]
    UnknownEdition {
        /// What was asked for.
        name: String,
        /// The numbers of all that there are.
        known: Vec<u32>,
    },
    /// A file could not be read or written.
    #[error(transparent)]
    File(#[from] FileError),
}
