//! The composer: writes a letter's parts into a story.

use std::collections::BTreeSet;

use crate::model::{Change, Language, Length, Letter, NotePlacement, Paragraph as Text, Part};
use crate::render::docx::media::Media;
use crate::render::docx::numbering::Numbering;
use crate::render::docx::package::Relationships;
use crate::render::docx::paragraph::Paragraph;
use crate::render::docx::revision::Revisions;
use crate::render::docx::run::Manner;
use crate::render::docx::section::paper;
use crate::render::docx::story::Story;
use crate::render::docx::style::{Setting, Style};
use crate::render::docx::xml::Xml;
use crate::typeset::style::Measures;

/// Writes what a letter says, one part after the other, into a story.
pub(crate) struct Composer<'a> {
    pub(crate) letter: &'a Letter,
    pub(crate) measures: Measures,
    /// The width of the text.
    pub(crate) measure: Length,
    pub(crate) story: Story,
    /// What the part refers to that the story stands in.
    pub(crate) relationships: Relationships,
    pub(crate) numbering: Numbering,
    pub(crate) media: Media,
    pub(crate) revisions: Revisions,
    /// The notes that a mark has led to.
    pub(crate) marked: BTreeSet<usize>,
    /// Bookmarks so far.
    pub(crate) bookmarks: usize,
    /// Headings of the body so far.
    pub(crate) headings: usize,
    /// Whether a note is being written, in which no mark leads to another one.
    pub(crate) in_note: bool,
}

impl<'a> Composer<'a> {
    pub(crate) fn new(letter: &'a Letter, revisions: Revisions) -> Self {
        let measures = Measures::of(letter);
        let margins = measures.margins(letter);
        let measure =
            (paper(letter).size().0 - margins.left - margins.right).max(measures.body.size);
        let mut story = Story::default();
        story.space(Length::ZERO);
        Self {
            letter,
            measures,
            measure,
            story,
            relationships: Relationships::default(),
            numbering: Numbering::default(),
            media: Media::default(),
            revisions,
            marked: BTreeSet::new(),
            bookmarks: 0,
            headings: 0,
            in_note: false,
        }
    }

    pub(crate) fn setting(&self, style: Style) -> Setting {
        Setting::of(style, &self.measures, self.letter)
    }

    /// Running text that both texts have.
    pub(crate) fn runs(&mut self, text: &Text) -> Xml {
        self.runs_of(text, Change::Same)
    }

    pub(crate) fn runs_of(&mut self, text: &Text, change: Change) -> Xml {
        let language: &Language = &self.letter.language;
        let manner = Manner { change, ..Manner::of(language) };
        let mut xml = Xml::default();
        self.inlines(text, &manner, &mut xml);
        xml
    }

    /// A paragraph of running text in a style, ready to be told more of.
    pub(crate) fn paragraph(&mut self, style: Style, text: &Text) -> Paragraph {
        let content = self.runs(text);
        Paragraph::new(style, content)
    }

    /// Whether notes stand at the foot of pages.
    pub(crate) fn note_placement(&self) -> NotePlacement {
        let placed = self.letter.body_places(Part::Notes);
        if placed { NotePlacement::End } else { self.letter.page.notes }
    }

    /// A number for what has to be told from all of its like.
    pub(crate) fn next_bookmark(&mut self) -> String {
        self.bookmarks += 1;
        self.bookmarks.to_string()
    }
}
