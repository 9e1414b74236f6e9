//! The objects of a file, read one by one as they are asked for.
//!
//! lopdf reads whole files, but a hostile one makes it loop for ever (a table with entries of no
//! bytes), run out of its stack (the length of a stream of objects within that stream) or ask for
//! any amount of memory; and an object that it cannot read it passes over, so that a page would miss
//! something without a word.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object, Stream};

use crate::render::pdf::enclosures::decode::unpacked;
use crate::render::pdf::enclosures::fault::{Fault, damaged};
use crate::render::pdf::enclosures::parse::{Indirect, Parser};
use crate::render::pdf::enclosures::xref::{self, Entry};

/// How many references may lead on to each other before an object comes.
const LONGEST_CHAIN: usize = 32;
/// How many bytes of syntax are read, of one file in all, each as often as it is read. Memory takes
/// ten times as much and more.
const MOST_SYNTAX: usize = 96 << 20;
const MARK: &[u8] = b"%PDF-";
/// Where the mark of a PDF is looked for (ISO 32000-1, annex H, note 13).
const MARK_WITHIN: usize = 1024;

/// A file that is being read.
#[derive(Debug)]
pub(crate) struct Source<'a> {
    bytes: &'a [u8],
    table: xref::Table,
    /// Streams of objects that were unpacked.
    packed: BTreeMap<u32, Packed>,
    /// How many bytes of syntax were read.
    spent: usize,
    /// Objects that stand within others in the file, and were given a number.
    adopted: BTreeMap<u32, Object>,
}

/// A stream of objects (ISO 32000-1, 7.5.7), unpacked.
#[derive(Debug)]
struct Packed {
    content: Vec<u8>,
    /// The number of each object and where it begins.
    places: Vec<(u32, usize)>,
}

impl<'a> Source<'a> {
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, Fault> {
        let head = &bytes[..bytes.len().min(MARK_WITHIN)];
        let begin = head.windows(MARK.len()).position(|window| window == MARK);
        let bytes = &bytes[begin.ok_or_else(|| damaged("it is no PDF"))?..];
        let table = xref::table(bytes)?;
        if table.trailer.has(b"Encrypt") {
            return Err(Fault::Encrypted);
        }
        Ok(Self { bytes, table, packed: BTreeMap::new(), spent: 0, adopted: BTreeMap::new() })
    }

    /// What the trailer says of the file as a whole.
    pub(crate) fn trailer(&self) -> &Dictionary {
        &self.table.trailer
    }

    /// The numbers of all objects.
    pub(crate) fn numbers(&self) -> Vec<u32> {
        let there = self.table.entries.iter().filter(|(_, entry)| **entry != Entry::Free);
        there.map(|(number, _)| *number).collect()
    }

    /// The catalog (ISO 32000-1, 7.7.2).
    pub(crate) fn catalog(&mut self) -> Result<Dictionary, Fault> {
        let root = self.table.trailer.get(b"Root").cloned().unwrap_or(Object::Null);
        self.dictionary(&root)?.ok_or_else(|| damaged("it has no catalog"))
    }

    /// Gives a number to an object that many are to share.
    pub(crate) fn adopt(&mut self, object: Object) -> Object {
        let last = [self.table.entries.keys().next_back(), self.adopted.keys().next_back()];
        let number = last.into_iter().flatten().max().map_or(1, |last| last.saturating_add(1));
        self.adopted.insert(number, object);
        Object::Reference((number, 0))
    }

    /// An object by its number; one that is not there is nothing (7.3.10).
    pub(crate) fn object(&mut self, number: u32) -> Result<Object, Fault> {
        match self.table.entries.get(&number) {
            None | Some(Entry::Free) => {
                Ok(self.adopted.get(&number).cloned().unwrap_or(Object::Null))
            }
            Some(Entry::At(place)) => {
                let found = self.at(*place)?;
                if found.number != number {
                    return Err(damaged(format!("object {number} is not where it says")));
                }
                self.whole(found)
            }
            Some(Entry::Within { stream, index }) => self.within(*stream, *index, number),
        }
    }

    /// An object, or the one that a reference leads to.
    pub(crate) fn resolved(&mut self, object: &Object) -> Result<Object, Fault> {
        let mut object = object.clone();
        for _ in 0..LONGEST_CHAIN {
            let Object::Reference((number, _)) = object else { return Ok(object) };
            object = self.object(number)?;
        }
        Ok(Object::Null)
    }

    /// The entries of an object or of the one that a reference leads to, if it has such.
    pub(crate) fn dictionary(&mut self, object: &Object) -> Result<Option<Dictionary>, Fault> {
        Ok(match self.resolved(object)? {
            Object::Dictionary(dictionary) => Some(dictionary),
            Object::Stream(stream) => Some(stream.dict),
            _ => None,
        })
    }

    /// What a key says, or what it leads to.
    pub(crate) fn get(&mut self, entries: &Dictionary, key: &[u8]) -> Result<Object, Fault> {
        entries.get(key).map_or(Ok(Object::Null), |value| self.resolved(value))
    }

    /// The items of a key's array.
    pub(crate) fn items(&mut self, entries: &Dictionary, key: &[u8]) -> Result<Vec<Object>, Fault> {
        Ok(match self.get(entries, key)? {
            Object::Array(items) => items,
            _ => Vec::new(),
        })
    }

    fn at(&mut self, place: usize) -> Result<Indirect, Fault> {
        let mut parser = Parser::at(self.bytes, place);
        let found = parser.indirect()?;
        self.spend(parser.at.saturating_sub(place))?;
        Ok(found)
    }

    fn spend(&mut self, bytes: usize) -> Result<(), Fault> {
        self.spent = self.spent.saturating_add(bytes);
        if self.spent > MOST_SYNTAX {
            return Err(Fault::TooLarge("its objects take more than 96 MiB to read"));
        }
        Ok(())
    }

    /// An object with the data that it has as a stream.
    fn whole(&mut self, found: Indirect) -> Result<Object, Fault> {
        let (Object::Dictionary(dictionary), Some(start)) = (&found.object, found.data) else {
            return Ok(found.object);
        };
        let length = match dictionary.get(b"Length") {
            Ok(Object::Reference((number, _))) => self.length(*number),
            Ok(other) => other.as_i64().ok(),
            Err(_) => None,
        };
        let end = length
            .and_then(|length| start.checked_add(usize::try_from(length).ok()?))
            .filter(|end| *end <= self.bytes.len() && self.ends_at(*end));
        let end = match end {
            Some(end) => end,
            None => self.end_of(start)?,
        };
        let content = self.bytes[start..end].to_vec();
        Ok(Object::Stream(Stream::new(dictionary.clone(), content)))
    }

    /// A length that is an object of its own. It stands in no stream, whose own length it could be.
    fn length(&mut self, number: u32) -> Option<i64> {
        match self.table.entries.get(&number)? {
            Entry::At(place) => {
                let found = self.at(*place).ok()?;
                (found.number == number).then(|| found.object.as_i64().ok())?
            }
            _ => None,
        }
    }

    fn ends_at(&self, end: usize) -> bool {
        Parser::at(self.bytes, end).word(b"endstream")
    }

    /// Where the data of a stream ends whose length is wrong.
    fn end_of(&mut self, start: usize) -> Result<usize, Fault> {
        let word = b"endstream";
        let rest = self.bytes.get(start..).unwrap_or_default();
        let length = rest.windows(word.len()).position(|window| window == word);
        let length = length.ok_or_else(|| damaged("it is cut off"))?;
        self.spend(length)?;
        let data = &rest[..length];
        let line_break = match data {
            [.., b'\r', b'\n'] => 2,
            [.., b'\r' | b'\n'] => 1,
            _ => 0,
        };
        Ok(start + length - line_break)
    }

    fn within(&mut self, stream: u32, index: usize, number: u32) -> Result<Object, Fault> {
        if !self.packed.contains_key(&stream) {
            let packed = self.unpack(stream)?;
            self.packed.insert(stream, packed);
        }
        let missing = || damaged(format!("object {number} is not where it says"));
        let packed = self.packed.get(&stream).ok_or_else(missing)?;
        let here = packed.places.get(index).filter(|(here, _)| *here == number);
        // Some programs count them wrongly.
        let here = here.or_else(|| packed.places.iter().find(|(here, _)| *here == number));
        let place = here.ok_or_else(missing)?.1;
        let mut parser = Parser::at(&packed.content, place);
        let object = parser.object()?;
        let read = parser.at.saturating_sub(place);
        self.spend(read)?;
        Ok(object)
    }

    fn unpack(&mut self, number: u32) -> Result<Packed, Fault> {
        let wrong = || damaged("a stream of objects is not where it says");
        let Some(Entry::At(place)) = self.table.entries.get(&number).copied() else {
            return Err(wrong());
        };
        let found = self.at(place)?;
        if found.number != number {
            return Err(wrong());
        }
        let Object::Stream(stream) = self.whole(found)? else { return Err(wrong()) };
        let content = unpacked(&stream)?;
        self.spend(content.len() / 2)?;
        let number = |key: &[u8]| {
            let value = stream.dict.get(key).and_then(Object::as_i64).ok();
            value.and_then(|value| usize::try_from(value).ok()).ok_or_else(wrong)
        };
        let (count, first) = (number(b"N")?, number(b"First")?);
        let mut parser = Parser::at(&content, 0);
        let mut places = Vec::new();
        for _ in 0..count {
            let pair = (parser.integer(), parser.integer());
            let (Some(number), Some(place)) = pair else { return Err(wrong()) };
            let number = u32::try_from(number).map_err(|_| wrong())?;
            let place = usize::try_from(place).map_err(|_| wrong())?;
            places.push((number, place.checked_add(first).ok_or_else(wrong)?));
        }
        Ok(Packed { content, places })
    }
}
