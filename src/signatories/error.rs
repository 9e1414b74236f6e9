//! Why something could not be done with the list.

use crate::diagnostic::{Diagnostic, backquoted};
use crate::files::FileError;
use crate::signatories::{Likeness, Status};

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
        /// How that row stands with the letter.
        status: Status,
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
    /// No row has the id, or each of several.
    #[error("no signatory has the {}", ids(.0))]
    UnknownIds(Vec<UnknownId>),
    /// A row that is a record of a signature is not removed unasked.
    #[error("`{name}` has signed, so that its row is a record")]
    HasSigned {
        /// The name as it stands in the file.
        name: String,
        /// The row's id.
        id: String,
        /// Whether it still signs.
        status: Status,
    },
    /// Who has signed does not decline: the signature would be lost.
    #[error("{}", of_rows(.0, ["has signed", "have signed"]))]
    Signed(Vec<RowName>),
    /// Who never signed has no signature to take back.
    #[error("{}", of_rows(.0, ["never signed"; 2]))]
    NeverSigned(Vec<RowName>),
    /// The status of a row is what its signatory answered, and nothing else.
    #[error("`status` is what the signatory answered")]
    StatusIsAnswer {
        /// The row's id.
        id: String,
    },
}

/// An id that no row has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownId {
    /// The id that was asked for.
    pub id: String,
    /// The id that may be meant.
    pub nearest: Option<String>,
}

/// A row as an error names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowName {
    /// The row's id.
    pub id: String,
    /// The name as it stands in the file, with its abbreviation.
    pub name: String,
}

fn ids(unknown: &[UnknownId]) -> String {
    let noun = if unknown.len() == 1 { "id" } else { "ids" };
    format!("{noun} {}", backquoted(unknown.iter().map(|unknown| unknown.id.as_str())))
}

fn of_rows(rows: &[RowName], [one, several]: [&str; 2]) -> String {
    let verb = if rows.len() == 1 { one } else { several };
    format!("{} {verb}", backquoted(rows.iter().map(|row| row.name.as_str())))
}

fn summary(problems: &[Diagnostic]) -> String {
    match problems {
        [only] => only.message.clone(),
        several => format!("the list of signatories has {} errors", several.len()),
    }
}
