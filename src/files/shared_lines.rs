//! A file of lines to which others add lines as well, and which stays open between two of ours.

use std::fs::{File, Metadata, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::files::{
    FileAction, FileError, ends_torn, failed, open_lock, outlive_the_size_limit, resolve,
    sync_folder, take,
};

/// A file of lines to which others add lines as well. It stays open, but its lock is held only
/// while a line is added: nobody waits for it longer than that.
///
/// Where another file was put in its place, as git does, lines go into that one.
#[derive(Debug)]
pub struct SharedLines {
    path: PathBuf,
    open: Option<OpenLines>,
}

#[derive(Debug)]
struct OpenLines {
    /// With symlinks followed.
    path: PathBuf,
    lock: File,
    file: File,
    /// What it was when it was opened.
    opened: Metadata,
    /// How many bytes it had when its end was looked at last, and that was the end of a line.
    whole: u64,
}

impl SharedLines {
    /// A file, which is opened, and made where it is missing, when the first line is added.
    pub fn new(path: &Path) -> Self {
        Self { path: path.to_owned(), open: None }
    }

    /// Adds whole lines, without waiting for the disk: for those that can be made again. A last
    /// line that is torn is ended first. When it fails, the file is as it was.
    pub fn append(&mut self, lines: &[u8]) -> Result<(), FileError> {
        let open = self.open.take().filter(|open| open.is_at(&self.path));
        let open = match open {
            Some(open) => open,
            None => OpenLines::open(&self.path)?,
        };
        self.open.insert(open).append(lines)
    }
}

impl OpenLines {
    fn open(path: &Path) -> Result<Self, FileError> {
        outlive_the_size_limit();
        let path = resolve(path)?;
        let lock = open_lock(&path)?;
        let is_new = !path.exists();
        let file = OpenOptions::new()
            .create(true)
            .read(true)
            .append(true)
            .open(&path)
            .map_err(failed(FileAction::Write, &path))?;
        if is_new {
            sync_folder(&path)?;
        }
        let opened = file.metadata().map_err(failed(FileAction::Read, &path))?;
        Ok(Self { path, lock, file, opened, whole: 0 })
    }

    fn is_at(&self, path: &Path) -> bool {
        path.metadata().is_ok_and(|there| is_same(&self.opened, &there))
    }

    fn append(&mut self, lines: &[u8]) -> Result<(), FileError> {
        take(&self.lock).map_err(failed(FileAction::Lock, &self.path))?;
        let appended = self.append_locked(lines);
        // Only a lock that is not held cannot be given back.
        drop(self.lock.unlock());
        appended
    }

    fn append_locked(&mut self, lines: &[u8]) -> Result<(), FileError> {
        let unreadable = failed(FileAction::Read, &self.path);
        let length = self.file.metadata().map_err(&unreadable)?.len();
        let is_torn =
            length != self.whole && ends_torn(&mut self.file, length).map_err(&unreadable)?;
        let bytes = [if is_torn { &b"\n"[..] } else { b"" }, lines].concat();
        if let Err(source) = self.file.write_all(&bytes) {
            self.file
                .set_len(length)
                .and_then(|()| self.file.sync_data())
                .map_err(failed(FileAction::CutBack, &self.path))?;
            return Err(failed(FileAction::Write, &self.path)(source));
        }
        self.whole = length.saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        Ok(())
    }
}

#[cfg(unix)]
fn is_same(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;

    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

/// Elsewhere, files have no name that stays: each line opens the file anew.
#[cfg(not(unix))]
fn is_same(_one: &Metadata, _other: &Metadata) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::{append, read};

    #[test]
    fn others_add_lines_meanwhile_and_one_that_they_tear_is_ended() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("drafts/h.jsonl");
        let mut lines = SharedLines::new(&path);
        assert!(!path.exists());
        lines.append(b"one\n").unwrap();
        append(&path, ["two\n"]).unwrap();
        lines.append(b"three\nfour\n").unwrap();
        append(&path, ["torn"]).unwrap();
        lines.append(b"five\n").unwrap();
        append(&path, ["six\n"]).unwrap().undo().unwrap();
        lines.append(b"seven\n").unwrap();
        assert_eq!(read(&path).unwrap(), b"one\ntwo\nthree\nfour\ntorn\nfive\nseven\n");
    }

    #[test]
    fn a_file_put_in_its_place_gets_the_next_line() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("h.jsonl");
        let mut lines = SharedLines::new(&path);
        lines.append(b"one\n").unwrap();
        crate::files::write(&path, b"merged").unwrap();
        lines.append(b"two\n").unwrap();
        assert_eq!(read(&path).unwrap(), b"merged\ntwo\n");
        std::fs::remove_file(&path).unwrap();
        lines.append(b"three\n").unwrap();
        assert_eq!(read(&path).unwrap(), b"three\n");
    }
}
