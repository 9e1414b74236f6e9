//! The files of a mailbox that is a folder.

use std::fs::{DirEntry, read_dir};
use std::io;
use std::path::{Path, PathBuf};

use crate::files::{FileAction, FileError};

/// How deep folders of mail lie in each other at most.
const DEEPEST: usize = 16;

/// The files of a folder and of the folders in it, each folder's in the order of their names. Of a
/// Maildir these are the messages that were delivered, those of its own folders too.
pub(crate) fn files(folder: &Path) -> Result<Vec<PathBuf>, FileError> {
    let mut files = Vec::new();
    walk(folder, 0, &mut files)?;
    Ok(files)
}

fn walk(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) -> Result<(), FileError> {
    let failed = |source| FileError { action: FileAction::Read, path: folder.to_owned(), source };
    let mut entries: Vec<_> =
        read_dir(folder).map_err(failed)?.collect::<io::Result<_>>().map_err(failed)?;
    entries.sort_by_key(DirEntry::file_name);
    let is_folder = |entry: &DirEntry| entry.file_type().is_ok_and(|found| found.is_dir());
    let is_maildir = entries.iter().any(|entry| is_delivered(entry) && is_folder(entry));
    for entry in entries {
        let name = entry.file_name();
        let path = entry.path();
        let is_hidden = name.as_encoded_bytes().starts_with(b".");
        if is_folder(&entry) {
            // What is being delivered to a Maildir is no message yet, and a hidden folder is one of
            // its own (Maildir++).
            let is_read = if is_maildir { name != "tmp" } else { !is_hidden };
            if is_read && depth < DEEPEST {
                walk(&path, depth + 1, files)?;
            }
        } else if !is_hidden && !is_maildir && path.is_file() {
            files.push(path);
        }
    }
    Ok(())
}

/// Whether a folder's name is one of the two in which a Maildir keeps messages.
fn is_delivered(entry: &DirEntry) -> bool {
    ["cur", "new"].iter().any(|name| entry.file_name() == *name)
}
