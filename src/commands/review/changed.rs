//! What changed in a version since the one that somebody got.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;
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

/// What changed in a version since older ones, compared once for each of them and each language.
pub(crate) struct Changed {
    drafts: PathBuf,
    versions: Vec<Version>,
    version: Version,
    compared: RefCell<BTreeMap<Since, Option<Rc<Difference>>>>,
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
    pub(crate) fn since(&self, id: &str, language: &Language) -> Result<Option<Rc<Difference>>> {
        let key = (id.to_owned(), language.clone());
        if let Some(found) = self.compared.borrow().get(&key) {
            return Ok(found.clone());
        }
        let old = self.versions.iter().rev().find(|version| version.id() == id);
        let found = old.map(|old| self.compare(old, language)).transpose()?.flatten().map(Rc::new);
        self.compared.borrow_mut().insert(key, found.clone());
        Ok(found)
    }

    fn compare(&self, old: &Version, language: &Language) -> Result<Option<Difference>> {
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
        if !has_changed {
            return Ok(None);
        }
        let since = old.label.clone();
        let Version { author, time, .. } = &self.version;
        let [old, new] = [old, &self.version].map(described);
        let comparison = Comparison { old, new, languages };
        let revision = revision(author, Some(*time));
        let mut files = changes::docx(&comparison, &revision, Some(time.as_second()))?;
        let redline = files.pop().filter(|_| comparison.languages.len() == 1);
        let redline = redline.map(|(_, file)| file.into());
        Ok(Some(Difference { comparison, since, redline }))
    }
}
