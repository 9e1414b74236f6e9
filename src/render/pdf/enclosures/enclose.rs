//! A letter's file with its enclosures in it.

use std::sync::{Arc, Mutex, PoisonError};

use lopdf::{Document, Object, dictionary};

use crate::model::{self, EnclosedFile, Enclosure};
use crate::render::pdf::enclosures::append::append;
use crate::render::pdf::enclosures::fault::Fault;
use crate::render::pdf::enclosures::prepared::Prepared;
use crate::render::pdf::enclosures::source::Source;
use crate::render::pdf::enclosures::standards::Standards;
use crate::render::pdf::spelled::Spelled;
use crate::render::pdf::{PdfError, file, metadata};

/// Files that are appended to letters, each read once for all letters of a run.
#[derive(Debug, Default)]
pub struct Enclosures(Mutex<Vec<Known>>);

/// The bytes of a file, and what was read of them.
type Known = (Arc<[u8]>, Arc<Read>);

type Read = Result<Prepared, Fault>;

/// What a letter's file can no longer claim with the pages of another one in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    /// What is left: `PDF/A-2b`.
    pub left: Standards,
    /// Why it is no more than that, each a sentence about the file.
    pub reasons: Vec<String>,
}

impl Enclosures {
    /// What is lost with the pages of a file; none where nothing is.
    ///
    /// # Errors
    /// When they cannot be appended.
    pub fn lost(&self, file: &EnclosedFile) -> Result<Option<Lost>, Fault> {
        let read = self.read(file);
        let prepared = read.as_ref().as_ref().map_err(Clone::clone)?;
        let (left, reasons) = (prepared.standards, prepared.reasons.clone());
        Ok((left != Standards::LETTER).then_some(Lost { left, reasons }))
    }

    fn read(&self, file: &EnclosedFile) -> Arc<Read> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, read)) = known.iter().find(|(bytes, _)| Arc::ptr_eq(bytes, &file.bytes)) {
            return Arc::clone(read);
        }
        let read = Arc::new(Prepared::read(&file.bytes));
        known.push((Arc::clone(&file.bytes), Arc::clone(&read)));
        read
    }
}

/// Appends the pages of the files among `enclosures` to a letter that was written as PDF. It claims
/// afterwards what all of its pages are.
///
/// # Errors
/// When the pages of a file cannot be appended.
pub fn enclose(
    letter: Vec<u8>,
    enclosures: &[Enclosure],
    known: &Enclosures,
) -> Result<Vec<u8>, PdfError> {
    let mut read = Vec::new();
    for Enclosure { title, file } in enclosures {
        let Some(file) = file else { continue };
        read.push((model::plain(title), known.read(file), &file.name));
    }
    let mut prepared = Vec::new();
    for (title, read, name) in &read {
        match read.as_ref() {
            Ok(file) => prepared.push((title.as_str(), file)),
            Err(fault) => {
                let (name, fault) = ((*name).clone(), fault.clone());
                return Err(PdfError::Enclosure { name, fault });
            }
        }
    }
    if prepared.is_empty() {
        return Ok(letter);
    }
    let standards = prepared.iter().map(|(_, file)| file.standards);
    let standards = standards.fold(Standards::LETTER, Standards::and);
    let mut pdf = document(&letter)
        .map_err(|fault| PdfError::Enclosure { name: "the letter itself".to_owned(), fault })?;
    drop(letter);
    claim(&mut pdf, standards)?;
    append(&mut pdf, &prepared)?;
    Ok(file::bytes(pdf, &Spelled::default())?)
}

/// The objects of a file that we wrote.
fn document(bytes: &[u8]) -> Result<Document, Fault> {
    let mut source = Source::open(bytes)?;
    let mut pdf = Document::new();
    for number in source.numbers() {
        let object = source.object(number)?;
        let kind = object.as_stream().and_then(|stream| stream.dict.get_type());
        if kind.is_ok_and(|kind| matches!(kind, b"ObjStm" | b"XRef")) {
            continue;
        }
        pdf.max_id = pdf.max_id.max(number);
        pdf.objects.insert((number, 0), object);
    }
    let entry = |key: &[u8]| source.trailer().get(key).cloned().unwrap_or(Object::Null);
    pdf.trailer = dictionary! { "Root" => entry(b"Root"), "Info" => entry(b"Info") };
    Ok(pdf)
}

fn claim(pdf: &mut Document, standards: Standards) -> Result<(), PdfError> {
    if standards == Standards::LETTER {
        return Ok(());
    }
    let packet = pdf.catalog()?.get(b"Metadata")?.as_reference()?;
    let stream = pdf.get_object_mut(packet)?.as_stream_mut()?;
    let said = metadata::claiming(&String::from_utf8_lossy(&stream.content), standards);
    stream.set_content(said.into_bytes());
    Ok(())
}
