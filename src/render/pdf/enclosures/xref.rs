//! Where the objects of a foreign file stand (ISO 32000-1, 7.5): tables, streams, and files that
//! have both, of every revision.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Object, Stream};

use crate::render::pdf::enclosures::decode::unpacked;
use crate::render::pdf::enclosures::fault::{Fault, damaged};
use crate::render::pdf::enclosures::parse::Parser;

/// How many revisions a file may have.
const MOST_SECTIONS: usize = 4096;

/// Where an object is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    Free,
    At(usize),
    Within { stream: u32, index: usize },
}

/// The objects of a file, and what its trailer says.
#[derive(Debug, Default)]
pub(crate) struct Table {
    pub(crate) entries: BTreeMap<u32, Entry>,
    pub(crate) trailer: Dictionary,
}

/// Reads all tables of a file, the newest first.
pub(crate) fn table(bytes: &[u8]) -> Result<Table, Fault> {
    let mut table = Table::default();
    let mut next = Some(start(bytes)?);
    let mut seen = BTreeSet::new();
    while let Some(at) = next.take().filter(|at| seen.insert(*at)) {
        if seen.len() > MOST_SECTIONS {
            return Err(Fault::TooLarge("it has more than 4096 revisions"));
        }
        let trailer = section(bytes, at, &mut table.entries)?;
        next = offset(&trailer, b"Prev");
        if table.trailer.is_empty() {
            table.trailer = trailer;
        }
    }
    Ok(table)
}

/// The place that the end of the file names.
fn start(bytes: &[u8]) -> Result<usize, Fault> {
    let word = b"startxref";
    let found = bytes.windows(word.len()).rposition(|window| window == word);
    let found = found.ok_or_else(|| damaged("it is cut off"))?;
    let place = Parser::at(bytes, found + word.len()).integer();
    place
        .and_then(|place| usize::try_from(place).ok())
        .filter(|place| *place < bytes.len())
        .ok_or_else(|| damaged("it does not say where its objects stand"))
}

fn offset(trailer: &Dictionary, key: &[u8]) -> Option<usize> {
    trailer.get(key).and_then(Object::as_i64).ok().and_then(|place| usize::try_from(place).ok())
}

/// Adds what one table says of objects that no newer one has spoken of, and gives its trailer.
fn section(
    bytes: &[u8],
    at: usize,
    entries: &mut BTreeMap<u32, Entry>,
) -> Result<Dictionary, Fault> {
    let mut parser = Parser::at(bytes, at);
    if !parser.word(b"xref") {
        return stream(bytes, at, entries);
    }
    let mut free = Vec::new();
    while !parser.word(b"trailer") {
        let head = (parser.integer(), parser.integer());
        let (Some(first), Some(count)) = head else {
            return Err(damaged("its table of objects is cut off"));
        };
        for number in first..first.saturating_add(count) {
            let entry = (parser.integer(), parser.integer());
            let (Some(place), Some(_)) = entry else {
                return Err(damaged("its table of objects is cut off"));
            };
            let number = u32::try_from(number).map_err(|_| damaged("an object has no number"))?;
            match usize::try_from(place) {
                Ok(place) if parser.word(b"n") => {
                    entries.entry(number).or_insert(Entry::At(place));
                }
                _ if parser.word(b"f") => free.push(number),
                _ => return Err(damaged("its table of objects is cut off")),
            }
        }
    }
    let Object::Dictionary(trailer) = parser.object()? else {
        return Err(damaged("it has no trailer"));
    };
    // What old readers are told is free, a stream beside the table may have (7.5.8.4).
    if let Some(beside) = offset(&trailer, b"XRefStm") {
        stream(bytes, beside, entries)?;
    }
    for number in free {
        entries.entry(number).or_insert(Entry::Free);
    }
    Ok(trailer)
}

/// The same of a table that is a stream (7.5.8).
fn stream(
    bytes: &[u8],
    at: usize,
    entries: &mut BTreeMap<u32, Entry>,
) -> Result<Dictionary, Fault> {
    let wrong = || damaged("its table of objects is not where it says");
    let found = Parser::at(bytes, at).indirect().map_err(|_| wrong())?;
    let (Object::Dictionary(dictionary), Some(data)) = (found.object, found.data) else {
        return Err(wrong());
    };
    let length = offset(&dictionary, b"Length").ok_or_else(wrong)?;
    let end = data.checked_add(length).ok_or_else(wrong)?;
    let content = bytes.get(data..end).ok_or_else(|| damaged("it is cut off"))?;
    let content = unpacked(&Stream::new(dictionary.clone(), content.to_vec()))?;

    let numbers = |key: &[u8]| -> Option<Vec<i64>> {
        let items = dictionary.get(key).ok()?.as_array().ok()?;
        items.iter().map(|item| item.as_i64().ok()).collect()
    };
    let widths: Vec<usize> = numbers(b"W")
        .ok_or_else(wrong)?
        .into_iter()
        .map(|width| usize::try_from(width).ok().filter(|width| *width <= 8))
        .collect::<Option<_>>()
        .ok_or_else(wrong)?;
    let [kind, place, index] = widths[..] else { return Err(wrong()) };
    let width = kind + place + index;
    if width == 0 {
        return Err(wrong());
    }
    let size = dictionary.get(b"Size").and_then(Object::as_i64).map_err(|_| wrong())?;
    let sections = numbers(b"Index").unwrap_or_else(|| vec![0, size]);
    let mut records = content.chunks_exact(width);
    for section in sections.chunks_exact(2) {
        for number in section[0]..section[0].saturating_add(section[1]) {
            let record =
                records.next().ok_or_else(|| damaged("its table of objects is cut off"))?;
            let number = u32::try_from(number).map_err(|_| damaged("an object has no number"))?;
            let (of_kind, rest) = record.split_at(kind);
            let (of_place, of_index) = rest.split_at(place);
            let of_kind = if kind == 0 { 1 } else { value(of_kind) };
            let entry = match of_kind {
                1 => Entry::At(usize::try_from(value(of_place)).unwrap_or(usize::MAX)),
                2 => Entry::Within {
                    stream: u32::try_from(value(of_place)).map_err(|_| wrong())?,
                    index: usize::try_from(value(of_index)).unwrap_or(usize::MAX),
                },
                // Nothing, or a kind that is to come (table 18).
                _ => Entry::Free,
            };
            entries.entry(number).or_insert(entry);
        }
    }
    Ok(dictionary)
}

fn value(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |value, byte| value << 8 | u64::from(*byte))
}
