//! What imports wrote last: `.letterctl/imported.jsonl`.
//!
//! A line for each signatory and import that changed something of it; of two lines of one id, the
//! later counts. A line names the answers that the signatory is known by and the cells that were
//! written, both as digests: it tells whether a cell was edited since, and nothing else. Torn lines
//! are passed over.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest as _, Sha256};

use crate::files::{self, FileError};

/// The first twelve hexadecimal digits of a SHA-256.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Digest(u64);

/// What an answer is remembered by.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Key {
    /// Its own digest.
    pub(crate) answer: Digest,
    /// That of the name without the address, where the name alone tells who it is.
    pub(crate) name: Option<Digest>,
}

/// What was written of every signatory.
#[derive(Clone, Debug, Default)]
pub(crate) struct Memory {
    by_key: HashMap<Digest, usize>,
    by_id: HashMap<Arc<str>, usize>,
    written: Vec<Written>,
    columns: Vec<String>,
}

/// What is remembered of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Entry(usize);

/// What was written of one.
#[derive(Clone, Debug)]
struct Written {
    id: Arc<str>,
    /// By the numbers of `Memory::columns`.
    cells: Vec<(usize, Digest)>,
}

/// A line of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Line {
    id: String,
    keys: Vec<Digest>,
    cells: BTreeMap<String, Digest>,
    /// Those of the keys that are only names.
    #[serde(skip)]
    names: Vec<Digest>,
}

impl Digest {
    /// The digest of a text.
    pub(crate) fn of(text: &str) -> Self {
        let bytes = Sha256::digest(text.as_bytes());
        Self(bytes[..6].iter().fold(0, |number, byte| number << 8 | u64::from(*byte)))
    }
}

impl Serialize for Digest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{:012x}", self.0))
    }
}

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        u64::from_str_radix(&text, 16).map(Self).map_err(D::Error::custom)
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
        let cells = line.cells.iter().map(|(name, digest)| (self.column(name), *digest)).collect();
        let known = self.by_id.get(line.id.as_str()).copied();
        let number = known.unwrap_or(self.written.len());
        if known.is_some() {
            self.written[number].cells = cells;
        } else {
            let id: Arc<str> = line.id.into();
            self.by_id.insert(Arc::clone(&id), number);
            self.written.push(Written { id, cells });
        }
        self.by_key.extend(line.keys.into_iter().map(|key| (key, number)));
    }

    fn column(&mut self, name: &str) -> usize {
        self.columns.iter().position(|column| column == name).unwrap_or_else(|| {
            self.columns.push(name.to_owned());
            self.columns.len() - 1
        })
    }

    /// What is remembered of the one who gave an answer.
    pub(crate) fn of_answer(&self, key: Digest) -> Option<Entry> {
        self.by_key.get(&key).copied().map(Entry)
    }

    /// What is remembered of the row with an id.
    pub(crate) fn of_row(&self, id: &str) -> Option<Entry> {
        self.by_id.get(id).copied().map(Entry)
    }

    /// The id that the row had.
    pub(crate) fn id(&self, entry: Entry) -> &str {
        &self.written[entry.0].id
    }

    /// What was written last into a cell.
    pub(crate) fn cell(&self, entry: Entry, column: &str) -> Option<Digest> {
        let column = self.columns.iter().position(|known| known == column)?;
        let mut cells = self.written[entry.0].cells.iter();
        cells.find(|(known, _)| *known == column).map(|(_, digest)| *digest)
    }

    /// The line that tells of a row what is not remembered yet. `cells` are those that say what the
    /// import would write.
    pub(crate) fn line(
        &self,
        id: &str,
        entry: Option<Entry>,
        keys: &[Key],
        cells: &[(&str, Digest)],
    ) -> Option<Line> {
        let is_remembered = entry.is_some_and(|entry| self.id(entry) == id);
        let is_new = |key: &Digest| !is_remembered || self.of_answer(*key) != entry;
        // A name can be that of several; whoever has it keeps it.
        let mut names: Vec<_> = Vec::new();
        for name in keys.iter().filter_map(|key| key.name) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names.retain(|name| {
            let owner = self.of_answer(*name);
            let is_own = !is_remembered && owner == entry;
            (owner.is_none() || is_own) && keys.iter().all(|key| key.answer != *name)
        });
        let answers = keys.iter().map(|key| key.answer).filter(is_new);
        let keys: Vec<_> = answers.chain(names.iter().copied()).collect();
        let is_written = |(column, digest): &(&str, Digest)| {
            entry.and_then(|entry| self.cell(entry, column)) == Some(*digest)
        };
        if keys.is_empty() && cells.iter().all(is_written) {
            return None;
        }
        let known = entry.into_iter().flat_map(|entry| &self.written[entry.0].cells);
        let known = known.map(|(column, digest)| (self.columns[*column].as_str(), *digest));
        let cells = known.chain(cells.iter().copied());
        let cells = cells.map(|(column, digest)| (column.to_owned(), digest)).collect();
        Some(Line { id: id.to_owned(), keys, cells, names })
    }
}

/// Lines that are to be appended to the file.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lines {
    text: Vec<u8>,
    /// The keys in them.
    taken: HashSet<Digest>,
}

impl Lines {
    /// Adds a line, if there is one, without the names that a line before it has.
    pub(crate) fn add(&mut self, line: Option<Line>) {
        if let Some(mut line) = line {
            line.keys.retain(|key| !(line.names.contains(key) && self.taken.contains(key)));
            self.taken.extend(&line.keys);
            serde_json::to_writer(&mut self.text, &line).expect("texts can be written to memory");
            self.text.push(b'\n');
        }
    }

    /// Appends them to the file, durably, in a folder that git leaves alone.
    pub(crate) fn append(&self, path: &Path) -> Result<(), FileError> {
        if self.text.is_empty() {
            return Ok(());
        }
        files::create_ignored(path.parent().unwrap_or(path))?;
        files::append(path, [&self.text]).map(drop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(memory: &Memory, id: &str, key: &str, cells: &[(&'static str, &str)]) -> Option<Line> {
        let cell = |(column, value): &(&'static str, &str)| (*column, Digest::of(value));
        let cells: Vec<_> = cells.iter().map(cell).collect();
        memory.line(id, memory.of_row(id), &[of_answer(key)], &cells)
    }

    fn of_answer(key: &str) -> Key {
        Key { answer: Digest::of(key), name: None }
    }

    fn told(line: &Line) -> String {
        serde_json::to_string(line).unwrap()
    }

    #[test]
    fn what_was_written_is_known_and_told_once() {
        let first =
            line(&Memory::default(), "a", "one", &[("name", "A"), ("email", "canary")]).unwrap();
        let text = format!("{}\n{{\"id\":\"torn", told(&first));
        assert!(!text.contains("canary"));
        let memory = Memory::parse(text.as_bytes());
        let entry = memory.of_answer(Digest::of("one")).unwrap();
        assert_eq!(memory.id(entry), "a");
        assert_eq!(memory.cell(entry, "email"), Some(Digest::of("canary")));
        assert_eq!(memory.cell(entry, "url"), None);
        assert_eq!(line(&memory, "a", "one", &[("name", "A")]), None);
        let later = line(&memory, "a", "two", &[("name", "B")]).unwrap();
        let memory = Memory::parse(format!("{text}\n{}", told(&later)).as_bytes());
        let entry = memory.of_answer(Digest::of("one"));
        assert_eq!(entry, memory.of_answer(Digest::of("two")));
        assert_eq!(memory.cell(entry.unwrap(), "name"), Some(Digest::of("B")));
        assert_eq!(memory.cell(entry.unwrap(), "email"), Some(Digest::of("canary")));
    }

    #[test]
    fn a_row_with_another_id_takes_what_is_remembered_along() {
        let first = line(&Memory::default(), "a", "one", &[("name", "A")]).unwrap();
        let memory = Memory::parse(told(&first).as_bytes());
        let entry = memory.of_answer(Digest::of("one"));
        let moved = memory.line("b", entry, &[of_answer("one")], &[]).unwrap();
        let memory = Memory::parse(format!("{}\n{}", told(&first), told(&moved)).as_bytes());
        let entry = memory.of_answer(Digest::of("one")).unwrap();
        assert_eq!(memory.id(entry), "b");
        assert_eq!(memory.cell(entry, "name"), Some(Digest::of("A")));
    }
}
