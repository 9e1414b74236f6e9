//! A Word file as a reviewer sends it back: its paragraphs, with what she changed and what she
//! said about them (ISO/IEC 29500-1, 17.3, 17.13).

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

use crate::files::{self, FileError};
use crate::office::{Archive, Element, Node, OfficeError, Relationship, Xml, relationships};

/// The most bytes that its parts may unpack to: a hundred times those of a long letter.
const MOST_BYTES: usize = 200_000_000;

/// The most bytes of text in it, since a short element can stand for a character.
const MOST_TEXT: usize = 20_000_000;

/// The bytes of a reviewer's file.
pub fn read(path: &Path) -> Result<Vec<u8>, FileError> {
    files::read(path)
}

/// Why a reviewer's file could not be read, as the end of a sentence that begins with its name.
#[derive(Debug, thiserror::Error)]
pub enum WordFileError {
    /// It is something else.
    #[error("is no Word file")]
    NoWordFile,
    /// It cannot be unpacked or is damaged.
    #[error("{0}")]
    Office(String),
    /// It says more than anybody wrote.
    #[error("has more than {} MB of text", MOST_TEXT / 1_000_000)]
    TooLong,
}

impl From<OfficeError> for WordFileError {
    fn from(error: OfficeError) -> Self {
        Self::Office(error.to_string())
    }
}

/// The text of a Word file: the body's paragraphs in the order of reading, those of cells among
/// them, then those of its notes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WordFile {
    pub(crate) paragraphs: Vec<WordParagraph>,
    /// In the order in which they stand in the file.
    pub(crate) comments: Vec<Comment>,
}

/// A paragraph as it is shown while changes are being tracked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct WordParagraph {
    pub(crate) pieces: Vec<Piece>,
    /// What happened to its end: where that was deleted, the next paragraph goes on with it.
    pub(crate) end: Fate,
}

/// Some text that shares one fate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) text: String,
    pub(crate) fate: Fate,
    /// Who changed it; empty where nobody says so.
    pub(crate) author: String,
    /// The comments that are about it, as indexes.
    pub(crate) comments: Vec<usize>,
}

/// What was tracked of some text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Fate {
    #[default]
    Kept,
    Inserted,
    Deleted,
}

/// What somebody said about a place in the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Comment {
    pub(crate) author: String,
    pub(crate) text: String,
}

impl WordFile {
    /// Reads the bytes of a file.
    pub fn read(bytes: &[u8]) -> Result<Self, WordFileError> {
        if !bytes.starts_with(b"PK") {
            return Err(WordFileError::NoWordFile);
        }
        let mut archive = Archive::open(bytes, MOST_BYTES)?;
        let package = relationships(&mut archive, "")?;
        let body = package.into_values().find(|part| part.kind == "officeDocument");
        let body = body.map_or_else(|| "word/document.xml".to_owned(), |found| found.part);
        let related: Vec<Relationship> =
            relationships(&mut archive, &body)?.into_values().collect();
        let mut reader = Reader::default();
        if let Some(part) = related.iter().find(|part| part.kind == "comments") {
            reader.comments(&mut archive, &part.part)?;
        }
        let xml = archive.part(&body)?.ok_or(WordFileError::NoWordFile)?;
        if !reader.story(xml)? {
            return Err(WordFileError::NoWordFile);
        }
        for kind in ["footnotes", "endnotes"] {
            for part in related.iter().filter(|part| part.kind == kind) {
                if let Some(xml) = archive.part(&part.part)? {
                    reader.story(xml)?;
                }
            }
        }
        Ok(Self { paragraphs: reader.paragraphs, comments: reader.said })
    }
}

#[derive(Default)]
struct Reader {
    paragraphs: Vec<WordParagraph>,
    said: Vec<Comment>,
    /// The index of each comment by its id.
    numbers: BTreeMap<String, usize>,
    /// The comments whose stretches are open.
    open: Vec<usize>,
    length: usize,
}

/// What is open round the text that is read.
#[derive(Default)]
struct Around {
    /// Tracked changes, outermost first: what is deleted within an insertion is deleted.
    changes: Vec<(Fate, String)>,
    /// Whether the properties of a paragraph are read, where a change is one of its end.
    in_properties: bool,
    /// How many elements are open whose text is not the letter's.
    passed_over: usize,
}

impl Around {
    fn fate(&self) -> Fate {
        let is = |fate| self.changes.iter().any(|(other, _)| *other == fate);
        match (is(Fate::Deleted), is(Fate::Inserted)) {
            (true, _) => Fate::Deleted,
            (false, true) => Fate::Inserted,
            (false, false) => Fate::Kept,
        }
    }

    fn author(&self) -> &str {
        self.changes.last().map_or("", |(_, author)| author)
    }
}

/// What a change is by the element's local name.
fn change(name: &str) -> Option<Fate> {
    match name {
        "ins" | "moveTo" => Some(Fate::Inserted),
        "del" | "moveFrom" => Some(Fate::Deleted),
        _ => None,
    }
}

/// Whether what stands in the element is not read: codes of fields; what is there for older
/// programs beside the same for newer ones; a paragraph's properties before they were changed; the
/// lines that part notes from the text.
fn is_passed_over(element: &Element<'_>) -> Result<bool, OfficeError> {
    Ok(match element.local_name() {
        "instrText" | "delInstrText" | "Fallback" | "pPrChange" | "rPrChange" | "sectPr" => true,
        "footnote" | "endnote" => {
            let kind = element.local_attribute("type")?;
            kind.is_some_and(|kind| kind != "normal")
        }
        _ => false,
    })
}

impl Reader {
    /// Reads the comments, in the order of the file.
    fn comments(&mut self, archive: &mut Archive<'_>, part: &str) -> Result<(), WordFileError> {
        let Some(mut xml) = archive.part(part)? else { return Ok(()) };
        let mut in_text = false;
        while let Some(node) = xml.next()? {
            match node {
                Node::Open(element) => match element.local_name() {
                    "comment" => {
                        let author = element.local_attribute("author")?.unwrap_or_default();
                        let author = author.into_owned();
                        let id = element.local_attribute("id")?.unwrap_or_default().into_owned();
                        self.numbers.insert(id, self.said.len());
                        self.said.push(Comment { author, text: String::new() });
                    }
                    "p" | "br" | "tab" => self.add_to_comment(" ")?,
                    "t" => in_text = true,
                    _ => {}
                },
                Node::Close(end) if end.local_name().into_inner() == "t" => in_text = false,
                Node::Text(text) if in_text => self.add_to_comment(&text)?,
                Node::Close(_) | Node::Text(_) => {}
            }
        }
        for comment in &mut self.said {
            comment.text = comment.text.split_whitespace().collect::<Vec<_>>().join(" ");
        }
        Ok(())
    }

    fn add_to_comment(&mut self, text: &str) -> Result<(), WordFileError> {
        self.count(text)?;
        if let Some(comment) = self.said.last_mut() {
            comment.text.push_str(text);
        }
        Ok(())
    }

    fn count(&mut self, text: &str) -> Result<(), WordFileError> {
        self.length += text.len();
        if self.length > MOST_TEXT { Err(WordFileError::TooLong) } else { Ok(()) }
    }

    /// Reads the paragraphs of a part; false where it is none that has any.
    fn story(&mut self, mut xml: Xml<impl Read>) -> Result<bool, WordFileError> {
        let mut around = Around::default();
        let mut in_text = false;
        let mut is_word = false;
        while let Some(node) = xml.next()? {
            match node {
                Node::Open(element) => {
                    let name = element.local_name();
                    is_word |= matches!(name, "document" | "footnotes" | "endnotes");
                    if around.passed_over > 0 || is_passed_over(&element)? {
                        around.passed_over += 1;
                    } else if let Some(fate) = change(name) {
                        let author = element.local_attribute("author")?.unwrap_or_default();
                        self.begin_change(&mut around, fate, author.into_owned());
                    } else {
                        in_text = matches!(name, "t" | "delText");
                        self.element(&element, &mut around)?;
                    }
                }
                Node::Close(_) if around.passed_over > 0 => around.passed_over -= 1,
                Node::Close(end) => match end.local_name().into_inner() {
                    "pPr" => around.in_properties = false,
                    "t" | "delText" => in_text = false,
                    name if change(name).is_some() => drop(around.changes.pop()),
                    _ => {}
                },
                Node::Text(text) if in_text && around.passed_over == 0 => {
                    self.push(&text, &around)?;
                }
                Node::Text(_) => {}
            }
        }
        Ok(is_word)
    }

    fn begin_change(&mut self, around: &mut Around, fate: Fate, author: String) {
        if around.in_properties
            && let Some(paragraph) = self.paragraphs.last_mut()
        {
            paragraph.end = fate;
        }
        around.changes.push((fate, author));
    }

    fn element(&mut self, element: &Element<'_>, around: &mut Around) -> Result<(), WordFileError> {
        match element.local_name() {
            "p" => {
                // Text in a frame stands within a paragraph; it is read as one of its own.
                self.paragraphs.push(WordParagraph::default());
            }
            "pPr" => around.in_properties = true,
            "tab" if !around.in_properties => self.push("\t", around)?,
            "br" | "cr" => self.push("\n", around)?,
            "noBreakHyphen" => self.push("\u{2011}", around)?,
            "commentRangeStart" => {
                let id = element.local_attribute("id")?.unwrap_or_default();
                self.open.extend(self.numbers.get(&*id));
            }
            "commentRangeEnd" => {
                let id = element.local_attribute("id")?.unwrap_or_default();
                let number = self.numbers.get(&*id).copied();
                self.open.retain(|open| Some(*open) != number);
            }
            _ => {}
        }
        Ok(())
    }

    fn push(&mut self, text: &str, around: &Around) -> Result<(), WordFileError> {
        self.count(text)?;
        let fate = around.fate();
        let author = around.author();
        let Some(paragraph) = self.paragraphs.last_mut() else { return Ok(()) };
        match paragraph.pieces.last_mut() {
            Some(last)
                if last.fate == fate && last.author == author && last.comments == self.open =>
            {
                last.text.push_str(text);
            }
            _ => paragraph.pieces.push(Piece {
                text: text.to_owned(),
                fate,
                author: author.to_owned(),
                comments: self.open.clone(),
            }),
        }
        Ok(())
    }
}
