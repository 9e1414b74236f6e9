//! A letter to the bytes of a Word file.

use crate::model::{Letter, NotePlacement};
use crate::render::Metadata;
use crate::render::docx::DocxError;
use crate::render::docx::composer::Composer;
use crate::render::docx::font::font_table;
use crate::render::docx::header::Pages;
use crate::render::docx::note::NoteNames;
use crate::render::docx::package::{PackagePart, Relationships, packed};
use crate::render::docx::picture::DRAWING;
use crate::render::docx::properties;
use crate::render::docx::revision::Revisions;
use crate::render::docx::section::{Headers, section};
use crate::render::docx::settings::{Tracking, settings};
use crate::render::docx::styles::{MAIN, styles};
use crate::render::docx::xml::Xml;

/// What the names in texts mean.
pub(crate) const NAMESPACES: [(&str, &str); 4] = [
    ("xmlns:w", MAIN),
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    ("xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    ("xmlns:a", DRAWING),
];

const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

/// A letter as a Word file: `WordprocessingML` of ISO 29500-1, transitional, as all programs read it.
/// The same letter and metadata give the same bytes.
///
/// # Errors
/// When a part is larger than an archive can hold.
pub fn docx(letter: &Letter, metadata: &Metadata) -> Result<Vec<u8>, DocxError> {
    let mut composer = Composer::new(letter, Revisions::default());
    composer.parts();
    // Reviewers of a draft are to see what others of them changed.
    let tracking = if letter.draft.is_some() { Tracking::On } else { Tracking::Off };
    let title = letter.document_title().unwrap_or_default();
    let notes = (!letter.notes.is_empty()).then(|| composer.notes_part());
    composer.package(&title, metadata, notes, tracking)
}

/// A part of notes, with what it refers to.
pub(crate) struct NotesPart {
    pub(crate) xml: Xml,
    pub(crate) relationships: Relationships,
}

impl Composer<'_> {
    /// The letter's notes.
    fn notes_part(&mut self) -> NotesPart {
        self.apart(|composer| composer.notes(&NAMESPACES))
    }

    /// Writes a part that refers to others by itself.
    pub(crate) fn apart(&mut self, write: impl FnOnce(&mut Self) -> Xml) -> NotesPart {
        let outer = std::mem::take(&mut self.relationships);
        let xml = write(self);
        NotesPart { xml, relationships: std::mem::replace(&mut self.relationships, outer) }
    }

    /// The file as a whole.
    pub(crate) fn package(
        mut self,
        title: &str,
        metadata: &Metadata,
        notes: Option<NotesPart>,
        tracking: Tracking,
    ) -> Result<Vec<u8>, DocxError> {
        let letter = self.letter;
        let placement = self.note_placement();
        let mut parts = vec![
            part("word/styles.xml", &format!("{WORD}styles+xml"), styles(letter, &self.measures)),
            part(
                "word/settings.xml",
                &format!("{WORD}settings+xml"),
                settings(notes.as_ref().map(|_| placement), tracking),
            ),
            part(
                "word/fontTable.xml",
                &format!("{WORD}fontTable+xml"),
                font_table(letter, &self.measures),
            ),
        ];
        for (kind, target) in
            [("styles", "styles.xml"), ("settings", "settings.xml"), ("fontTable", "fontTable.xml")]
        {
            self.relationships.refer_to_part(kind, target);
        }
        if !self.numbering.is_empty() {
            let kind = format!("{WORD}numbering+xml");
            parts.push(part("word/numbering.xml", &kind, self.numbering.xml()));
            self.relationships.refer_to_part("numbering", "numbering.xml");
        }
        let headers = self.headers(&mut parts);
        if let Some(notes) = notes {
            self.add_notes(notes, placement, &mut parts);
        }
        let document = self.document(&headers);
        let mut all = vec![
            part("word/document.xml", &format!("{WORD}document.main+xml"), document),
            self.relationships.part("word/document.xml"),
        ];
        all.extend(parts);
        all.extend(self.media.parts());
        packed(&with_properties(all, title, letter, metadata))
    }

    fn headers(&mut self, parts: &mut Vec<PackagePart>) -> Headers {
        let mut headers = Headers::default();
        for (pages, name) in [(Pages::First, "header1.xml"), (Pages::Later, "header2.xml")] {
            if let Some(xml) = self.header(pages, &NAMESPACES) {
                parts.push(part(&format!("word/{name}"), &format!("{WORD}header+xml"), xml));
                let id = self.relationships.refer_to_part("header", name);
                match pages {
                    Pages::First => headers.first = Some(id),
                    Pages::Later => headers.later = id,
                }
            }
        }
        headers
    }

    fn add_notes(
        &mut self,
        notes: NotesPart,
        placement: NotePlacement,
        parts: &mut Vec<PackagePart>,
    ) {
        let NoteNames { part: name, .. } = NoteNames::of(placement);
        let path = format!("word/{name}.xml");
        if !notes.relationships.is_empty() {
            parts.push(notes.relationships.part(&path));
        }
        parts.push(part(&path, &format!("{WORD}{name}+xml"), notes.xml));
        self.relationships.refer_to_part(name, &format!("{name}.xml"));
    }

    fn document(&mut self, headers: &Headers) -> Xml {
        let mut xml = Xml::document();
        xml.open("w:document", &NAMESPACES);
        xml.open("w:body", &[]);
        let (letter, measures) = (self.letter, &self.measures);
        let section =
            |index: usize, columns: usize| section(index, columns, letter, measures, headers);
        let story = std::mem::take(&mut self.story);
        let sections = story.write(&section, &mut self.revisions, &mut xml);
        xml.append(&section(sections, 1));
        xml.close("w:body");
        xml.close("w:document");
        xml
    }
}

fn with_properties(
    parts: Vec<PackagePart>,
    title: &str,
    letter: &Letter,
    metadata: &Metadata,
) -> Vec<PackagePart> {
    let mut package = Relationships::default();
    package.refer_to_part("officeDocument", "word/document.xml");
    package.refer_to_properties("docProps/core.xml");
    package.refer_to_part("extended-properties", "docProps/app.xml");
    let core = properties::core(title, letter.language.as_str(), metadata);
    let mut all = vec![
        package.part(""),
        part(
            "docProps/core.xml",
            "application/vnd.openxmlformats-package.core-properties+xml",
            core,
        ),
        part(
            "docProps/app.xml",
            "application/vnd.openxmlformats-officedocument.extended-properties+xml",
            properties::extended(),
        ),
    ];
    all.extend(parts);
    all
}

fn part(path: &str, media_type: &str, xml: Xml) -> PackagePart {
    PackagePart {
        path: path.to_owned(),
        media_type: media_type.to_owned(),
        bytes: xml.into_bytes(),
    }
}
