//! A folder to which folders and files are added, each there as a whole or not there at all.

use std::fs::{File, create_dir_all, read_dir, remove_dir_all, remove_file};
use std::io::Write;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::files::{
    FileAction, FileError, UNFINISHED, failed, folder_of, lock_beside, outlive_the_size_limit,
    sync_folder, write_beside,
};

/// A folder to which nobody else who asks for its lock may add anything, until this is dropped.
///
/// The lock is held on `.folder.lock` within it, and what is unfinished stands beside it: whoever
/// has the lock knows that those who left such behind are gone.
#[derive(Debug)]
pub struct LockedFolder {
    path: PathBuf,
    _lock: File,
}

/// What lock and unfinished folders are named for.
const NAME: &str = "folder";

impl LockedFolder {
    /// Waits for the lock of a folder, which is made where it is missing, and sweeps away what a
    /// killed writer left in it.
    pub fn open(path: &Path) -> Result<Self, FileError> {
        create_dir_all(path).map_err(failed(FileAction::Create, path))?;
        let lock = lock_beside(&path.join(NAME))?;
        sweep(path)?;
        Ok(Self { path: path.to_owned(), _lock: lock })
    }

    /// Adds a folder with files, by their paths within it, durably. It appears at once and whole:
    /// until then it stands beside under a hidden name, and when this fails, it is gone again.
    pub fn create_folder(&self, name: &str, files: &[(PathBuf, Vec<u8>)]) -> Result<(), FileError> {
        outlive_the_size_limit();
        let path = self.path.join(name);
        let unfinished = unfinished(&self.path).map_err(failed(FileAction::Create, &path))?;
        for (file, bytes) in files {
            let file = unfinished.path().join(file);
            create_dir_all(folder_of(&file)).map_err(failed(FileAction::Create, &path))?;
            File::create_new(&file)
                .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
                .map_err(failed(FileAction::Write, &path))?;
        }
        sync_folders(unfinished.path())?;
        self.put_in_place(unfinished, &path)
    }

    /// Adds a file, durably. It appears at once and whole, as a folder does.
    pub fn create_file(&self, name: &str, bytes: &[u8]) -> Result<(), FileError> {
        let path = self.path.join(name);
        let file = write_beside(&self.path.join(NAME), bytes)
            .map_err(|error| FileError { path: path.clone(), ..error })?;
        file.as_file().sync_all().map_err(failed(FileAction::Write, &path))?;
        file.persist_noclobber(&path)
            .map_err(|error| failed(FileAction::Create, &path)(error.error))?;
        sync_folder(&path)
    }

    #[expect(clippy::disallowed_methods, reason = "all files of the folder are on disk by now")]
    fn put_in_place(&self, unfinished: TempDir, path: &Path) -> Result<(), FileError> {
        std::fs::rename(&unfinished, path).map_err(failed(FileAction::Create, path))?;
        // It has another name now, under which there is nothing to take away.
        drop(unfinished.keep());
        sync_folder(&self.path.join(NAME))
    }
}

fn unfinished(folder: &Path) -> std::io::Result<TempDir> {
    let prefix = format!(".{NAME}{UNFINISHED}");
    let mut builder = tempfile::Builder::new();
    builder.prefix(&prefix);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o777));
    builder.tempdir_in(folder)
}

/// Makes the names in a folder durable, and those in the folders within it.
fn sync_folders(folder: &Path) -> Result<(), FileError> {
    for found in read_dir(folder).map_err(failed(FileAction::Read, folder))? {
        let found = found.map_err(failed(FileAction::Read, folder))?;
        if found.file_type().is_ok_and(|kind| kind.is_dir()) {
            sync_folders(&found.path())?;
        }
    }
    sync_folder(&folder.join(NAME))
}

fn sweep(folder: &Path) -> Result<(), FileError> {
    let prefix = format!(".{NAME}{UNFINISHED}");
    for found in read_dir(folder).map_err(failed(FileAction::Read, folder))? {
        let found = found.map_err(failed(FileAction::Read, folder))?;
        if found.file_name().to_string_lossy().starts_with(&prefix) {
            let stray = found.path();
            let is_folder = found.file_type().is_ok_and(|kind| kind.is_dir());
            let removed = if is_folder { remove_dir_all(&stray) } else { remove_file(&stray) };
            removed.map_err(failed(FileAction::Remove, &stray))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(files: &[(&str, &str)]) -> Vec<(PathBuf, Vec<u8>)> {
        files.iter().map(|(path, text)| (path.into(), text.as_bytes().to_vec())).collect()
    }

    fn names(folder: &Path) -> Vec<String> {
        let found = read_dir(folder).unwrap().map(|found| found.unwrap().file_name());
        let mut names: Vec<_> = found.map(|name| name.into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_folder_appears_with_all_its_files_and_with_the_mode_of_any_other() {
        let parent = tempfile::tempdir().unwrap();
        let path = parent.path().join("drafts");
        let folder = LockedFolder::open(&path).unwrap();
        folder.create_folder("v1", &files(&[("en.md", "x"), ("source/a/b.md", "y")])).unwrap();
        assert_eq!(names(&path), [".folder.lock", "v1"]);
        assert_eq!(std::fs::read(path.join("v1/source/a/b.md")).unwrap(), b"y");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;

            let mode = |path: &Path| path.metadata().unwrap().permissions().mode();
            assert_eq!(mode(&path.join("v1")), mode(&path));
        }
    }

    #[test]
    fn a_folder_that_cannot_be_whole_is_not_there() {
        let parent = tempfile::tempdir().unwrap();
        let folder = LockedFolder::open(parent.path()).unwrap();
        folder.create_folder("v1", &files(&[("a", "x"), ("a/b", "y")])).unwrap_err();
        folder.create_folder("v2", &files(&[("a", "x")])).unwrap();
        folder.create_folder("v2", &files(&[("a", "other")])).unwrap_err();
        folder.create_file("x.toml", b"x").unwrap();
        folder.create_file("x.toml", b"other").unwrap_err();
        assert_eq!(names(parent.path()), [".folder.lock", "v2", "x.toml"]);
        assert_eq!(std::fs::read(parent.path().join("x.toml")).unwrap(), b"x");
        assert_eq!(std::fs::read(parent.path().join("v2/a")).unwrap(), b"x");
    }

    #[test]
    fn what_a_killed_writer_left_is_swept_under_the_lock() {
        let parent = tempfile::tempdir().unwrap();
        create_dir_all(parent.path().join(".folder.unfinished-Ab3/source")).unwrap();
        File::create(parent.path().join(".folder.unfinished-Cd4")).unwrap();
        create_dir_all(parent.path().join("v1")).unwrap();
        drop(LockedFolder::open(parent.path()).unwrap());
        assert_eq!(names(parent.path()), [".folder.lock", "v1"]);
    }
}
