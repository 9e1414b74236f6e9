//! Messages as files, for those who send with a mail program.

use std::collections::{BTreeMap, VecDeque};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::files::{self, FileError};
use crate::mail::{Delivery, Envelope, Transport};

/// A folder in which each message becomes a file, `001-ID.eml`, numbered as they are delivered.
///
/// A file is whole or not there, and on disk before the message counts as taken. The numbers go on
/// behind those of the files that are there; none is written over.
#[derive(Debug)]
pub struct FolderTransport {
    folder: PathBuf,
    ids: BTreeMap<String, VecDeque<String>>,
    last_number: u32,
}

impl FolderTransport {
    /// A folder, which is made with its first file, for messages to these recipients: the address
    /// and the id of each, in the order of delivery where an address stands several times.
    pub fn new(folder: &Path, recipients: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut ids: BTreeMap<String, VecDeque<String>> = BTreeMap::new();
        for (address, id) in recipients {
            ids.entry(address).or_default().push_back(id);
        }
        let there = folder.read_dir().into_iter().flatten().flatten();
        let numbers = there.filter_map(|entry| number_of(&entry.file_name().to_string_lossy()));
        Self { folder: folder.to_owned(), ids, last_number: numbers.max().unwrap_or(0) }
    }

    fn create(&mut self, id: &str, message: &[u8]) -> Result<PathBuf, FileError> {
        loop {
            self.last_number = self.last_number.saturating_add(1);
            let path = self.folder.join(format!("{:03}-{id}.eml", self.last_number));
            match files::create(&path, message) {
                Ok(()) => return Ok(path),
                Err(error)
                    if error.path == path && error.source.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
    }
}

impl Transport for FolderTransport {
    fn deliver(
        &mut self,
        envelope: &Envelope,
        message: &[u8],
        before_body: &mut dyn FnMut() -> Result<(), FileError>,
    ) -> Delivery {
        let id = self.ids.get_mut(&envelope.to).and_then(VecDeque::pop_front);
        let Some(id) = id.filter(|id| names_a_file(id)) else {
            return Delivery::Refused {
                reply: "there is no name for the message's file".to_owned(),
            };
        };
        match before_body().and_then(|()| self.create(&id, message)) {
            Ok(path) => Delivery::Taken { reply: format!("written to `{}`", path.display()) },
            Err(error) => Delivery::Withheld(error),
        }
    }
}

/// The number of a message's file: 12 of `012-amnesty.eml`.
fn number_of(name: &str) -> Option<u32> {
    let (number, _) = name.strip_suffix(".eml")?.split_once('-')?;
    number.parse().ok()
}

/// Whether an id can stand in the name of a file without leading out of the folder.
fn names_a_file(id: &str) -> bool {
    !id.is_empty() && !id.contains(['/', '\\']) && !id.chars().any(char::is_control)
}
