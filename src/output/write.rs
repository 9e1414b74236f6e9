//! Writes what `render` has made, once nothing stands in the way of any of it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use crate::files::{self, FileError};
use crate::parallel;

/// Why a file cannot be written where it was asked for.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OutputError {
    /// Two outputs would have the same name.
    #[error("`{}` would be written twice, for {one} and for {other}", path.display())]
    Clash {
        /// The name.
        path: PathBuf,
        /// What the first is.
        one: String,
        /// What the second is.
        other: String,
    },
    /// The output would replace what it is made from.
    #[error("`{}` is what the letter is made from, and is not written over", path.display())]
    OntoInput {
        /// The file.
        path: PathBuf,
    },
    /// The output would become part of a frozen version.
    #[error("`{}` would lie in a frozen version, which never changes", path.display())]
    InVersion {
        /// The file.
        path: PathBuf,
    },
    /// The output would replace a file that the program has not written.
    #[error("`{}` was not written by letterctl, and is not written over", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// The file is another than it was when the edits were found.
    #[error("`{}` was changed meanwhile", path.display())]
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// Two edits are about the same words.
    #[error("two of these changes of `{}` are about the same words", path.display())]
    Overlap {
        /// The file.
        path: PathBuf,
    },
    /// A folder of that name is there.
    #[error("`{}` is a folder", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
    },
    /// A file could not be written.
    #[error("{there} of {all} files are there")]
    Incomplete {
        /// How many were written before.
        there: usize,
        /// How many there are to be.
        all: usize,
        /// What stopped it.
        source: FileError,
    },
    /// A file could not be written.
    #[error(transparent)]
    Files(#[from] FileError),
}

/// A file to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputFile {
    /// Where.
    pub path: PathBuf,
    /// For whom or what, to tell two apart: `the addressee on line 4`.
    pub purpose: String,
}

/// Finds what stands in the way of writing files before the first one is written: two of one
/// name (also where only the case differs, which some file systems do not tell apart), one that
/// is an input, one that is a folder, one within a frozen version.
pub fn examine(files: &[OutputFile], inputs: &[PathBuf]) -> Result<(), OutputError> {
    let inputs: Vec<_> = inputs.iter().filter_map(|input| input.canonicalize().ok()).collect();
    let mut names: BTreeMap<String, &OutputFile> = BTreeMap::new();
    for file in files {
        let path = file.path.clone();
        if path.is_dir() || path.as_os_str().to_string_lossy().ends_with('/') {
            return Err(OutputError::Folder { path });
        }
        if path.canonicalize().is_ok_and(|path| inputs.contains(&path)) {
            return Err(OutputError::OntoInput { path });
        }
        if path.ancestors().skip(1).any(|folder| folder.join("version.toml").is_file()) {
            return Err(OutputError::InVersion { path });
        }
        let name = path.to_string_lossy().to_lowercase();
        if let Some(other) = names.insert(name, file) {
            let (one, other) = (other.purpose.clone(), file.purpose.clone());
            return Err(OutputError::Clash { path, one, other });
        }
    }
    Ok(())
}

/// Finds a file that would be replaced though it does not begin with the mark of those that the
/// program writes.
pub fn examine_origin(files: &[OutputFile], mark: &str) -> Result<(), OutputError> {
    for OutputFile { path, .. } in files.iter().filter(|file| file.path.exists()) {
        if !files::read(path)?.starts_with(mark.as_bytes()) {
            return Err(OutputError::Foreign { path: path.clone() });
        }
    }
    Ok(())
}

/// The fewest files that a thread is worth.
const FILES_PER_THREAD: usize = 16;

/// Writes files, each whole or not at all. `out` is the project's folder for them, which gets a
/// `.gitignore` of its own when it is made.
pub fn write(files: &[(PathBuf, Vec<u8>)], out: &Path) -> Result<(), OutputError> {
    let within = |(path, _): &(PathBuf, _)| path != out && path.starts_with(out);
    let ignore = out.join(".gitignore");
    let ignored = if files.iter().any(within) && !ignore.exists() {
        files::write(&ignore, b"*\n")
    } else {
        Ok(())
    };
    let failed = AtomicBool::new(false);
    let written = ignored.map(|()| {
        parallel::map(
            files,
            FILES_PER_THREAD,
            || (),
            |(), (path, bytes)| {
                // After the first that cannot be, none is begun.
                if failed.load(Ordering::Relaxed) {
                    return None;
                }
                let written = files::write(path, bytes);
                failed.fetch_or(written.is_err(), Ordering::Relaxed);
                Some(written)
            },
        )
    });
    let written = written.unwrap_or_else(|error| vec![Some(Err(error))]);
    let there = written.iter().flatten().filter(|written| written.is_ok()).count();
    match written.into_iter().flatten().find_map(Result::err) {
        None => Ok(()),
        Some(source) if files.len() == 1 => Err(source.into()),
        Some(source) => Err(OutputError::Incomplete { there, all: files.len(), source }),
    }
}

/// The folder that every file lies in, where they share one.
pub fn folder_of_all(files: &[(PathBuf, Vec<u8>)]) -> Option<&Path> {
    let mut folders = files.iter().map(|(path, _)| path.parent());
    let first = folders.next()??;
    folders.all(|folder| folder == Some(first)).then_some(first)
}
