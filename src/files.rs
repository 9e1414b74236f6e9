//! The only module that writes to disk: crash-safe replacing, an advisory lock, appending, folders
//! that appear whole.

use std::fmt;
use std::fs::{File, OpenOptions, TryLockError, create_dir_all, read_dir, remove_file};
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;

use tempfile::NamedTempFile;

mod folder;
mod journal;
mod shared_lines;
mod sole;
mod sync;

pub use folder::LockedFolder;
pub use journal::Journal;
pub use shared_lines::SharedLines;
pub use sole::{Holder, SoleLock};
pub use sync::sync;

/// A file could not be read, locked or written; what stood there before still stands.
#[derive(Debug, thiserror::Error)]
#[error("cannot {action} `{}`", path.display())]
pub struct FileError {
    /// What was being done.
    pub action: FileAction,
    /// The file.
    pub path: PathBuf,
    /// What the operating system said.
    pub source: io::Error,
}

/// What can be done to a file, and fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileAction {
    /// Open what should be there.
    Open,
    /// Read what should be there.
    Read,
    /// Take its lock.
    Lock,
    /// Write it, or find out whether it may be written.
    Write,
    /// Put a new file in its place.
    Replace,
    /// Give the new file what the old one had.
    KeepOwner,
    /// Make it, or a folder.
    Create,
    /// Take away what a killed run left behind.
    Remove,
    /// Wait until it is on disk.
    Sync,
    /// Take back what was appended.
    CutBack,
}

impl fmt::Display for FileAction {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Open => "open",
            Self::Read => "read",
            Self::Lock => "lock",
            Self::Write => "write",
            Self::Replace => "replace",
            Self::KeepOwner => "keep owner and mode of",
            Self::Create => "create",
            Self::Remove => "remove",
            Self::Sync => "sync",
            Self::CutBack => "cut back",
        })
    }
}

fn failed(action: FileAction, path: &Path) -> impl Fn(io::Error) -> FileError {
    move |source| FileError { action, path: path.to_owned(), source }
}

/// Reads a whole file.
pub fn read(path: &Path) -> Result<Vec<u8>, FileError> {
    std::fs::read(path).map_err(failed(FileAction::Read, path))
}

/// Parts of a file, in bytes; of each as much as there is.
pub fn read_parts(path: &Path, parts: &[Range<u64>]) -> Result<Vec<Vec<u8>>, FileError> {
    let read = |mut file: File| {
        let whole = file.metadata()?.len();
        let read = parts.iter().map(|part| {
            file.seek(SeekFrom::Start(part.start))?;
            let length = part.end.min(whole).saturating_sub(part.start);
            let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default());
            (&mut file).take(length).read_to_end(&mut bytes)?;
            Ok(bytes)
        });
        read.collect()
    };
    File::open(path).and_then(read).map_err(failed(FileAction::Read, path))
}

/// The last bytes of a file, at most so many; a file that is not there has none.
pub fn tail(path: &Path, length: u64) -> Result<Vec<u8>, FileError> {
    let read = |mut file: File| {
        let whole = file.metadata()?.len();
        file.seek(SeekFrom::Start(whole.saturating_sub(length)))?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    match File::open(path).and_then(read) {
        Err(error)
            if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) =>
        {
            Ok(Vec::new())
        }
        read => read.map_err(failed(FileAction::Read, path)),
    }
}

/// A file that nobody else who asks for its lock may change, until this is dropped.
///
/// The lock is held on a file beside, `.signatories.csv.lock`, since the file itself is replaced.
/// The system lets go of it when the process ends, however it ends.
#[derive(Debug)]
pub struct Locked {
    path: PathBuf,
    _lock: File,
}

impl Locked {
    /// Waits for the lock of an existing file, or of the one that a symlink leads to, but not for
    /// ever, and sweeps away what a killed writer left beside it. An error when the file could not
    /// be written.
    pub fn open(path: &Path) -> Result<Self, FileError> {
        let path = path.canonicalize().map_err(failed(FileAction::Open, path))?;
        OpenOptions::new().append(true).open(&path).map_err(failed(FileAction::Write, &path))?;
        let lock = lock_beside(&path)?;
        sweep(&path)?;
        Ok(Self { path, _lock: lock })
    }

    /// What stands in the file now.
    pub fn read(&self) -> Result<Vec<u8>, FileError> {
        read(&self.path)
    }

    /// An error when the file is not what was read, for somebody who takes no lock, as a
    /// spreadsheet program, saved it meanwhile.
    pub fn check_unchanged(&self, bytes: &[u8]) -> Result<(), FileError> {
        if self.read()? == bytes {
            return Ok(());
        }
        let saved = io::Error::other("another program saved it meanwhile: run the command again");
        Err(failed(FileAction::Replace, &self.path)(saved))
    }

    /// Writes the new file beside the old one, synced; `Replacement::commit` puts it in its place.
    pub fn stage(&self, bytes: &[u8]) -> Result<Replacement, FileError> {
        let file = write_beside(&self.path, bytes)?;
        file.as_file().sync_all().map_err(failed(FileAction::Write, &self.path))?;
        Ok(Replacement { file, path: self.path.clone() })
    }

    /// Makes a committed replacement durable.
    pub fn sync(&self) -> Result<(), FileError> {
        sync_folder(&self.path)
    }
}

fn lock_beside(path: &Path) -> Result<File, FileError> {
    let lock = open_lock(path)?;
    take(&lock).map_err(failed(FileAction::Lock, &beside(path, LOCK)))?;
    Ok(lock)
}

/// What the name of the file goes on with on which the lock is held, after that of the file.
const LOCK: &str = ".lock";

/// The file on which the lock is held, open, and not locked yet.
fn open_lock(path: &Path) -> Result<File, FileError> {
    let lock_path = beside(path, LOCK);
    OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&lock_path)
        // Another who shares the folder may have made it, and reading is enough to lock it.
        .or_else(|error| File::open(&lock_path).map_err(|_| error))
        .map_err(failed(FileAction::Lock, &lock_path))
}

/// How long a lock is waited for. A writer holds it for milliseconds, the writer of a very long
/// list for tenths of a second; one that holds it for so long has been stopped.
const PATIENCE: Duration = Duration::from_secs(10);

fn take(lock: &File) -> io::Result<()> {
    match lock.try_lock() {
        Ok(()) => return Ok(()),
        Err(TryLockError::WouldBlock) => {}
        Err(TryLockError::Error(error)) => return Err(error),
    }
    // The system lets those who wait have it in turn, which asking again and again would not. It
    // knows no limit of waiting: a thread that waits in vain ends with the process.
    let waiting = lock.try_clone()?;
    let (sender, receiver) = mpsc::channel();
    std::thread::Builder::new().spawn(move || sender.send(waiting.lock()))?;
    let held = || {
        let seconds = PATIENCE.as_secs();
        let held = format!("another program has held it for {seconds} seconds");
        io::Error::new(io::ErrorKind::TimedOut, held)
    };
    receiver.recv_timeout(PATIENCE).map_err(|_| held())?
}

/// `.signatories.csv` with a suffix, in the folder of `signatories.csv`.
fn beside(path: &Path, suffix: &str) -> PathBuf {
    path.with_file_name(format!("{}{suffix}", hidden_name(path)))
}

fn hidden_name(path: &Path) -> String {
    format!(".{}", path.file_name().unwrap_or_default().to_string_lossy())
}

/// What the name of an unfinished file goes on with after that of the file it is to be.
const UNFINISHED: &str = ".unfinished-";

fn sweep(path: &Path) -> Result<(), FileError> {
    let folder = folder_of(path);
    let prefix = hidden_name(path) + UNFINISHED;
    for found in read_dir(folder).map_err(failed(FileAction::Read, folder))? {
        let found = found.map_err(failed(FileAction::Read, folder))?;
        if found.file_name().to_string_lossy().starts_with(&prefix) {
            let stray = found.path();
            remove_file(&stray).map_err(failed(FileAction::Remove, &stray))?;
        }
    }
    Ok(())
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// A new file, complete and synced, that has not taken the old one's place yet. Dropped, it is
/// gone and nothing has changed.
#[derive(Debug)]
pub struct Replacement {
    file: NamedTempFile,
    path: PathBuf,
}

impl Replacement {
    /// Puts the new file in the place of the old one; that it stays there when the power fails,
    /// its folder has to be synced.
    pub fn commit(self) -> Result<(), FileError> {
        let path = self.path;
        self.file
            .persist(&path)
            .map_err(|error| failed(FileAction::Replace, &path)(error.error))?;
        Ok(())
    }
}

/// A file with these bytes beside `path`, with mode and owner of what stands there.
fn write_beside(path: &Path, bytes: &[u8]) -> Result<NamedTempFile, FileError> {
    outlive_the_size_limit();
    let prefix = hidden_name(path) + UNFINISHED;
    let mut builder = tempfile::Builder::new();
    builder.prefix(&prefix);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder_of(path)).map_err(failed(FileAction::Write, path))?;
    file.as_file_mut().write_all(bytes).map_err(failed(FileAction::Write, path))?;
    match std::fs::metadata(path) {
        Ok(old) => keep_owner(file.as_file(), &old)
            .and_then(|()| file.as_file().set_permissions(old.permissions()))
            .map_err(failed(FileAction::KeepOwner, path))?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(failed(FileAction::Read, path)(error)),
    }
    Ok(file)
}

/// Makes a file that would pass the limit on file sizes (`ulimit -f`) an error of writing it; left
/// alone, the system ends the process, with no word and its unfinished file left behind.
#[cfg(unix)]
fn outlive_the_size_limit() {
    static ONCE: std::sync::Once = std::sync::Once::new();

    ONCE.call_once(|| {
        let seen = std::sync::Arc::default();
        // Where the signal cannot be caught, all is as it was without the attempt.
        drop(signal_hook::flag::register(signal_hook::consts::SIGXFSZ, seen));
    });
}

#[cfg(not(unix))]
fn outlive_the_size_limit() {}

/// Gives a new file the owner and group of the old one. Only the superuser can give a file away:
/// for all others it keeps the group, so that those who shared the file go on sharing it.
#[cfg(unix)]
fn keep_owner(new: &File, old: &std::fs::Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, fchown};

    let now = new.metadata()?;
    if (now.uid(), now.gid()) == (old.uid(), old.gid()) {
        return Ok(());
    }
    fchown(new, Some(old.uid()), Some(old.gid())).or_else(|_| fchown(new, None, Some(old.gid())))
}

#[cfg(not(unix))]
fn keep_owner(_new: &File, _old: &std::fs::Metadata) -> io::Result<()> {
    Ok(())
}

/// Makes a change of names in a folder durable.
#[cfg(unix)]
fn sync_folder(path: &Path) -> Result<(), FileError> {
    let folder = folder_of(path);
    File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(failed(FileAction::Sync, folder))
}

#[cfg(not(unix))]
fn sync_folder(_path: &Path) -> Result<(), FileError> {
    Ok(())
}

/// Writes a file that can be made again, such as a rendered letter: whole or not at all, but
/// without waiting for the disk. Where a device or a pipe stands, the bytes go into it.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    let path = &resolve(path)?;
    if path.metadata().is_ok_and(|old| !old.is_file() && !old.is_dir()) {
        let mut device =
            OpenOptions::new().write(true).open(path).map_err(failed(FileAction::Write, path))?;
        return device.write_all(bytes).map_err(failed(FileAction::Write, path));
    }
    let file = write_beside(path, bytes)?;
    file.persist(path).map_err(|error| failed(FileAction::Write, path)(error.error))?;
    Ok(())
}

/// Replaces a file that cannot be made again, such as a letter's source: whole or not at all, and
/// durably. A symlink goes on leading to it.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    let path = path.canonicalize().map_err(failed(FileAction::Open, path))?;
    OpenOptions::new().append(true).open(&path).map_err(failed(FileAction::Write, &path))?;
    let file = write_beside(&path, bytes)?;
    file.as_file().sync_all().map_err(failed(FileAction::Write, &path))?;
    Replacement { file, path: path.clone() }.commit()?;
    sync_folder(&path)
}

/// Makes a file that is not there yet, durably; an error of the kind `AlreadyExists` when it is.
pub fn create(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    make_folder(path)?;
    let file = write_beside(path, bytes)?;
    file.as_file().sync_all().map_err(failed(FileAction::Write, path))?;
    file.persist_noclobber(path).map_err(|error| failed(FileAction::Create, path)(error.error))?;
    sync_folder(path)
}

/// Makes a folder, if it is missing, that git leaves alone: it holds a `.gitignore` of its own.
pub fn create_ignored(folder: &Path) -> Result<(), FileError> {
    let ignore = folder.join(".gitignore");
    if ignore.exists() {
        return Ok(());
    }
    match create(&ignore, b"*\n") {
        Err(error) if error.source.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

/// The real file, symlinks followed, with its folder made where it is missing.
fn resolve(path: &Path) -> Result<PathBuf, FileError> {
    match path.canonicalize() {
        Ok(path) => Ok(path),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            make_folder(path)?;
            Ok(path.to_owned())
        }
        Err(error) => Err(failed(FileAction::Write, path)(error)),
    }
}

fn make_folder(path: &Path) -> Result<(), FileError> {
    let folder = folder_of(path);
    create_dir_all(folder).map_err(failed(FileAction::Create, folder))
}

/// Bytes at the end of a file, durable. The file is locked until this is dropped.
#[derive(Debug)]
pub struct Appended {
    file: File,
    path: PathBuf,
    length_before: u64,
    _lock: File,
}

/// Appends whole lines to a file and waits until they are on disk; the file and its folder are
/// made where they are missing. A last line that is torn is ended first. When it fails, the file
/// is as it was.
pub fn append<Line: AsRef<[u8]>>(
    path: &Path,
    lines: impl IntoIterator<Item = Line>,
) -> Result<Appended, FileError> {
    outlive_the_size_limit();
    let path = resolve(path)?;
    let lock = lock_beside(&path)?;
    let is_new = !path.exists();
    let mut file = OpenOptions::new()
        .create(true)
        .read(true)
        .append(true)
        .open(&path)
        .map_err(failed(FileAction::Write, &path))?;
    let length_before = file.metadata().map_err(failed(FileAction::Read, &path))?.len();
    let torn = ends_torn(&mut file, length_before).map_err(failed(FileAction::Read, &path))?;
    let torn_end = torn.then_some(&b"\n"[..]);
    let written = write_all(&file, torn_end).and_then(|()| write_all(&file, lines));
    let written = written.and_then(|()| file.sync_data());
    let mut appended = Appended { file, path, length_before, _lock: lock };
    if let Err(source) = written {
        appended.cut_back()?;
        return Err(failed(FileAction::Write, &appended.path)(source));
    }
    if is_new {
        sync_folder(&appended.path)?;
    }
    Ok(appended)
}

fn write_all(file: &File, lines: impl IntoIterator<Item = impl AsRef<[u8]>>) -> io::Result<()> {
    let mut writer = BufWriter::new(file);
    lines.into_iter().try_for_each(|line| writer.write_all(line.as_ref()))?;
    writer.flush()
}

fn ends_torn(file: &mut File, length: u64) -> io::Result<bool> {
    if length == 0 {
        return Ok(false);
    }
    let mut last = [0];
    file.seek(SeekFrom::Start(length - 1))?;
    file.read_exact(&mut last)?;
    Ok(last != *b"\n")
}

impl Appended {
    /// Takes the lines away again, since what they tell did not come about.
    pub fn undo(mut self) -> Result<(), FileError> {
        self.cut_back()
    }

    fn cut_back(&mut self) -> Result<(), FileError> {
        self.file
            .set_len(self.length_before)
            .and_then(|()| self.file.sync_data())
            .map_err(failed(FileAction::CutBack, &self.path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> tempfile::TempDir {
        tempfile::tempdir().unwrap()
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> = read_dir(folder)
            .unwrap()
            .map(|found| found.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn replacing_makes_folders_and_leaves_nothing_beside() {
        let folder = folder();
        let path = folder.path().join("a/b.txt");
        write(&path, b"one").unwrap();
        write(&path, b"two").unwrap();
        assert_eq!(read(&path).unwrap(), b"two");
        assert_eq!(names(&folder.path().join("a")), ["b.txt"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_symlink_is_written_through_and_the_mode_kept() {
        use std::fs::Permissions;
        use std::os::unix::fs::PermissionsExt;

        let folder = folder();
        let real = folder.path().join("real.csv");
        let link = folder.path().join("link.csv");
        create(&real, b"one").unwrap();
        std::fs::set_permissions(&real, Permissions::from_mode(0o640)).unwrap();
        std::os::unix::fs::symlink(&real, &link).unwrap();
        Locked::open(&link).unwrap().stage(b"two").unwrap().commit().unwrap();
        assert!(link.symlink_metadata().unwrap().is_symlink());
        assert_eq!(read(&real).unwrap(), b"two");
        assert_eq!(real.metadata().unwrap().permissions().mode() & 0o777, 0o640);
    }

    #[test]
    fn what_a_killed_writer_left_is_swept_under_the_lock() {
        let folder = folder();
        let path = folder.path().join("x.csv");
        create(&path, b"").unwrap();
        create(&folder.path().join(".x.csv.unfinished-Ab3"), b"torn").unwrap();
        create(&folder.path().join(".y.csv.unfinished-Ab3"), b"another's").unwrap();
        drop(Locked::open(&path).unwrap());
        assert_eq!(names(folder.path()), [".x.csv.lock", ".y.csv.unfinished-Ab3", "x.csv"]);
    }

    #[test]
    fn a_file_not_committed_changes_nothing() {
        let folder = folder();
        let path = folder.path().join("x.csv");
        create(&path, b"old").unwrap();
        let locked = Locked::open(&path).unwrap();
        drop(locked.stage(b"new").unwrap());
        assert_eq!(locked.read().unwrap(), b"old");
        assert_eq!(names(folder.path()), [".x.csv.lock", "x.csv"]);
    }

    #[test]
    fn creating_never_overwrites() {
        let folder = folder();
        let path = folder.path().join("x");
        create(&path, b"mine").unwrap();
        let error = create(&path, b"other").unwrap_err();
        assert_eq!(error.source.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(read(&path).unwrap(), b"mine");
    }

    #[test]
    fn an_appended_line_ends_a_torn_one_and_can_be_taken_back() {
        let folder = folder();
        let path = folder.path().join("drafts/h.jsonl");
        append(&path, [b"one\n"]).unwrap();
        append(&path, [b"torn"]).unwrap();
        append(&path, [b"two\n"]).unwrap().undo().unwrap();
        assert_eq!(read(&path).unwrap(), b"one\ntorn");
        append(&path, [b"two\n"]).unwrap();
        assert_eq!(read(&path).unwrap(), b"one\ntorn\ntwo\n");
    }

    #[cfg(unix)]
    #[test]
    fn output_to_a_device_goes_into_it() {
        use std::os::unix::fs::FileTypeExt;

        write(Path::new("/dev/null"), b"x").unwrap();
        assert!(Path::new("/dev/null").metadata().unwrap().file_type().is_char_device());
    }
}
