//! Which proposals somebody chose, as edits of the letter's sources.

use crate::review::proposals::find::{ByHand, Found, SourceEdit};
use crate::review::proposals::saved::SavedProposals;

/// Why a proposal that somebody chose is not applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ApplyError {
    /// There is none of that number.
    #[error("there is no proposal {number}: there are {all}")]
    Unknown {
        /// The number.
        number: usize,
        /// How many there are.
        all: usize,
    },
    /// It was applied before.
    #[error("proposal {number} was applied already")]
    Applied {
        /// The number.
        number: usize,
    },
    /// Nobody can say where it belongs.
    #[error(
        "proposal {number} cannot be applied: its words stand nowhere in the letter, or in several \
         places"
    )]
    NotFound {
        /// The number.
        number: usize,
    },
    /// It takes a person.
    #[error("proposal {number} cannot be applied: {why}")]
    ByHand {
        /// The number.
        number: usize,
        /// Why.
        why: ByHand,
    },
}

/// The edits of the proposals with these numbers, each with the index of its source. `found` is
/// where each of all proposals belongs.
pub fn chosen(
    numbers: &[usize],
    saved: &SavedProposals,
    found: &[Option<Found>],
) -> Result<Vec<(usize, SourceEdit)>, ApplyError> {
    let edit = |number: usize| {
        let all = found.len();
        let found = number.checked_sub(1).and_then(|index| found.get(index));
        let found = found.ok_or(ApplyError::Unknown { number, all })?;
        if saved.applied.contains(&number) {
            return Err(ApplyError::Applied { number });
        }
        let found = found.as_ref().ok_or(ApplyError::NotFound { number })?;
        let edit = found.edit.clone().map_err(|why| ApplyError::ByHand { number, why })?;
        Ok((found.source, edit))
    };
    numbers.iter().map(|number| edit(*number)).collect()
}
