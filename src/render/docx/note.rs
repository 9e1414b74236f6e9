//! Notes: real ones, at the foot of pages or at the end.

use crate::model::{Block, Inline, Length, NotePlacement};
use crate::render::docx::block::Place;
use crate::render::docx::composer::Composer;
use crate::render::docx::paragraph::Paragraph;
use crate::render::docx::run::Manner;
use crate::render::docx::settings::SEPARATORS;
use crate::render::docx::story::Story;
use crate::render::docx::style::Style;
use crate::render::docx::styles::{ENDNOTE_MARK, FOOTNOTE_MARK};
use crate::render::docx::xml::Xml;

/// What notes of a placement are called in the file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NoteNames {
    /// The part, and its root.
    pub(crate) part: &'static str,
    root: &'static str,
    note: &'static str,
    mark: &'static str,
    mark_style: &'static str,
}

impl NoteNames {
    pub(crate) fn of(placement: NotePlacement) -> Self {
        match placement {
            NotePlacement::Foot => Self {
                part: "footnotes",
                root: "w:footnotes",
                note: "w:footnote",
                mark: "w:footnoteRef",
                mark_style: FOOTNOTE_MARK,
            },
            NotePlacement::End => Self {
                part: "endnotes",
                root: "w:endnotes",
                note: "w:endnote",
                mark: "w:endnoteRef",
                mark_style: ENDNOTE_MARK,
            },
        }
    }
}

impl Composer<'_> {
    /// The part in which the letter's notes stand (ISO 29500-1, 17.11).
    pub(crate) fn notes(&mut self, namespaces: &[(&str, &str)]) -> Xml {
        self.in_note = true;
        let letter = self.letter;
        let stories = letter.notes.iter().map(|note| self.note(&note.blocks)).collect();
        self.in_note = false;
        self.notes_of(stories, namespaces)
    }

    /// The part that holds these notes.
    pub(crate) fn notes_of(&mut self, notes: Vec<Story>, namespaces: &[(&str, &str)]) -> Xml {
        let names = NoteNames::of(self.note_placement());
        let mut xml = Xml::document();
        xml.open(names.root, namespaces);
        for (id, kind) in SEPARATORS.iter().zip(["separator", "continuationSeparator"]) {
            xml.open(names.note, &[("w:type", kind), ("w:id", id)]);
            xml.open("w:p", &[]);
            xml.open("w:r", &[]);
            xml.empty(&format!("w:{kind}"), &[]);
            xml.close("w:r");
            xml.close("w:p");
            xml.close(names.note);
        }
        for (index, story) in notes.into_iter().enumerate() {
            xml.open(names.note, &[("w:id", &(index + 1).to_string())]);
            story.write(&|_, _| Xml::default(), &mut self.revisions, &mut xml);
            xml.close(names.note);
        }
        xml.close(names.root);
        xml
    }

    fn note(&mut self, blocks: &[Block]) -> Story {
        let outer = std::mem::take(&mut self.story);
        let style = Style::of_notes(self.note_placement());
        let (first, rest): (&[Inline], _) = match blocks.split_first() {
            Some((Block::Paragraph(text), rest)) => (text, rest),
            _ => (&[], blocks),
        };
        let mut content = self.own_mark();
        content.append(&self.runs(&first.to_vec()));
        self.story.push(Paragraph::new(style, content));
        let paragraph = self.measures.note.leading / 4.0;
        if !rest.is_empty() {
            self.story.space(paragraph);
        }
        self.blocks(rest, Place { style, paragraph, lists: &[], inset: Length::ZERO });
        std::mem::replace(&mut self.story, outer)
    }

    /// The mark with which a note begins, and the space behind it.
    pub(crate) fn own_mark(&mut self) -> Xml {
        let names = NoteNames::of(self.note_placement());
        let manner = Manner::of(&self.letter.language);
        let mut content = Xml::default();
        self.marked_run(names.mark_style, &manner, &mut content, |xml| xml.flag(names.mark, true));
        self.inlines(&[Inline::Text(" ".to_owned())], &manner, &mut content);
        content
    }
}
