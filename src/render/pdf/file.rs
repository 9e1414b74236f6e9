//! The bytes of the file: streams, object streams, cross-reference stream, file id.
//!
//! lopdf's own `save_modern` does not deflate the cross-reference stream, and its object streams may
//! end in CR or LF, from which a validator reads a wrong Length (PDF/A-2, 6.1.7.1).

use std::cell::RefCell;
use std::io::{self, Write as _};

use flate2::{Compress, Compression, FlushCompress};
use lopdf::{Dictionary, Document, Object, Stream, StringFormat, dictionary};
use sha2::{Digest as _, Sha256};

use crate::parallel;
use crate::render::pdf::spelled::Spelled;
use crate::render::pdf::syntax;

/// Objects in an object stream. More pack better, but a reader unpacks a whole stream for one object.
const OBJECTS_PER_STREAM: usize = 200;

/// How hard to look for repetitions. Level 9 takes twice the time and more, for a hundredth less.
const LEVEL: Compression = Compression::new(6);

thread_local! {
    /// To make one takes longer than to deflate a page with it.
    static COMPRESSOR: RefCell<Compress> = RefCell::new(Compress::new(LEVEL, true));
}

/// Bytes deflated, with a head and a sum (RFC 1950).
fn deflate(content: &[u8]) -> io::Result<Vec<u8>> {
    COMPRESSOR.with_borrow_mut(|compressor| {
        compressor.reset();
        // All at once: deflated data is never much longer than what it was made of.
        let mut deflated = Vec::with_capacity(content.len() + content.len() / 1000 + 64);
        compressor.compress_vec(content, &mut deflated, FlushCompress::Finish)?;
        if usize::try_from(compressor.total_in()) != Ok(content.len()) {
            return Err(io::Error::other("deflated data did not fit"));
        }
        deflated.shrink_to_fit();
        Ok(deflated)
    })
}

/// A stream, deflated where that is shorter, whose data does not end in CR or LF. A `Length1`, which
/// fonts have, is set.
///
/// `padding` may follow the content without changing what it means. It must not be of zeros alone:
/// deflated data ends in the sum of all bytes, which they leave as it is. Where it is empty, data
/// that would end so stays plain.
pub(crate) fn deflated(
    dictionary: &Dictionary,
    mut content: Vec<u8>,
    padding: &[u8],
) -> io::Result<Stream> {
    let ends_badly = |data: &[u8]| matches!(data.last(), Some(b'\r' | b'\n'));
    loop {
        let deflated = deflate(&content)?;
        let shorter = deflated.len() + "/Filter/FlateDecode".len() < content.len();
        if ends_badly(if shorter { &deflated } else { &content }) && !padding.is_empty() {
            content.extend_from_slice(padding);
            continue;
        }
        let mut dictionary = dictionary.clone();
        if dictionary.has(b"Length1") {
            dictionary.set("Length1", syntax::count(content.len()));
        }
        if shorter && !ends_badly(&deflated) {
            dictionary.set("Filter", "FlateDecode");
            content = deflated;
        }
        return Ok(Stream::new(dictionary, content));
    }
}

/// Where an object is found.
#[derive(Clone, Copy)]
enum Entry {
    Free,
    At(usize),
    Within { stream: u32, index: usize },
}

/// What goes into an object stream.
#[derive(Clone, Copy)]
enum Packed<'a> {
    Tree(&'a Object),
    Spelled(&'a [u8]),
}

/// The fewest object streams that a thread is worth.
const STREAMS_PER_THREAD: usize = 8;

/// Serializes a document and the objects that are spelled already: what is no stream goes into
/// object streams. The file's id is the digest of all that stands before it.
pub(crate) fn bytes(mut document: Document, spelled: &Spelled) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    // Four bytes over 127 mark the file as binary (PDF/A-2, 6.1.2).
    out.extend_from_slice(b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
    let mut entries = vec![Entry::Free; document.max_id as usize + 1];

    for (&(id, _), object) in &mut document.objects {
        if matches!(object, Object::Stream(_)) {
            entries[id as usize] = Entry::At(out.len());
            // Written, it need not be held any longer.
            write_object(&mut out, id, &std::mem::replace(object, Object::Null))?;
        }
    }
    let trees = document.objects.iter().map(|(&(id, _), object)| (id, Packed::Tree(object)));
    let mut packed: Vec<(u32, Packed<'_>)> =
        trees.filter(|(id, _)| matches!(entries[*id as usize], Entry::Free)).collect();
    packed.extend(spelled.objects().map(|(id, bytes)| (id, Packed::Spelled(bytes))));
    packed.sort_by_key(|(id, _)| *id);
    let groups: Vec<_> = packed.chunks(OBJECTS_PER_STREAM).collect();
    let streams =
        parallel::map(&groups, STREAMS_PER_THREAD, || (), |(), group| object_stream(group));
    for (group, stream_object) in groups.into_iter().zip(streams) {
        let stream = number(entries.len())?;
        for (index, (id, _)) in group.iter().enumerate() {
            entries[*id as usize] = Entry::Within { stream, index };
        }
        entries.push(Entry::At(out.len()));
        write_object(&mut out, stream, &Object::Stream(stream_object?))?;
    }

    let id = Sha256::digest(&out)[..16].to_vec();
    let start = out.len();
    let stream = number(entries.len())?;
    entries.push(Entry::At(start));
    let mut trailer = document.trailer.clone();
    trailer.set("Type", "XRef");
    trailer.set("Size", i64::from(stream) + 1);
    trailer.set("ID", vec![Object::String(id, StringFormat::Hexadecimal); 2]);
    let stream_object = Object::Stream(cross_references(&entries, trailer)?);
    write_object(&mut out, stream, &stream_object)?;
    write!(out, "startxref\n{start}\n%%EOF\n")?;
    // Files of many letters wait for each other.
    out.shrink_to_fit();
    Ok(out)
}

fn number(count: usize) -> io::Result<u32> {
    u32::try_from(count).map_err(io::Error::other)
}

fn write_object(out: &mut Vec<u8>, id: u32, object: &Object) -> io::Result<()> {
    writeln!(out, "{id} 0 obj")?;
    syntax::append(out, object);
    out.extend_from_slice(b"\nendobj\n");
    Ok(())
}

fn object_stream(objects: &[(u32, Packed<'_>)]) -> io::Result<Stream> {
    let mut places = Vec::new();
    let mut body = Vec::new();
    for (id, object) in objects {
        write!(places, "{id} {} ", body.len())?;
        match object {
            Packed::Tree(object) => syntax::append(&mut body, object),
            Packed::Spelled(bytes) => body.extend_from_slice(bytes),
        }
        body.push(b' ');
    }
    let dictionary = dictionary! {
        "Type" => "ObjStm",
        "N" => syntax::count(objects.len()),
        "First" => syntax::count(places.len()),
    };
    places.append(&mut body);
    deflated(&dictionary, places, b" ")
}

/// The table of all objects (ISO 32000-1, 7.5.8), each place in as few bytes as the highest takes.
fn cross_references(entries: &[Entry], mut dictionary: Dictionary) -> io::Result<Stream> {
    let highest = entries.iter().map(|entry| fields(*entry).1).max().unwrap_or(0);
    let width = (8 - highest.leading_zeros() as usize / 8).max(1);
    let mut content = Vec::with_capacity(entries.len() * (width + 3));
    for entry in entries {
        let (kind, place, index) = fields(*entry);
        content.push(kind);
        content.extend_from_slice(&place.to_be_bytes()[8 - width..]);
        content.extend_from_slice(&index.to_be_bytes());
    }
    dictionary.set("W", vec![1.into(), syntax::count(width), 2.into()]);
    // The last entry, the table's own, ends in two zeros.
    deflated(&dictionary, content, &[])
}

/// Kind, place and index of an entry (ISO 32000-1, table 18).
fn fields(entry: Entry) -> (u8, u64, u16) {
    match entry {
        Entry::Free => (0, 0, u16::MAX),
        Entry::At(offset) => (1, offset as u64, 0),
        Entry::Within { stream, index } => {
            (2, u64::from(stream), u16::try_from(index).unwrap_or(u16::MAX))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The stream of a content, and what it says when read.
    fn read(content: &[u8], padding: &[u8]) -> (Stream, Vec<u8>) {
        let dictionary = dictionary! { "Length1" => 0 };
        let stream = deflated(&dictionary, content.to_vec(), padding).unwrap();
        let plain = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
        (stream, plain)
    }

    #[test]
    fn no_stream_ends_in_a_line_break() {
        for padding in [&b" "[..], &[0, 1], &[]] {
            let mut mended = 0;
            for byte in 0..=u8::MAX {
                let content = [&b"letter ".repeat(20)[..], &[byte]].concat();
                let (stream, plain) = read(&content, padding);
                assert!(!matches!(stream.content.last(), Some(b'\r' | b'\n')));
                let length = stream.dict.get(b"Length1").and_then(Object::as_i64).unwrap();
                assert_eq!(usize::try_from(length).unwrap(), plain.len());
                assert!(plain.starts_with(&content));
                assert!(plain[content.len()..].chunks(2).all(|rest| padding.starts_with(rest)));
                mended += usize::from(plain.len() > content.len() || !stream.dict.has(b"Filter"));
            }
            assert_eq!(mended, 2, "two of all sums are line breaks");
        }
    }
}
