//! A file of lines that stays open while lines are added to it.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::files::{
    FileAction, FileError, ends_torn, failed, make_folder, outlive_the_size_limit, sync_folder,
};

/// A file of lines, open for adding more. Nobody else writes to it: whoever opens it holds a lock
/// for that.
#[derive(Debug)]
pub struct Journal {
    file: File,
    path: PathBuf,
    /// How many bytes it has.
    length: u64,
    /// Whether the last line may lack its end.
    torn: bool,
    is_synced: bool,
}

impl Journal {
    /// Opens a file, which is made where it is missing, with its folder.
    pub fn open(path: &Path) -> Result<Self, FileError> {
        outlive_the_size_limit();
        make_folder(path)?;
        let is_new = !path.exists();
        let mut file = OpenOptions::new()
            .create(true)
            .read(true)
            .append(true)
            .open(path)
            .map_err(failed(FileAction::Write, path))?;
        if is_new {
            sync_folder(path)?;
        }
        let length = file.metadata().map_err(failed(FileAction::Read, path))?.len();
        let torn = ends_torn(&mut file, length).map_err(failed(FileAction::Read, path))?;
        Ok(Self { file, path: path.to_owned(), length, torn, is_synced: true })
    }

    /// Adds whole lines, without waiting for the disk; one before them that is torn is ended. When
    /// it fails, the file is as it was, or where even that fails, has a torn line.
    pub fn write(&mut self, lines: &[u8]) -> Result<(), FileError> {
        self.add(lines, |_| Ok(()))
    }

    /// The same, and waits until all lines are on disk; lines that are not are taken away again.
    pub fn write_durably(&mut self, lines: &[u8]) -> Result<(), FileError> {
        self.add(lines, File::sync_data)?;
        self.is_synced = true;
        Ok(())
    }

    fn add(
        &mut self,
        lines: &[u8],
        settle: impl FnOnce(&File) -> std::io::Result<()>,
    ) -> Result<(), FileError> {
        let length = self.length;
        let mut bytes = Vec::with_capacity(lines.len() + 1);
        bytes.extend_from_slice(if self.torn { b"\n" } else { b"" });
        bytes.extend_from_slice(lines);
        let torn = std::mem::replace(&mut self.torn, true);
        self.is_synced = false;
        match self.file.write_all(&bytes).and_then(|()| settle(&self.file)) {
            Ok(()) => {
                self.torn = false;
                self.length += u64::try_from(bytes.len()).unwrap_or_default();
                Ok(())
            }
            Err(source) => {
                // What was the matter counts, also where this fails, too.
                match self.cut_back(length) {
                    Ok(()) => self.torn = torn,
                    Err(_) => self.length = self.file.metadata().map_or(length, |file| file.len()),
                }
                Err(failed(FileAction::Write, &self.path)(source))
            }
        }
    }

    /// How many bytes the file has.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// Takes away, durably, what was added since the file had so many bytes.
    pub fn cut_back(&mut self, length: u64) -> Result<(), FileError> {
        self.file
            .set_len(length)
            .and_then(|()| self.file.sync_data())
            .map_err(failed(FileAction::CutBack, &self.path))?;
        self.length = length;
        Ok(())
    }

    /// Waits until all lines are on disk.
    pub fn sync(&mut self) -> Result<(), FileError> {
        if !self.is_synced {
            self.file.sync_data().map_err(failed(FileAction::Sync, &self.path))?;
            self.is_synced = true;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::read;

    #[test]
    fn a_torn_line_is_ended_and_what_was_added_can_be_taken_away() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("outbox/journal.jsonl");
        Journal::open(&path).unwrap().write(b"one\ntorn").unwrap();
        let mut journal = Journal::open(&path).unwrap();
        journal.write_durably(b"two\n").unwrap();
        let length = journal.length();
        journal.write(b"three\n").unwrap();
        journal.cut_back(length).unwrap();
        journal.write(b"four\n").unwrap();
        journal.sync().unwrap();
        assert_eq!(read(&path).unwrap(), b"one\ntorn\ntwo\nfour\n");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_line_that_finds_no_room_is_an_error() {
        let mut journal = Journal::open(Path::new("/dev/full")).unwrap();
        let error = journal.write_durably(b"one\n").unwrap_err();
        assert_eq!(
            (error.action, error.source.kind()),
            (FileAction::Write, std::io::ErrorKind::StorageFull)
        );
    }
}
