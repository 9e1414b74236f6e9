//! Files that a letter encloses, found within a project's folder as its pictures are.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError};

use crate::picture::Pictures;
use crate::picture::pictures::{Lost, bytes};

/// The most bytes that an enclosure may have; mail carries a fifth of it at most.
const MOST_BYTES: u64 = 128 << 20;
/// Where in a file the mark of a PDF stands, and how far from its end the place of its table.
const MARK_WITHIN: usize = 1024;
const END_WITHIN: usize = 2048;

/// What was read of a file.
pub(crate) type EnclosureRead = Result<Arc<[u8]>, EnclosureError>;

/// Why an enclosure cannot be had.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EnclosureError {
    /// No file has that name.
    #[error("there is no enclosure `{name}`")]
    Missing {
        /// The name as given.
        name: String,
    },
    /// The file lies outside the project, be it by a symlink.
    #[error("the enclosure `{name}` lies outside the project")]
    Outside {
        /// The name as given.
        name: String,
    },
    /// The name is an address on the web.
    #[error("the enclosure `{name}` lies on the web")]
    Address {
        /// The name as given.
        name: String,
    },
    /// The operating system refused.
    #[error("cannot read the enclosure `{name}`: {reason}")]
    Unreadable {
        /// The name as given.
        name: String,
        /// What it said.
        reason: String,
    },
    /// It is of another form.
    #[error("the enclosure `{name}` is no PDF")]
    Kind {
        /// The name as given.
        name: String,
    },
    /// It has more bytes than a letter can bring.
    #[error("the enclosure `{name}` is too large: more than {} MiB", MOST_BYTES >> 20)]
    TooLarge {
        /// The name as given.
        name: String,
    },
    /// Its end is missing.
    #[error("the enclosure `{name}` is cut off")]
    CutOff {
        /// The name as given.
        name: String,
    },
}

impl EnclosureError {
    /// What to do about it.
    pub fn help(&self) -> Option<&'static str> {
        Some(match self {
            Self::Missing { .. } => {
                "an enclosure is named by its path from the file that names it: `../annex.pdf`"
            }
            Self::Outside { .. } => "copy it into the project's folder",
            Self::Address { .. } => "save it in the project's folder, and name the file",
            Self::Unreadable { .. } => return None,
            Self::Kind { .. } => {
                "save or print it as PDF; what is no page can be sent beside the letter"
            }
            Self::TooLarge { .. } => "send it beside the letter, and take `file` out",
            Self::CutOff { .. } => "get it once more, whole",
        })
    }

    /// Its kind, as a diagnostic names it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing { .. } => "missing-enclosure",
            Self::Outside { .. } | Self::Address { .. } => "enclosure-outside",
            _ => "enclosure",
        }
    }
}

impl Pictures {
    /// The bytes of the PDF that a file names by a path from its own folder; `file` is as errors
    /// show it.
    pub fn enclosure(&self, name: &str, file: &Path) -> EnclosureRead {
        let named = || name.to_owned();
        let (real, within) =
            self.locate(name, &self.real_folder(file)).map_err(|lost| match lost {
                Lost::Missing => EnclosureError::Missing { name: named() },
                Lost::Outside => EnclosureError::Outside { name: named() },
                Lost::Address => EnclosureError::Address { name: named() },
            })?;
        let mut known = self.enclosed.lock().unwrap_or_else(PoisonError::into_inner);
        known.entry(within).or_insert_with(|| read(&real, name)).clone()
    }

    /// All enclosures that were read, by their paths within the folder.
    pub fn enclosed_files(&self) -> BTreeMap<PathBuf, Arc<[u8]>> {
        let known = self.enclosed.lock().unwrap_or_else(PoisonError::into_inner);
        let whole = known
            .iter()
            .filter_map(|(path, read)| Some((path.clone(), Arc::clone(read.as_ref().ok()?))));
        whole.collect()
    }
}

fn read(path: &Path, name: &str) -> EnclosureRead {
    let name = || name.to_owned();
    let read = bytes(path, MOST_BYTES)
        .map_err(|error| EnclosureError::Unreadable { name: name(), reason: error.to_string() })?;
    let bytes = read.ok_or_else(|| EnclosureError::TooLarge { name: name() })?;
    let has = |part: &[u8], word: &[u8]| part.windows(word.len()).any(|window| window == word);
    if !has(&bytes[..bytes.len().min(MARK_WITHIN)], b"%PDF-") {
        return Err(EnclosureError::Kind { name: name() });
    }
    if !has(&bytes[bytes.len().saturating_sub(END_WITHIN)..], b"startxref") {
        return Err(EnclosureError::CutOff { name: name() });
    }
    Ok(bytes.into())
}
