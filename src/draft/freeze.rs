//! Freezing: the text and its source become a version.

use std::path::{Path, PathBuf};

use crate::clock::{self, Date, Timestamp};
use crate::draft::archive::{SOURCE, labels};
use crate::draft::manifest::{self, MANIFEST, slashed};
use crate::draft::texts::file_name;
use crate::draft::{Digest, DraftError, FORM, PROGRAM, Texts, Version, VersionFile, Weight};
use crate::files::LockedFolder;

/// What is to become a version.
#[derive(Clone, Debug)]
pub struct NewVersion {
    /// The canonical text in each language.
    pub texts: Texts,
    /// What makes the letter again: files by their paths within `source/`.
    pub source: Vec<(PathBuf, Vec<u8>)>,
    /// The day of `date = "today"`.
    pub today: Date,
    /// The latest day on which a listed row was signed.
    pub as_of: Option<Date>,
    /// Who freezes it; empty when nobody can tell.
    pub author: String,
    /// What its author says of it; may be empty.
    pub note: String,
    /// Whether agreement to the version before is agreement to it.
    pub weight: Weight,
}

/// Writes the next version, whole or not at all; two that freeze at the same time make two. A text
/// that is frozen already makes a version too, with the same id, for its date or marking may be
/// others.
pub fn freeze(drafts: &Path, new: NewVersion) -> Result<Version, DraftError> {
    refuse_first_editorial(drafts, new.weight)?;
    let folder = LockedFolder::open(drafts)?;
    let version = new.version(next_label(drafts)?, clock::now())?;
    let mut files = new.into_files();
    files.push((MANIFEST.into(), manifest::write(&version).into_bytes()));
    folder.create_folder(&version.label, &files)?;
    Ok(version)
}

/// The version that `freeze` would write now.
pub fn preview(drafts: &Path, new: &NewVersion) -> Result<Version, DraftError> {
    refuse_first_editorial(drafts, new.weight)?;
    new.version(next_label(drafts)?, clock::now())
}

fn refuse_first_editorial(drafts: &Path, weight: Weight) -> Result<(), DraftError> {
    if weight == Weight::Editorial && labels(drafts)?.is_empty() {
        return Err(DraftError::FirstEditorial);
    }
    Ok(())
}

fn next_label(drafts: &Path) -> Result<String, DraftError> {
    let highest = labels(drafts)?.last().map_or(0, |(number, _)| *number);
    Ok(format!("v{}", u64::from(highest) + 1))
}

impl NewVersion {
    fn version(&self, label: String, time: Timestamp) -> Result<Version, DraftError> {
        let texts = self.texts.iter().map(|(tag, text)| (file_name(tag).into(), text.as_bytes()));
        let source = self.source.iter().map(|(path, bytes)| (in_source(path), bytes.as_slice()));
        let files = texts.chain(source).map(|(path, bytes)| {
            let within = slashed(&path).map(PathBuf::from).ok_or(DraftError::Path { path })?;
            Ok(VersionFile { path: within, digest: Digest::of(bytes) })
        });
        let mut files = files.collect::<Result<Vec<_>, DraftError>>()?;
        files.sort_by(|one, other| {
            one.path.as_os_str().as_encoded_bytes().cmp(other.path.as_os_str().as_encoded_bytes())
        });
        Ok(Version {
            label,
            digest: self.texts.digest(),
            time,
            today: self.today,
            as_of: self.as_of,
            author: self.author.clone(),
            note: self.note.clone(),
            weight: self.weight,
            form: FORM,
            program: PROGRAM.to_owned(),
            files,
        })
    }

    fn into_files(self) -> Vec<(PathBuf, Vec<u8>)> {
        let texts = self.texts.iter();
        let texts = texts.map(|(tag, text)| (file_name(tag).into(), text.as_bytes().to_vec()));
        let source = self.source.into_iter().map(|(path, bytes)| (in_source(&path), bytes));
        texts.chain(source).collect()
    }
}

fn in_source(path: &Path) -> PathBuf {
    Path::new(SOURCE).join(path)
}
