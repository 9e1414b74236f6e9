//! What changed between two versions in a language.

use std::path::Path;
use std::sync::Arc;

use crate::commands::Result;
use crate::commands::draft::described::described;
use crate::commands::draft::revision::revision;
use crate::draft::{self, Texts, Version};
use crate::model::{Compared, Comparison, Language};
use crate::render::changes;

/// What changed since an older version.
pub(crate) struct Difference {
    pub(crate) comparison: Comparison,
    /// The label of that version.
    pub(crate) since: String,
    /// The same as a Word file with tracked changes; none where languages came or went.
    pub(crate) redline: Option<Arc<[u8]>>,
}

impl Difference {
    /// What changed from one version to another; none where nothing did.
    pub(crate) fn of(
        versions: [&Version; 2],
        language: &Language,
        drafts: &Path,
    ) -> Result<Option<Self>> {
        let [old, new] = versions;
        let [old_texts, new_texts] = [draft::texts(drafts, old)?, draft::texts(drafts, new)?];
        let tag = language.as_str();
        // A language that is new has nothing to be compared with.
        let both = old_texts.get(tag).is_some() && new_texts.get(tag).is_some();
        let of = |texts: &Texts| if both { texts.only(tag) } else { texts.clone() };
        let languages = draft::compare(&of(&old_texts), &of(&new_texts));
        let has_changed = languages.iter().any(|compared| match compared {
            Compared::Both(changes) => changes.summary().changed,
            Compared::OnlyOld(_) | Compared::OnlyNew(_) => true,
        });
        if !has_changed {
            return Ok(None);
        }
        let [old_name, new_name] = versions.map(described);
        let comparison = Comparison { old: old_name, new: new_name, languages };
        let by = revision(&new.author, Some(new.time));
        let mut files = changes::docx(&comparison, &by, Some(new.time.as_second()))?;
        let redline = files.pop().filter(|_| comparison.languages.len() == 1);
        let redline = redline.map(|(_, file)| file.into());
        Ok(Some(Self { comparison, since: old.label.clone(), redline }))
    }
}
