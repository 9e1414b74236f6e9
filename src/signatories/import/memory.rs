//! What imports wrote last: `.letterctl/imported.jsonl`.
//!
//! A line for each signatory and import that changed something of it; of two lines of one id, the
//! later counts. A line names the answers that the signatory is known by and the cells that were
//! written, both as digests: it tells whether a cell was edited since, and nothing else. Torn lines
//! are passed over.

use std::collections::{BTreeMap, HashMap};
use std::io::ErrorKind;
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::files::{self, FileError};

/// The first twelve hexadecimal digits of a SHA-256.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Digest(u64);

/// What was written of every signatory.
#[derive(Clone, Debug, Default)]
pub(crate) struct Memory {
    by_key: HashMap<Digest, usize>,
    by_id: HashMap<String, usize>,
    written: Vec<Written>,
    columns: Vec<String>,
}

/// What was written of one.
#[derive(Clone, Debug)]
struct Written {
    id: String,
    /// Whether the file knows it by another id.
    is_renamed: bool,
    /// By the numbers of `Memory::columns`.
    cells: Vec<(usize, Digest)>,
}

/// A line of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Line {
    id: String,
    keys: Vec<String>,
    cells: BTreeMap<String, String>,
}

impl Digest {
    /// The digest of a text.
    pub(crate) fn of(text: &str) -> Self {
        let bytes = Sha256::digest(text.as_bytes());
        Self(bytes[..6].iter().fold(0, |number, byte| number << 8 | u64::from(*byte)))
    }

    fn written(self) -> String {
        format!("{:012x}", self.0)
    }

    fn read(text: &str) -> Option<Self> {
        u64::from_str_radix(text, 16).ok().map(Self)
    }
}

impl Memory {
    /// Reads the file; without one, nothing is remembered.
    pub(crate) fn read(path: &Path) -> Result<Self, FileError> {
        match files::read(path) {
            Ok(bytes) => Ok(Self::parse(&bytes)),
            Err(error) if error.source.kind() == ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(error),
        }
    }

    fn parse(bytes: &[u8]) -> Self {
        let mut memory = Self::default();
        for line in bytes.split(|byte| *byte == b'\n') {
            if let Ok(line) = serde_json::from_slice::<Line>(line) {
                memory.take(line);
            }
        }
        memory
    }

    fn take(&mut self, line: Line) {
        let mut cells = Vec::with_capacity(line.cells.len());
        for (column, digest) in &line.cells {
            if let Some(digest) = Digest::read(digest) {
                cells.push((self.column(column), digest));
            }
        }
        let known = self.by_id.get(&line.id).copied();
        let number = known.unwrap_or(self.written.len());
        if known.is_some() {
            self.written[number].cells = cells;
        } else {
            self.by_id.insert(line.id.clone(), number);
            self.written.push(Written { id: line.id, is_renamed: false, cells });
        }
        for key in line.keys.iter().filter_map(|key| Digest::read(key)) {
            self.by_key.insert(key, number);
        }
    }

    fn column(&mut self, name: &str) -> usize {
        self.columns.iter().position(|column| column == name).unwrap_or_else(|| {
            self.columns.push(name.to_owned());
            self.columns.len() - 1
        })
    }

    /// The id of the signatory that was known by an answer.
    pub(crate) fn id(&self, key: Digest) -> Option<&str> {
        self.by_key.get(&key).map(|number| self.written[*number].id.as_str())
    }

    /// What was written last into a cell.
    pub(crate) fn cell(&self, id: &str, column: &str) -> Option<Digest> {
        let written = &self.written[*self.by_id.get(id)?];
        let column = self.columns.iter().position(|known| known == column)?;
        written.cells.iter().find(|(known, _)| *known == column).map(|(_, digest)| *digest)
    }

    /// Whether anything was written of the row with an id.
    pub(crate) fn knows(&self, id: &str) -> bool {
        self.by_id.contains_key(id)
    }

    /// Takes note that what was known by one id is known by another now.
    pub(crate) fn rename(&mut self, old: &str, new: &str) {
        if let Some(number) = self.by_id.remove(old) {
            self.by_id.insert(new.to_owned(), number);
            let written = &mut self.written[number];
            new.clone_into(&mut written.id);
            written.is_renamed = true;
        }
    }

    /// The line that tells of a signatory what is not remembered yet. `cells` are those that say
    /// what the import would write.
    pub(crate) fn line<'a>(
        &self,
        id: &str,
        keys: &[Digest],
        cells: impl IntoIterator<Item = (&'a str, Digest)>,
    ) -> Option<Line> {
        let known = self.by_id.get(id).map(|number| &self.written[*number]);
        let is_renamed = known.is_some_and(|written| written.is_renamed);
        let is_new = |key: &&Digest| is_renamed || self.id(**key) != Some(id);
        let keys: Vec<_> = keys.iter().filter(is_new).map(|key| key.written()).collect();
        let mut written = BTreeMap::new();
        for (column, digest) in known.into_iter().flat_map(|known| &known.cells) {
            written.insert(self.columns[*column].clone(), digest.written());
        }
        let mut is_changed = !keys.is_empty();
        for (column, digest) in cells {
            if self.cell(id, column) != Some(digest) {
                is_changed = true;
                written.insert(column.to_owned(), digest.written());
            }
        }
        is_changed.then(|| Line { id: id.to_owned(), keys, cells: written })
    }
}

/// Appends lines to the file, durably, in a folder that git leaves alone.
pub(crate) fn append(path: &Path, lines: &[Line]) -> Result<(), FileError> {
    if lines.is_empty() {
        return Ok(());
    }
    let ignore = path.with_file_name(".gitignore");
    match files::create(&ignore, b"*\n") {
        Err(error) if error.source.kind() != ErrorKind::AlreadyExists => return Err(error),
        _ => {}
    }
    let mut bytes = Vec::new();
    for line in lines {
        serde_json::to_writer(&mut bytes, line).expect("a line of texts can be written to memory");
        bytes.push(b'\n');
    }
    files::append(path, &bytes).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(memory: &Memory, id: &str, key: &str, cells: &[(&str, &str)]) -> Option<Line> {
        let cells = cells.iter().map(|(column, value)| (*column, Digest::of(value)));
        memory.line(id, &[Digest::of(key)], cells.collect::<Vec<_>>())
    }

    #[test]
    fn what_was_written_is_known_and_told_once() {
        let memory = Memory::default();
        let first = line(&memory, "a", "one", &[("name", "A"), ("email", "canary")]).unwrap();
        let mut text = serde_json::to_string(&first).unwrap();
        assert!(!text.contains("canary"));
        text.push_str("\n{\"id\":\"torn");
        let memory = Memory::parse(text.as_bytes());
        assert_eq!(memory.id(Digest::of("one")), Some("a"));
        assert_eq!(memory.cell("a", "email"), Some(Digest::of("canary")));
        assert_eq!(memory.cell("a", "url"), None);
        assert_eq!(line(&memory, "a", "one", &[("name", "A")]), None);
        let later = line(&memory, "a", "two", &[("name", "B")]).unwrap();
        let memory =
            Memory::parse(format!("{text}\n{}", serde_json::to_string(&later).unwrap()).as_bytes());
        assert_eq!(memory.id(Digest::of("one")), Some("a"));
        assert_eq!(memory.id(Digest::of("two")), Some("a"));
        assert_eq!(memory.cell("a", "name"), Some(Digest::of("B")));
        assert_eq!(memory.cell("a", "email"), Some(Digest::of("canary")));
    }
}
