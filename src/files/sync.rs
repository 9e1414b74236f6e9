//! Waiting until many files are on disk.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread::{Builder, scope};

use crate::files::{FileAction, FileError, failed, sync_folder};

/// How many files are waited for at a time: a disk that is asked for several at once writes them
/// together. One after another, 500 letters take seconds; so, a tenth of one.
const AT_ONCE: usize = 8;

/// Waits until files of one folder are on disk that were written without.
pub fn sync(paths: &[PathBuf]) -> Result<(), FileError> {
    let Some(first) = paths.first() else { return Ok(()) };
    let (sender, receiver) = mpsc::channel();
    scope(|scope| {
        for paths in paths.chunks(paths.len().div_ceil(AT_ONCE)) {
            let sender = sender.clone();
            let sync_all = move || {
                let synced = paths.iter().try_for_each(|path| sync_file(path));
                // Whoever started this waits for it.
                drop(sender.send(synced));
            };
            Builder::new().spawn_scoped(scope, sync_all)?;
        }
        Ok(())
    })
    .map_err(failed(FileAction::Sync, first))?;
    drop(sender);
    receiver.into_iter().collect::<Result<(), _>>()?;
    sync_folder(first)
}

fn sync_file(path: &Path) -> Result<(), FileError> {
    File::open(path).and_then(|file| file.sync_all()).map_err(failed(FileAction::Sync, path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_files_are_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let paths: Vec<_> = (0..20).map(|number| folder.path().join(number.to_string())).collect();
        sync(&[]).unwrap();
        paths[1..].iter().for_each(|path| crate::files::write(path, b"x").unwrap());
        sync(&paths[1..]).unwrap();
        assert_eq!(sync(&paths).unwrap_err().path, paths[0]);
    }
}
