//! A frozen version, as its `version.toml` tells.

use std::path::PathBuf;

use crate::clock::{Date, Timestamp};
use crate::draft::texts::Digest;

/// The rules that canonical text follows now, by number.
pub const FORM: u32 = 1;

/// The version of this program: `0.1.0`.
pub const PROGRAM: &str = env!("CARGO_PKG_VERSION");

/// A frozen version of the letter: its text, and the source that makes it again. It never changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The name of its folder, for people: `v2`. The digest is what decides.
    pub label: String,
    /// That of its texts.
    pub digest: Digest,
    /// When it was frozen.
    pub time: Timestamp,
    /// The day that `date = "today"` was, when it was frozen.
    pub today: Date,
    /// The latest day on which a listed row was signed, when it was frozen.
    pub as_of: Option<Date>,
    /// Who froze it; empty when nobody could tell.
    pub author: String,
    /// What its author said of it; may be empty.
    pub note: String,
    /// Whether agreement to the version before it is agreement to it.
    pub weight: Weight,
    /// Which rules its canonical text follows: a later program writes older forms to compare.
    pub form: u32,
    /// The version of the program that froze it: `0.1.0`.
    pub program: String,
    /// All its files but `version.toml`, by path within its folder.
    pub files: Vec<VersionFile>,
}

/// What a change of the text means to those who agreed to the text before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// Nothing: a comma, a misspelled word. Their agreement carries over.
    Editorial,
    /// They are to be asked again.
    Substantial,
}

/// A file of a version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionFile {
    /// Its path within the version's folder, with `/` between folders.
    pub path: PathBuf,
    /// The SHA-256 of its bytes.
    pub digest: Digest,
}

impl Version {
    /// What the text is known by: the first twelve digits of its digest.
    pub fn id(&self) -> &str {
        self.digest.id()
    }

    /// The language tag of each of its texts, in the order of their files.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        let texts = self.files.iter().filter(|file| file.path.components().count() == 1);
        texts.filter_map(|file| file.path.file_stem()?.to_str())
    }

    /// As a sign-off names it: `v2@3f9a12bc44e1`.
    pub fn reference(&self) -> String {
        format!("{}@{}", self.label, self.id())
    }
}
