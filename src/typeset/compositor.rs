//! The compositor: sets text into rows of the galley.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{Direction, Inline, Language, Length, Letter, Part, PictureFile};
use crate::typeset::font::Fonts;
use crate::typeset::galley::{Break, Frame, Galley, Row, within_paragraph};
use crate::typeset::line::Line;
use crate::typeset::page::OutlineEntry;
use crate::typeset::paragraph::{Alignment, ParagraphStyle, Piece, TextStyle, set, width};
use crate::typeset::pieces::{self, Ground, Marks};
use crate::typeset::structure::{Element, ElementId, Role, Structure, Target};
use crate::typeset::style::{Measures, Type};

use crate::typeset::TypesetError;

/// Sets a letter's parts, one after the other, into a galley.
pub(crate) struct Compositor<'a> {
    /// The letter.
    pub(crate) letter: &'a Letter,
    /// The measures of its style.
    pub(crate) measures: Measures,
    /// The whole measure.
    pub(crate) frame: Frame,
    /// The height of a page's text.
    pub(crate) height: Length,
    /// The way that the letter runs.
    pub(crate) direction: Direction,
    /// The faces used.
    pub(crate) fonts: Fonts<'a>,
    /// What the text is part of.
    pub(crate) structure: Structure,
    /// The pictures shown.
    pub(crate) pictures: Vec<Arc<PictureFile>>,
    /// The headings.
    pub(crate) outline: Vec<OutlineEntry>,
    /// What has been set.
    pub(crate) galley: Galley,
    /// The heads of tables, repeated where one goes on over a page.
    pub(crate) heads: Vec<Vec<Row>>,
    /// The part that is being set, for messages.
    pub(crate) part: Part,
    /// The notes' numbers and elements.
    pub(crate) marks: Marks<'a>,
    /// The headings of the body by their names.
    pub(crate) anchors: BTreeMap<&'a str, ElementId>,
    /// The links of the contents, each with the name of its heading.
    pub(crate) links: Vec<(&'a str, ElementId)>,
    /// The level of the heading before, in the structure.
    pub(crate) level: u8,
    /// How many of the addresses stand in an envelope's window.
    pub(crate) addressed: usize,
}

/// How a paragraph is laid out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Layout {
    /// Its type.
    pub(crate) kind: Type,
    /// Where it stands.
    pub(crate) frame: Frame,
    /// How its lines stand.
    pub(crate) alignment: Alignment,
    /// How far all lines but the first are indented.
    pub(crate) hang: Length,
    /// Whether words are divided.
    pub(crate) hyphenate: bool,
    /// Whether its lines are to be of like length.
    pub(crate) balanced: bool,
    /// Whether figures have one width.
    pub(crate) tabular: bool,
}

impl Layout {
    /// Ragged and without divided words, as heads and addresses are.
    pub(crate) fn ragged(kind: Type, frame: Frame) -> Self {
        Self {
            kind,
            frame,
            alignment: Alignment::Start,
            hang: Length::ZERO,
            hyphenate: false,
            balanced: false,
            tabular: false,
        }
    }
}

impl<'a> Compositor<'a> {
    /// How running text is laid out.
    pub(crate) fn running(&self, kind: Type, frame: Frame) -> Layout {
        let alignment = if self.measures.justify { Alignment::Justified } else { Alignment::Start };
        Layout { alignment, hyphenate: true, ..Layout::ragged(kind, frame) }
    }

    /// The pieces of running text.
    pub(crate) fn pieces(
        &mut self,
        text: &'a [Inline],
        layout: &Layout,
        element: ElementId,
    ) -> Vec<Piece<'a>> {
        self.pieces_in(text, layout, element, &self.letter.language)
    }

    /// The pieces of running text in a language.
    pub(crate) fn pieces_in(
        &mut self,
        text: &'a [Inline],
        layout: &Layout,
        element: ElementId,
        language: &'a Language,
    ) -> Vec<Piece<'a>> {
        // Of thousands of names, most are one piece.
        let mut found = Vec::with_capacity(text.len());
        let ground = Ground { style: layout.text_style(), language, element };
        pieces::push(text, ground, self.marks, &mut self.structure, &mut found);
        found
    }

    /// A piece of plain text.
    pub(crate) fn piece<'b>(
        &self,
        text: &'b str,
        layout: &Layout,
        element: Option<ElementId>,
    ) -> Piece<'b>
    where
        'a: 'b,
    {
        Piece { text, style: layout.text_style(), language: &self.letter.language, element }
    }

    /// How a paragraph of a layout is broken into lines.
    pub(crate) fn paragraph_style(&self, layout: &Layout) -> ParagraphStyle {
        ParagraphStyle {
            measure: layout.frame.measure,
            first_indent: Length::ZERO,
            hanging_indent: layout.hang,
            alignment: layout.alignment,
            direction: self.direction,
            hyphenate: layout.hyphenate,
            balanced: layout.balanced,
        }
    }

    /// Breaks a paragraph into lines.
    pub(crate) fn set(
        &mut self,
        pieces: &[Piece<'_>],
        layout: &Layout,
    ) -> Result<Vec<Line>, TypesetError> {
        let style = self.paragraph_style(layout);
        set(&mut self.fonts, pieces, &style)
            .map_err(|missing| TypesetError::missing(missing, self.part))
    }

    /// The width of pieces in one line.
    pub(crate) fn width(&mut self, pieces: &[Piece<'_>]) -> Result<Length, TypesetError> {
        width(&mut self.fonts, pieces).map_err(|missing| TypesetError::missing(missing, self.part))
    }

    /// Sets a line of plain text that belongs to nothing.
    pub(crate) fn artifact(
        &mut self,
        text: &str,
        layout: &Layout,
    ) -> Result<Option<Line>, TypesetError> {
        let piece = self.piece(text, layout, None);
        Ok(self.set(&[piece], layout)?.into_iter().next())
    }

    /// Sets a paragraph of running text below what was set before, and tells whether it has lines.
    pub(crate) fn paragraph(
        &mut self,
        text: &'a [Inline],
        layout: &Layout,
        element: ElementId,
    ) -> Result<(), TypesetError> {
        let pieces = self.pieces(text, layout, element);
        let lines = self.set(&pieces, layout)?;
        self.push_lines(lines, layout, Break::Free);
        Ok(())
    }

    /// Sets a paragraph of plain text below what was set before.
    pub(crate) fn plain(
        &mut self,
        text: &str,
        layout: &Layout,
        element: ElementId,
    ) -> Result<(), TypesetError> {
        let piece = self.piece(text, layout, Some(element));
        let lines = self.set(&[piece], layout)?;
        self.push_lines(lines, layout, Break::Free);
        Ok(())
    }

    /// Adds the lines of a paragraph to the galley. A break within costs `least` or more.
    pub(crate) fn push_lines(&mut self, lines: Vec<Line>, layout: &Layout, least: Break) {
        let rows = self.rows(lines, layout, least);
        for row in rows {
            self.galley.push(row);
        }
    }

    /// The lines of a paragraph as rows.
    pub(crate) fn rows(&self, lines: Vec<Line>, layout: &Layout, least: Break) -> Vec<Row> {
        let count = lines.len();
        let mut after_hyphen = false;
        let mut rows = Vec::with_capacity(count);
        for (index, line) in lines.into_iter().enumerate() {
            let hyphenated = line.hyphenated;
            let notes = self.notes_in(&line);
            let mut row = Row::of(line, layout.frame, &layout.kind);
            row.notes = notes;
            if index > 0 {
                row.before = within_paragraph(index, count, after_hyphen).max(least);
            }
            after_hyphen = hyphenated;
            rows.push(row);
        }
        rows
    }

    /// The notes whose marks stand in a line.
    pub(crate) fn notes_in(&self, line: &Line) -> Vec<usize> {
        if self.marks.numbers.is_empty() {
            return Vec::new();
        }
        let note = |element: ElementId| match self.structure.get(element).target {
            Some(Target::Element(note)) => self.marks.note(note),
            _ => None,
        };
        line.runs.iter().filter_map(|run| note(run.element?)).collect()
    }

    /// Adds a heading to structure and outline; `level` is 1 for the highest of the body. Levels
    /// are never skipped (PDF/UA-1, 7.4.2).
    pub(crate) fn heading(&mut self, level: u8, title: String) -> ElementId {
        let level = level.saturating_add(u8::from(self.letter.title.is_some()));
        self.level = level.min(self.level + 1).clamp(1, 6);
        let element = self.structure.add(Role::Heading(self.level), Structure::DOCUMENT);
        self.outline.push(OutlineEntry { level: self.level, title, element });
        element
    }

    /// Adds an element with a language of its own.
    pub(crate) fn element_in(
        &mut self,
        role: Role,
        parent: ElementId,
        language: Option<&Language>,
    ) -> ElementId {
        self.structure.push(Element {
            role,
            parent: Some(parent),
            language: language.filter(|language| **language != self.letter.language).cloned(),
            target: None,
            description: None,
        })
    }
}

impl Layout {
    /// How the text is drawn.
    pub(crate) fn text_style(&self) -> TextStyle {
        TextStyle {
            font: self.kind.font,
            size: self.kind.size,
            gray: self.kind.gray,
            rise: Length::ZERO,
            tabular: self.tabular,
        }
    }
}
