//! The pictures of a project: found by name, each read once.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::model::PictureFile;
use crate::picture::PictureError;
use crate::picture::enclosure::EnclosureRead;
use crate::picture::read::{MOST_BYTES, read, too_many_bytes};

/// The pictures within a folder.
#[derive(Clone, Debug)]
pub struct Pictures {
    root: PathBuf,
    shown: PathBuf,
    /// Where else one may be that is missing here, and the file that names it there.
    or: Option<Box<(Pictures, PathBuf)>>,
    /// What was read, by its path within the folder.
    known: Arc<Mutex<BTreeMap<PathBuf, Read>>>,
    /// Files that are enclosed, in the same way.
    pub(crate) enclosed: Arc<Mutex<BTreeMap<PathBuf, EnclosureRead>>>,
}

/// Why a file is not found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lost {
    Missing,
    Outside,
    Address,
}

type Read = Result<Arc<PictureFile>, PictureError>;

impl Pictures {
    /// Those within `root`, a project's folder, which errors show as `shown`.
    pub fn new(root: &Path, shown: &Path) -> Self {
        Self {
            root: root.to_owned(),
            shown: shown.to_owned(),
            or: None,
            known: Arc::default(),
            enclosed: Arc::default(),
        }
    }

    /// The picture that a file names by a path from its own folder; `file` is as errors show it.
    pub fn named(&self, name: &str, file: &Path) -> Read {
        match (self.find(name, &self.real_folder(file)), &self.or) {
            (Err(PictureError::Missing { .. }), Some(other)) => other.0.named(name, &other.1),
            (found, _) => found,
        }
    }

    /// The same, and those of another folder where `file` names them, for what is missing here.
    #[must_use]
    pub fn or(mut self, other: Self, file: PathBuf) -> Self {
        self.or = Some(Box::new((other, file)));
        self
    }

    /// The folder of a file, from the root.
    pub fn folder_of(&self, file: &Path) -> PathBuf {
        self.within(&self.real_folder(file)).unwrap_or_default()
    }

    pub(crate) fn real_folder(&self, file: &Path) -> PathBuf {
        let file = match file.strip_prefix(&self.shown) {
            Ok(within) => self.root.join(within),
            Err(_) => self.root.join(file),
        };
        file.parent().unwrap_or(&self.root).to_owned()
    }

    /// All that were read, by their paths within the folder.
    pub fn all_read(&self) -> BTreeMap<PathBuf, Arc<PictureFile>> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let read = known
            .iter()
            .filter_map(|(path, read)| Some((path.clone(), Arc::clone(read.as_ref().ok()?))));
        read.collect()
    }

    /// The files of all that were read.
    pub fn files_read(&self) -> Vec<PathBuf> {
        let enclosed = self.enclosed_files();
        let all = self.all_read();
        all.keys().chain(enclosed.keys()).map(|path| self.root.join(path)).collect()
    }

    /// Where a file is that one in a folder names, and its path within the root as it is named, so
    /// that it is found by that name in a copy of the folder.
    pub(crate) fn locate(&self, name: &str, folder: &Path) -> Result<(PathBuf, PathBuf), Lost> {
        let scheme = name.split_once(':').map_or("", |(scheme, _)| scheme);
        if name.starts_with("//") || matches!(scheme, "http" | "https" | "data" | "ftp" | "file") {
            return Err(Lost::Address);
        }
        if Path::new(name).is_absolute() {
            return Err(Lost::Outside);
        }
        let root = self.root.canonicalize().map_err(|_| Lost::Missing)?;
        if candidates(name).all(|name| self.within(&folder.join(name)).is_none()) {
            return Err(Lost::Outside);
        }
        let mut paths = candidates(name).map(|name| folder.join(name));
        let found = paths.find_map(|path| Some((path.canonicalize().ok()?, path)));
        let (real, path) = found.ok_or(Lost::Missing)?;
        let within = real.strip_prefix(&root).map_err(|_| Lost::Outside)?;
        if !real.is_file() {
            return Err(Lost::Missing);
        }
        let within = self.within(&path).unwrap_or_else(|| within.to_owned());
        Ok((real, within))
    }

    fn find(&self, name: &str, folder: &Path) -> Read {
        let named = || name.to_owned();
        let (real, within) = self.locate(name, folder).map_err(|lost| match lost {
            Lost::Missing => PictureError::Missing { name: named() },
            Lost::Outside => PictureError::Outside { name: named() },
            Lost::Address => PictureError::Address { name: named() },
        })?;
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(file) = known.get(&within) {
            return file.clone();
        }
        let bytes = bytes(&real, MOST_BYTES)
            .map_err(|error| PictureError::Unreadable { name: named(), reason: error.to_string() });
        let bytes = bytes.and_then(|bytes| bytes.ok_or_else(|| too_many_bytes(name)));
        let file = bytes.and_then(|bytes| read(name, bytes)).map(Arc::new);
        known.insert(within, file.clone());
        file
    }

    /// The path of a file within the folder, without `..` in it.
    fn within(&self, path: &Path) -> Option<PathBuf> {
        let mut within = PathBuf::new();
        for part in path.strip_prefix(&self.root).ok()?.components() {
            match part {
                Component::Normal(name) => within.push(name),
                Component::CurDir => {}
                Component::ParentDir if within.pop() => {}
                _ => return None,
            }
        }
        Some(within)
    }
}

/// A name as it is, and with the escapes of an address read: `my%20gauge.png`.
fn candidates(name: &str) -> impl Iterator<Item = String> {
    let unescaped = name.contains('%').then(|| unescaped(name)).flatten();
    std::iter::once(name.to_owned()).chain(unescaped)
}

fn unescaped(name: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let digits = tail.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) if *first == b'%' => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).ok().filter(|name| !name.contains('\0'))
}

/// The bytes of a file, when they are not more than may be.
pub(crate) fn bytes(path: &Path, most: u64) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(most + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= most).then_some(bytes))
}
