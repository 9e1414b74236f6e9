//! The frozen versions beside the text that sign-offs are held against.

use std::path::Path;

use crate::agreement::{FrozenText, Standing};
use crate::draft::{self, DraftError, Texts};

/// The frozen versions, each with its texts, and the text that sign-offs are held against.
#[derive(Clone, Debug)]
pub struct Agreements {
    versions: Vec<FrozenText>,
    text: Texts,
}

impl Agreements {
    /// Reads the versions of a folder, which are checked, for a text.
    pub fn load(drafts: &Path, text: Texts) -> Result<Self, DraftError> {
        let with_texts = |version| {
            let texts = draft::texts(drafts, &version)?;
            Ok(FrozenText { version, texts })
        };
        let versions = draft::versions(drafts)?.into_iter().map(with_texts);
        Ok(Self { versions: versions.collect::<Result<_, DraftError>>()?, text })
    }

    /// The versions in the order of their numbers.
    pub fn versions(&self) -> &[FrozenText] {
        &self.versions
    }

    /// The text that sign-offs are held against.
    pub fn text(&self) -> &Texts {
        &self.text
    }

    /// How sign-offs stand to the text.
    pub fn standing(&self) -> Standing<'_> {
        Standing::new(&self.versions, &self.text)
    }
}
