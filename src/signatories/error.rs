//! Why something could not be done with the list.

use crate::diagnostic::Diagnostic;
use crate::files::FileError;
use crate::signatories::Likeness;

/// Why the list of signatories could not be read, changed or written. Nothing was changed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SignatoriesError {
    /// The file could not be opened, read, locked or replaced.
    #[error(transparent)]
    File(#[from] FileError),
    /// The list, or a value that was to go into it, is not as it should be.
    #[error("{}", summary(.0))]
    Problems(Vec<Diagnostic>),
    /// Somebody like this is on the list.
    #[error("`{listed}` is already on the list{}", likeness.difference())]
    AlreadyListed {
        /// The name as it stands in the file.
        listed: String,
        /// The row's id.
        id: String,
        /// How the name that was given is like it.
        likeness: Likeness,
    },
    /// Another row has the id.
    #[error("the id `{id}` is that of `{name}`")]
    IdTaken {
        /// The id that was asked for.
        id: String,
        /// The name of the row that has it.
        name: String,
    },
    /// No row has the id.
    #[error("no signatory has the id `{id}`")]
    UnknownId {
        /// The id that was asked for.
        id: String,
        /// The id that may be meant.
        nearest: Option<String>,
    },
    /// A row that is a record of a signature is not removed unasked.
    #[error("`{name}` has signed, so that its row is a record")]
    HasSigned {
        /// The name as it stands in the file.
        name: String,
        /// The row's id.
        id: String,
    },
}

fn summary(problems: &[Diagnostic]) -> String {
    match problems {
        [only] => only.message.clone(),
        several => format!("the list of signatories has {} errors", several.len()),
    }
}
