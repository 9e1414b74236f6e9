//! Waits until files are saved.
//!
//! Folders are followed, not files: many editors write a new file and give it the old one's name,
//! and a file that is missing may appear.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use notify::{Config, Event, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

/// A save is over when nothing has happened for so long: editors write in several steps.
const QUIET: Duration = Duration::from_millis(12);
/// Something that never is quiet is looked at all the same.
const LONGEST: Duration = Duration::from_millis(200);
/// How often it is asked whether to go on waiting.
const TICK: Duration = Duration::from_millis(50);
/// How often files are looked at where the system does not tell of changes.
const POLL: Duration = Duration::from_millis(250);

/// What ended the waiting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// Files were saved, made or taken away.
    Saved,
    /// Nobody waits any more.
    Over,
}

/// Follows the files of folders as they are saved.
pub struct Follower {
    watcher: Box<dyn Watcher>,
    /// Whether files are looked at again and again, since the system tells of none.
    polls: bool,
    folders: BTreeSet<PathBuf>,
    /// Files whose changes are not waited for.
    passed_over: BTreeSet<PathBuf>,
    sender: Sender<notify::Result<Event>>,
    changes: Receiver<notify::Result<Event>>,
}

impl Follower {
    /// Follows nothing yet.
    pub fn new() -> Self {
        let (sender, changes) = mpsc::channel();
        let system = RecommendedWatcher::new(sender.clone(), Config::default());
        let (watcher, polls): (Box<dyn Watcher>, _) = match system {
            Ok(watcher) => (Box::new(watcher), false),
            Err(_) => (polling(&sender), true),
        };
        let (folders, passed_over) = (BTreeSet::new(), BTreeSet::new());
        Self { watcher, polls, folders, passed_over, sender, changes }
    }

    /// Follows these folders and no others from now on. Tells whether there are new ones among
    /// them: what happened in those before is not known.
    pub fn follow(&mut self, folders: BTreeSet<PathBuf>) -> bool {
        for gone in self.folders.difference(&folders) {
            // It may be gone from the disk as well.
            self.watcher.unwatch(gone).ok();
        }
        // One that was taken away and made anew is another one by the same name, so that all of them
        // are named again. One that is not there is not followed; its parent is.
        let watched: Vec<_> = folders
            .iter()
            .map(|folder| self.watcher.watch(folder, RecursiveMode::NonRecursive))
            .collect();
        if !self.polls && watched.iter().filter_map(|result| result.as_ref().err()).any(is_full) {
            self.watcher = polling(&self.sender);
            self.polls = true;
            for folder in &folders {
                self.watcher.watch(folder, RecursiveMode::NonRecursive).ok();
            }
        }
        let has_new = folders.difference(&self.folders).next().is_some();
        self.folders = folders;
        has_new
    }

    /// Does not wait for changes of these files: what is made of the others.
    pub fn pass_over(&mut self, files: &[PathBuf]) {
        self.passed_over = files.iter().map(|file| real(file)).collect();
    }

    /// Waits until something is saved, and the saving is done, or until `is_over`.
    pub fn wait(&self, is_over: impl Fn() -> bool) -> News {
        loop {
            if is_over() {
                return News::Over;
            }
            match self.changes.recv_timeout(TICK) {
                Ok(change) if self.matters(&change) => break,
                Ok(_) | Err(RecvTimeoutError::Timeout) => {}
                // The follower itself holds a sender.
                Err(RecvTimeoutError::Disconnected) => return News::Over,
            }
        }
        let end = Instant::now() + LONGEST;
        let mut quiet_at = Instant::now() + QUIET;
        loop {
            let left = quiet_at.min(end).saturating_duration_since(Instant::now());
            match self.changes.recv_timeout(left) {
                Ok(change) if self.matters(&change) => quiet_at = Instant::now() + QUIET,
                Ok(_) => {}
                Err(_) => return News::Saved,
            }
        }
    }

    fn matters(&self, change: &notify::Result<Event>) -> bool {
        // What is not known may have changed.
        let Ok(event) = change else { return true };
        if event.need_rescan() {
            return true;
        }
        !event.kind.is_access() && event.paths.iter().any(|path| self.is_followed(path))
    }

    /// Hidden files are not: locks, what editors keep beside a file, what is about to be renamed.
    fn is_followed(&self, path: &Path) -> bool {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        !name.starts_with('.') && !name.ends_with('~') && !self.passed_over.contains(&real(path))
    }
}

impl Default for Follower {
    fn default() -> Self {
        Self::new()
    }
}

fn polling(sender: &Sender<notify::Result<Event>>) -> Box<dyn Watcher> {
    // Times of change are whole seconds here, so that contents are compared.
    let config = Config::default().with_poll_interval(POLL).with_compare_contents(true);
    match PollWatcher::new(sender.clone(), config) {
        Ok(watcher) => Box::new(watcher),
        Err(_) => Box::new(notify::NullWatcher),
    }
}

/// Whether the system can follow no more folders, or none of this kind. One that is gone, or that
/// nobody may read, cannot be looked at either.
fn is_full(error: &notify::Error) -> bool {
    match &error.kind {
        notify::ErrorKind::MaxFilesWatch => true,
        notify::ErrorKind::Io(error) => {
            !matches!(error.kind(), ErrorKind::NotFound | ErrorKind::PermissionDenied)
        }
        _ => false,
    }
}

/// A file by the real name of its folder; the file may not be there.
fn real(file: &Path) -> PathBuf {
    let folder = file.parent().and_then(|folder| folder.canonicalize().ok());
    match (folder, file.file_name()) {
        (Some(folder), Some(name)) => folder.join(name),
        _ => file.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files;

    fn following(folder: &Path) -> Follower {
        let mut follower = Follower::new();
        follower.follow([folder.to_owned()].into());
        follower
    }

    /// Waits for news, at the very most for a minute.
    fn news(follower: &Follower) -> News {
        let end = Instant::now() + Duration::from_secs(60);
        follower.wait(|| Instant::now() > end)
    }

    #[test]
    fn a_file_that_is_written_replaced_made_or_taken_away_is_news() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        let follower = following(folder.path());
        files::write(&path, b"new").unwrap();
        assert_eq!(news(&follower), News::Saved);
        files::write(&path, b"renamed onto it").unwrap();
        assert_eq!(news(&follower), News::Saved);
        std::io::Write::write_all(
            &mut std::fs::OpenOptions::new().append(true).open(&path).unwrap(),
            b"more",
        )
        .unwrap();
        assert_eq!(news(&follower), News::Saved);
        std::fs::remove_file(&path).unwrap();
        assert_eq!(news(&follower), News::Saved);
    }

    #[test]
    fn where_the_system_tells_of_nothing_files_are_looked_at() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        files::write(&path, b"one").unwrap();
        let mut follower = Follower::new();
        (follower.watcher, follower.polls) = (polling(&follower.sender), true);
        follower.follow([folder.path().to_owned()].into());
        // Of the same length and within the same second.
        files::write(&path, b"two").unwrap();
        assert_eq!(news(&follower), News::Saved);
    }

    #[test]
    fn a_folder_that_is_made_anew_is_followed_again() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("templates");
        let folders: BTreeSet<_> = [root.path().to_owned(), folder.clone()].into();
        let mut follower = Follower::new();
        std::fs::create_dir(&folder).unwrap();
        assert!(follower.follow(folders.clone()));
        std::fs::remove_dir(&folder).unwrap();
        std::fs::create_dir(&folder).unwrap();
        assert_eq!(news(&follower), News::Saved);
        assert!(!follower.follow(folders));
        while follower.changes.try_recv().is_ok() {}
        files::write(&folder.join("a.md"), b"x").unwrap();
        assert_eq!(news(&follower), News::Saved);
    }

    #[test]
    fn hidden_files_reading_and_what_is_made_of_the_others_are_no_news() {
        let folder = tempfile::tempdir().unwrap();
        let mut follower = following(folder.path());
        let made = folder.path().join("letter.pdf");
        follower.pass_over(std::slice::from_ref(&made));
        files::write(&made, b"%PDF").unwrap();
        files::write(&folder.path().join(".a.md.swp"), b"x").unwrap();
        drop(files::read(&made));
        // What comes last is the first that is told of.
        files::write(&folder.path().join("z.md"), b"x").unwrap();
        let mut told = Vec::new();
        while told.is_empty() {
            let change = follower.changes.recv_timeout(Duration::from_secs(60)).unwrap();
            if follower.matters(&change) {
                told = change.unwrap().paths;
            }
        }
        assert_eq!(told.last().unwrap().file_name().unwrap(), "z.md");
    }

    #[test]
    fn waiting_ends_when_it_is_over() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(following(folder.path()).wait(|| true), News::Over);
    }
}
