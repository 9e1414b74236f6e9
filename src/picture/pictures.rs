//! The pictures of a project: found by name, each read once.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read as _;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::model::PictureFile;
use crate::picture::PictureError;
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
}

type Read = Result<Arc<PictureFile>, PictureError>;

impl Pictures {
    /// Those within `root`, a project's folder, which errors show as `shown`.
    pub fn new(root: &Path, shown: &Path) -> Self {
        Self { root: root.to_owned(), shown: shown.to_owned(), or: None, known: Arc::default() }
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

    fn real_folder(&self, file: &Path) -> PathBuf {
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
        self.all_read().keys().map(|path| self.root.join(path)).collect()
    }

    fn find(&self, name: &str, folder: &Path) -> Read {
        let named = || name.to_owned();
        let scheme = name.split_once(':').map_or("", |(scheme, _)| scheme);
        if name.starts_with("//") || matches!(scheme, "http" | "https" | "data" | "ftp" | "file") {
            return Err(PictureError::Address { name: named() });
        }
        if Path::new(name).is_absolute() {
            return Err(PictureError::Outside { name: named() });
        }
        let missing = || PictureError::Missing { name: named() };
        let root = self.root.canonicalize().map_err(|_| missing())?;
        if candidates(name).all(|name| self.within(&folder.join(name)).is_none()) {
            return Err(PictureError::Outside { name: named() });
        }
        let mut paths = candidates(name).map(|name| folder.join(name));
        let found = paths.find_map(|path| Some((path.canonicalize().ok()?, path)));
        let (real, path) = found.ok_or_else(missing)?;
        let Ok(within) = real.strip_prefix(&root) else {
            return Err(PictureError::Outside { name: named() });
        };
        if !real.is_file() {
            return Err(missing());
        }
        // As it is named, so that it is found by that name in a copy of the folder.
        let within = self.within(&path).unwrap_or_else(|| within.to_owned());
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(file) = known.get(&within) {
            return file.clone();
        }
        let file = bytes(&real, name).and_then(|bytes| read(name, bytes)).map(Arc::new);
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
fn bytes(path: &Path, name: &str) -> Result<Vec<u8>, PictureError> {
    let unreadable = |error: std::io::Error| PictureError::Unreadable {
        name: name.to_owned(),
        reason: error.to_string(),
    };
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(unreadable)?;
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > MOST_BYTES { Err(too_many_bytes(name)) } else { Ok(bytes) }
}
