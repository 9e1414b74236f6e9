//! The folder of versions: which there are, and their files, checked against what was frozen.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::draft::manifest::{self, MANIFEST, slashed};
use crate::draft::sealed::without_carriage_returns;
use crate::draft::{Digest, DraftError, Texts, Version, VersionFile};
use crate::files::{self, FileAction, FileError};

/// The folder of a version that holds what makes the letter again.
pub(crate) const SOURCE: &str = "source";

/// What file managers leave in the folders that they show: nothing is made of it.
const LITTER: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];

/// What was found of a version.
#[derive(Debug)]
pub struct Verified {
    /// The name of its folder.
    pub label: String,
    /// What its `version.toml` tells, if that can be believed.
    pub version: Option<Version>,
    /// Everything that is not as it was frozen.
    pub faults: Vec<DraftError>,
}

/// All frozen versions in the order of their numbers. Only their `version.toml` are read, and the
/// seals of these checked. No folder is no version.
pub fn versions(drafts: &Path) -> Result<Vec<Version>, DraftError> {
    labels(drafts)?.iter().map(|(_, label)| Folder::new(drafts, label).version()).collect()
}

/// The canonical text of a version in each language, checked.
pub fn texts(drafts: &Path, version: &Version) -> Result<Texts, DraftError> {
    Folder::new(drafts, &version.label).texts(version)
}

/// The folder that makes the letter of a version again, once all of the version was checked.
pub fn source(drafts: &Path, version: &Version) -> Result<PathBuf, DraftError> {
    let folder = Folder::new(drafts, &version.label);
    folder.strays(version, |_| true).into_iter().try_for_each(Err)?;
    for file in &version.files {
        folder.checked(file)?;
    }
    Ok(folder.path.join(SOURCE))
}

/// Checks every file of a version, by its label.
pub fn verify_one(drafts: &Path, label: &str) -> Verified {
    Folder::new(drafts, label).verify()
}

/// Checks every file of every version.
pub fn verify(drafts: &Path) -> Result<Vec<Verified>, DraftError> {
    let labels = labels(drafts)?;
    Ok(labels.into_iter().map(|(_, label)| verify_one(drafts, &label)).collect())
}

/// The labels of versions with their numbers, in the order of these.
pub(crate) fn labels(drafts: &Path) -> Result<Vec<(u32, String)>, DraftError> {
    let mut labels = Vec::new();
    for (name, is_folder) in entries(drafts)? {
        let number = name.to_str().and_then(|name| name.strip_prefix('v')?.parse().ok());
        if let Some(number) = number.filter(|number| is_folder && name == *format!("v{number}")) {
            labels.push((number, format!("v{number}")));
        }
    }
    labels.sort();
    Ok(labels)
}

/// What is in a folder: names, and whether each is a folder and no link. Nothing where the folder
/// is missing.
pub(crate) fn entries(folder: &Path) -> Result<Vec<(std::ffi::OsString, bool)>, FileError> {
    let failed = |source| FileError { action: FileAction::Read, path: folder.to_owned(), source };
    let found = match std::fs::read_dir(folder) {
        Ok(found) => found,
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            return Ok(Vec::new());
        }
        Err(error) => return Err(failed(error)),
    };
    let entry = |found: std::fs::DirEntry| Ok((found.file_name(), found.file_type()?.is_dir()));
    found.map(|found| found.and_then(entry).map_err(failed)).collect()
}

/// Whether a file of a version is a text: `en-US.md`.
fn is_text(path: &Path) -> bool {
    path.components().count() == 1
}

/// The folder of a version.
struct Folder {
    path: PathBuf,
    /// As errors tell it: `drafts/v2`.
    shown: PathBuf,
}

impl Folder {
    fn new(drafts: &Path, label: &str) -> Self {
        let shown = Path::new(drafts.file_name().unwrap_or_default()).join(label);
        Self { path: drafts.join(label), shown }
    }

    fn shown(&self, path: &Path) -> PathBuf {
        self.shown.join(path)
    }

    fn label(&self) -> String {
        self.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    fn version(&self) -> Result<Version, DraftError> {
        let bytes = files::read(&self.path.join(MANIFEST)).map_err(|error| match error {
            error if error.source.kind() == ErrorKind::NotFound => {
                DraftError::NoManifest { folder: self.shown.clone() }
            }
            error => error.into(),
        })?;
        manifest::parse_version(&bytes, &self.label(), &self.shown(Path::new(MANIFEST)))
    }

    /// The bytes of a file, which are those that were frozen.
    fn checked(&self, file: &VersionFile) -> Result<Vec<u8>, DraftError> {
        let shown = || self.shown(&file.path);
        let bytes = match files::read(&self.path.join(&file.path)) {
            Ok(bytes) => bytes,
            Err(error) if error.source.kind() == ErrorKind::NotFound => {
                return Err(DraftError::Missing { file: shown() });
            }
            Err(error) => return Err(error.into()),
        };
        if Digest::of(&bytes) == file.digest {
            Ok(bytes)
        } else if Digest::of(&without_carriage_returns(&bytes)) == file.digest {
            Err(DraftError::LineEnds { file: shown() })
        } else {
            Err(DraftError::Changed { file: shown() })
        }
    }

    /// An error for each file that is there and was not frozen, or for what could not be looked at:
    /// a template may have asked for a file of that name, and done without.
    fn strays(&self, version: &Version, matters: fn(&Path) -> bool) -> Vec<DraftError> {
        let frozen: BTreeSet<_> = version.files.iter().map(|file| file.path.as_path()).collect();
        let mut found = Vec::new();
        if let Err(error) = self.walk(Path::new(""), &mut found) {
            return vec![error.into()];
        }
        found.sort();
        let strays = found.into_iter().filter(|path| {
            matters(path) && path != Path::new(MANIFEST) && !frozen.contains(path.as_path())
        });
        strays.map(|path| DraftError::Stray { file: self.shown(&path) }).collect()
    }

    fn walk(&self, folder: &Path, found: &mut Vec<PathBuf>) -> Result<(), FileError> {
        for (name, is_folder) in entries(&self.path.join(folder))? {
            let path = folder.join(name);
            if is_folder {
                self.walk(&path, found)?;
            } else if !LITTER.iter().any(|litter| path.ends_with(litter)) {
                found.push(slashed(&path).map_or(path, PathBuf::from));
            }
        }
        Ok(())
    }

    fn texts(&self, version: &Version) -> Result<Texts, DraftError> {
        self.strays(version, is_text).into_iter().try_for_each(Err)?;
        let mut texts = Vec::new();
        for file in version.files.iter().filter(|file| is_text(&file.path)) {
            let text =
                String::from_utf8(self.checked(file)?).map_err(|_| DraftError::Unreadable {
                    file: self.shown(&file.path),
                    reason: "it is not UTF-8".to_owned(),
                })?;
            let tag = file.path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            texts.push((tag, text));
        }
        let texts = Texts::new(texts);
        if texts.digest() == version.digest {
            Ok(texts)
        } else {
            Err(DraftError::OtherDigest { folder: self.shown.clone() })
        }
    }

    fn verify(&self) -> Verified {
        let label = self.label();
        let version = match self.version() {
            Ok(version) => version,
            Err(fault) => return Verified { label, version: None, faults: vec![fault] },
        };
        let mut faults = self.strays(&version, |_| true);
        faults.extend(version.files.iter().filter_map(|file| self.checked(file).err()));
        if faults.is_empty() {
            faults.extend(self.texts(&version).err());
        }
        Verified { label, version: Some(version), faults }
    }
}
