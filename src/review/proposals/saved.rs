//! The proposals of each reviewer, kept until somebody has dealt with them:
//! `.letterctl/proposals/ID.json`.

use std::path::{Path, PathBuf};

use crate::files::{self, FileError};
use crate::model::percent_encoded;
use crate::review::proposals::propose::Proposal;

/// Why proposals could not be kept or found again.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ProposalsError {
    /// A file could not be read or written.
    #[error(transparent)]
    File(#[from] FileError),
    /// Nobody has read a file of this reviewer.
    #[error("nothing is kept of what {id} proposes")]
    Nothing {
        /// The reviewer's id.
        id: String,
    },
    /// What is kept of them is damaged.
    #[error("`{}` is damaged", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: serde_json::Error,
    },
}

/// What one reviewer proposes, numbered from 1 by their places.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
pub struct SavedProposals {
    /// The version that it is about: `v2@3f9a12bc44e1`.
    pub version: String,
    /// The letter's file that says what the reviewer read, relative to the version's source.
    pub letter: PathBuf,
    /// In the order of reading.
    pub proposals: Vec<Proposal>,
    /// The numbers of those that were applied.
    pub applied: Vec<usize>,
}

impl SavedProposals {
    /// These, with what was applied of them when they were read before.
    #[must_use]
    pub fn going_on_with(mut self, kept: Option<Self>) -> Self {
        if let Some(kept) = kept
            && kept.proposals == self.proposals
        {
            self.applied = kept.applied;
        }
        self
    }
}

/// Keeps what a reviewer proposes in the place of what she proposed before. `folder` is that of all
/// proposals.
pub fn save(folder: &Path, id: &str, saved: &SavedProposals) -> Result<(), ProposalsError> {
    if let Some(ignored) = folder.parent() {
        files::create_ignored(ignored)?;
    }
    let path = file(folder, id);
    let bytes = serde_json::to_vec_pretty(saved)
        .map_err(|source| ProposalsError::Damaged { path: path.clone(), source })?;
    Ok(files::write(&path, &[bytes.as_slice(), b"\n"].concat())?)
}

/// What a reviewer proposed last.
pub fn load(folder: &Path, id: &str) -> Result<SavedProposals, ProposalsError> {
    let path = file(folder, id);
    if !path.exists() {
        return Err(ProposalsError::Nothing { id: id.to_owned() });
    }
    let bytes = files::read(&path)?;
    let saved = serde_json::from_slice(&bytes);
    saved.map_err(|source| ProposalsError::Damaged { path, source })
}

/// An id may have any character; a name of a file has those that every system takes.
fn file(folder: &Path, id: &str) -> PathBuf {
    let name = percent_encoded(id, |byte| {
        byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_".contains(&byte)
    });
    folder.join(format!("{name}.json"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_id_leads_out_of_the_folder() {
        let name = |id| file(Path::new("p"), id).display().to_string();
        assert_eq!(name("hrw-2"), "p/hrw-2.json");
        assert_eq!(name("../É"), "p/%2E%2E%2F%C3%89.json");
    }
}
