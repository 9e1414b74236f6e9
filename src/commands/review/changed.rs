//! What changed in a version since the one that somebody got.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::commands::Result;
use crate::commands::draft::described::described;
use crate::draft::{self, Texts, Version};
use crate::model::{Compared, Comparison, Language};

/// What changed in a version since older ones, compared once for each of them and each language.
pub(crate) struct Changed {
    drafts: PathBuf,
    versions: Vec<Version>,
    version: Version,
    compared: RefCell<BTreeMap<Since, Option<Arc<Comparison>>>>,
}

/// The id of an older version, and a language.
type Since = (String, Language);

impl Changed {
    /// What changed in one of the versions.
    pub(crate) fn new(drafts: &Path, versions: &[Version], version: &Version) -> Self {
        Self {
            drafts: drafts.to_owned(),
            versions: versions.to_owned(),
            version: version.clone(),
            compared: RefCell::default(),
        }
    }

    /// What changed since the version with an id, in a language: none where nothing did, or where
    /// that version is not there.
    pub(crate) fn since(&self, id: &str, language: &Language) -> Result<Option<Arc<Comparison>>> {
        let key = (id.to_owned(), language.clone());
        if let Some(found) = self.compared.borrow().get(&key) {
            return Ok(found.clone());
        }
        let old = self.versions.iter().rev().find(|version| version.id() == id);
        let found = old.map(|old| self.compare(old, language)).transpose()?.flatten().map(Arc::new);
        self.compared.borrow_mut().insert(key, found.clone());
        Ok(found)
    }

    fn compare(&self, old: &Version, language: &Language) -> Result<Option<Comparison>> {
        let [old_texts, new_texts] =
            [draft::texts(&self.drafts, old)?, draft::texts(&self.drafts, &self.version)?];
        let tag = language.as_str();
        // A language that is new has nothing to be compared with.
        let both = old_texts.get(tag).is_some() && new_texts.get(tag).is_some();
        let of = |texts: &Texts| if both { texts.only(tag) } else { texts.clone() };
        let languages = draft::compare(&of(&old_texts), &of(&new_texts));
        let has_changed = languages.iter().any(|compared| match compared {
            Compared::Both(changes) => changes.summary().changed,
            Compared::OnlyOld(_) | Compared::OnlyNew(_) => true,
        });
        let [old, new] = [old, &self.version].map(described);
        Ok(has_changed.then_some(Comparison { old, new, languages }))
    }
}
