//! The messages of a mailbox, one by one.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use crate::files::{FileAction, FileError};
use crate::review::mailbox::head::is_message;
use crate::review::mailbox::mbox::{FROM, Mbox};
use crate::review::mailbox::raw::{Gathered, RawMessage};
use crate::review::mailbox::walk;

/// What stands in a mailbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// A message.
    Message(RawMessage),
    /// A file that is no message, or could not be read.
    Other {
        /// The file, as messages' places tell it.
        place: String,
        /// Why nothing is read of it.
        reason: String,
    },
}

/// Reads a mailbox: a folder of messages, each a file, as mail programs export them; a Maildir; an
/// mbox; or one message. What a file is, its first bytes tell.
#[derive(Debug)]
pub struct MailboxReader {
    /// The files that are still to be read, the next one last.
    files: Vec<PathBuf>,
    /// What places are told from.
    root: PathBuf,
    open: Option<OpenMbox>,
}

/// An mbox that is being read.
#[derive(Debug)]
struct OpenMbox {
    mbox: Mbox<BufReader<File>>,
    place: String,
    /// The number of the last message.
    number: usize,
}

impl MailboxReader {
    /// Finds the files of the mailbox at `path`; `root` is what their places are told from.
    pub fn open(path: &Path, root: &Path) -> Result<Self, FileError> {
        let shown = path.strip_prefix(root).unwrap_or(path);
        let failed =
            |source| FileError { action: FileAction::Read, path: shown.to_owned(), source };
        let mut files = if std::fs::metadata(path).map_err(failed)?.is_dir() {
            walk::files(path)?
        } else {
            File::open(path).map_err(failed)?;
            vec![path.to_owned()]
        };
        files.reverse();
        Ok(Self { files, root: root.to_owned(), open: None })
    }

    /// The next message of the mbox that is being read.
    fn next_of_mbox(&mut self) -> Option<Item> {
        let OpenMbox { mbox, place, number } = self.open.as_mut()?;
        *number += 1;
        let place = format!("{place}:{number}");
        match mbox.next() {
            Ok(Some(message)) => Some(item(message, place)),
            Ok(None) => {
                self.open = None;
                None
            }
            Err(error) => {
                self.open = None;
                Some(Item::Other { place, reason: unreadable(&error) })
            }
        }
    }

    /// A file that is one message; an mbox is opened instead.
    fn begin(&mut self, path: &Path) -> Option<Item> {
        let place = path.strip_prefix(&self.root).unwrap_or(path).display().to_string();
        match start(path) {
            Ok(Start::Mbox(mbox)) => {
                self.open = Some(OpenMbox { mbox, place, number: 0 });
                None
            }
            Ok(Start::Message(message)) => Some(item(message, place)),
            Err(error) => Some(Item::Other { place, reason: unreadable(&error) }),
        }
    }
}

impl Iterator for MailboxReader {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            if let Some(item) = self.next_of_mbox() {
                return Some(item);
            }
            let path = self.files.pop()?;
            if let Some(item) = self.begin(&path) {
                return Some(item);
            }
        }
    }
}

/// What a file turned out to be.
enum Start {
    Mbox(Mbox<BufReader<File>>),
    Message(Gathered),
}

fn start(path: &Path) -> io::Result<Start> {
    let mut reader = BufReader::with_capacity(1 << 16, File::open(path)?);
    if reader.fill_buf()?.starts_with(FROM) {
        return Ok(Start::Mbox(Mbox::new(reader)));
    }
    let mut message = Gathered::default();
    loop {
        let read = reader.fill_buf()?;
        let length = read.len();
        if length == 0 {
            return Ok(Start::Message(message));
        }
        message.push(read);
        reader.consume(length);
        if message.is_cut() {
            // The rest would not be kept: only whether there is one mattered.
            return Ok(Start::Message(message));
        }
    }
}

fn item(message: Gathered, place: String) -> Item {
    let raw = message.finish(place);
    if is_message(&raw.bytes) {
        return Item::Message(raw);
    }
    Item::Other { place: raw.place, reason: "it is no message".to_owned() }
}

fn unreadable(error: &io::Error) -> String {
    format!("it cannot be read: {error}")
}

/// The messages of bytes that are an mbox or one message, for who has no file.
pub fn messages(bytes: &[u8]) -> Vec<Item> {
    if !bytes.starts_with(FROM) {
        let mut message = Gathered::default();
        message.push(bytes);
        return vec![item(message, String::new())];
    }
    let mut mbox = Mbox::new(bytes);
    let mut items = Vec::new();
    // Reading from memory does not fail.
    while let Ok(Some(message)) = mbox.next() {
        items.push(item(message, (items.len() + 1).to_string()));
    }
    items
}
