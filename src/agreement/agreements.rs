//! The frozen versions beside the text that sign-offs are held against.

use std::path::Path;

use crate::agreement::{Agreement, FrozenText, Standing};
use crate::draft::{self, DraftError, Texts};
use crate::model::Language;

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

    /// Whether the text is that of a frozen version.
    pub fn is_frozen(&self) -> bool {
        let digest = self.text.digest();
        self.versions.iter().any(|frozen| frozen.version.digest == digest)
    }

    /// What changed between the text of a version and the text at hand, in a sentence without its
    /// full stop: `14 words changed, in (B)`. Told of the first language in which a word differs.
    pub fn change_since(&self, frozen: &FrozenText) -> String {
        let in_both = frozen.texts.iter().filter_map(|(tag, old)| {
            let (new, language) = (self.text.get(tag)?, Language::parse(tag).ok()?);
            Some(draft::changes(old, new, &language).summary())
        });
        let changed = in_both.into_iter().find(|summary| summary.changed);
        changed.map_or("other languages".to_owned(), |summary| summary.to_string())
    }

    /// Why a sign-off does not hold for the text, if it does not: what changed since.
    pub fn why_stale(&self, agreement: Agreement<'_>) -> Option<String> {
        match agreement {
            Agreement::ToNoText | Agreement::Holds => None,
            Agreement::Stale(Some(agreed)) => Some(self.change_since(agreed)),
            Agreement::Stale(None) => Some("no such version is frozen".to_owned()),
        }
    }

    /// How sign-offs stand to the text.
    pub fn standing(&self) -> Standing<'_> {
        Standing::new(&self.versions, &self.text)
    }
}
