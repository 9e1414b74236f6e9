//! What changed in a version since the one that somebody got.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::commands::Result;
use crate::commands::mail::Changes;
use crate::commands::review::difference::difference;
use crate::draft::Version;
use crate::model::Language;

/// What changed in a version since older ones, compared once for each of them and each language.
pub(crate) struct Changed {
    drafts: PathBuf,
    versions: Vec<Version>,
    version: Version,
    compared: RefCell<BTreeMap<Since, Option<Arc<Changes>>>>,
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
    /// that version is not there. `stem` is how the names of the letter's files begin.
    pub(crate) fn since(
        &self,
        id: &str,
        language: &Language,
        stem: &str,
    ) -> Result<Option<Arc<Changes>>> {
        let key = (id.to_owned(), language.clone());
        if let Some(found) = self.compared.borrow().get(&key) {
            return Ok(found.clone());
        }
        let old = self.versions.iter().rev().find(|version| version.id() == id);
        let found = old
            .map(|old| difference([old, &self.version], language, &self.drafts, stem))
            .transpose()?
            .flatten()
            .map(Arc::new);
        self.compared.borrow_mut().insert(key, found.clone());
        Ok(found)
    }
}
