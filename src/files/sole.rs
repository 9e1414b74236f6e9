//! A lock that is not waited for.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Write};
use std::path::Path;
use std::time::Duration;

use crate::files::{FileAction, FileError, failed, make_folder};

/// A lock on a file, until this is dropped or the process ends, however it ends.
#[derive(Debug)]
pub struct SoleLock {
    _file: File,
}

/// Who has a lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holder {
    /// The number of its process on its machine, where it can be read.
    pub process: Option<u32>,
}

impl SoleLock {
    /// Takes the lock of a file, which is made where it is missing, or tells who has it.
    pub fn take(path: &Path) -> Result<Result<Self, Holder>, FileError> {
        make_folder(path)?;
        let mut file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .read(true)
            .write(true)
            .open(path)
            .map_err(failed(FileAction::Lock, path))?;
        match try_lock(&file) {
            Ok(()) => {}
            Err(TryLockError::Error(error)) => return Err(failed(FileAction::Lock, path)(error)),
            Err(TryLockError::WouldBlock) => {
                let mut text = String::new();
                let process =
                    file.read_to_string(&mut text).ok().and_then(|_| text.trim().parse().ok());
                return Ok(Err(Holder { process }));
            }
        }
        // The number is for people: a disk too full for it does not keep anybody from the lock.
        drop(file.set_len(0).and_then(|()| writeln!(file, "{}", std::process::id())));
        Ok(Ok(Self { _file: file }))
    }
}

/// Tries some times: a process that another thread is starting holds the open files of this one
/// until it runs, locks that were given back just now among them.
fn try_lock(file: &File) -> Result<(), TryLockError> {
    const TRIES: usize = 10;
    const PAUSE: Duration = Duration::from_millis(10);

    for _ in 1..TRIES {
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => std::thread::sleep(PAUSE),
            locked => return locked,
        }
    }
    file.try_lock()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_has_the_lock_and_the_other_is_told_who() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("outbox/.lock");
        let lock = SoleLock::take(&path).unwrap().unwrap();
        let holder = Holder { process: Some(std::process::id()) };
        assert_eq!(SoleLock::take(&path).unwrap().unwrap_err(), holder);
        drop(lock);
        SoleLock::take(&path).unwrap().unwrap();
    }
}
