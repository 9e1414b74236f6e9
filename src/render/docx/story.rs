//! A stretch of text that stands by itself: the letter, a note, a header.

use crate::model::Length;
use crate::render::docx::paragraph::Paragraph;
use crate::render::docx::revision::Revisions;
use crate::render::docx::style::Style;
use crate::render::docx::xml::Xml;

/// Paragraphs and tables below one another.
#[derive(Clone, Debug, Default)]
pub(crate) struct Story {
    pieces: Vec<Piece>,
    /// The space that stands above what comes next, where its style has another.
    gap: Option<Length>,
}

#[derive(Clone, Debug)]
enum Piece {
    Paragraph(Box<Paragraph>),
    Table(Xml),
}

/// How many columns the sections before have, and what is said of each.
pub(crate) type SectionWriter<'a> = &'a dyn Fn(usize, usize) -> Xml;

impl Story {
    /// Sets the space above what comes next.
    pub(crate) fn space(&mut self, gap: Length) {
        self.gap = Some(gap);
    }

    pub(crate) fn push(&mut self, mut paragraph: Paragraph) {
        if let Some(gap) = self.gap.take() {
            paragraph.before = Some(gap);
        }
        self.pieces.push(Piece::Paragraph(Box::new(paragraph)));
    }

    /// A table has no space of its own: what comes before it has. Two of them would grow together.
    pub(crate) fn push_table(&mut self, table: Xml) {
        let gap = self.gap.take();
        if matches!(self.pieces.last(), Some(Piece::Table(_))) {
            self.push(Paragraph::new(Style::TableCell, Xml::default()));
        }
        if let (Some(gap), Some(Piece::Paragraph(before))) = (gap, self.pieces.last_mut()) {
            before.after = Some(gap);
        }
        self.pieces.push(Piece::Table(table));
    }

    pub(crate) fn last(&mut self) -> Option<&mut Paragraph> {
        match self.pieces.last_mut() {
            Some(Piece::Paragraph(paragraph)) => Some(paragraph),
            _ => None,
        }
    }

    /// Ends a section set in so many columns, unless nothing stands in it. The space above what
    /// comes next stands below what ends, so that it is the same over each of several columns.
    pub(crate) fn end_section(&mut self, columns: usize) {
        let gap = self.gap.take();
        match self.pieces.last() {
            None => return,
            Some(Piece::Paragraph(_)) => {}
            Some(Piece::Table(_)) => self.push(Paragraph::new(Style::TableCell, Xml::default())),
        }
        if let Some(last) = self.last() {
            last.section.get_or_insert(columns);
            last.after = gap.or(last.after);
        }
    }

    /// Writes all of it. It ends with a paragraph, as every story must; `section` writes what is
    /// said of the section of an index, which has so many columns.
    pub(crate) fn write(
        mut self,
        section: SectionWriter<'_>,
        revisions: &mut Revisions,
        xml: &mut Xml,
    ) -> usize {
        if !matches!(self.pieces.last(), Some(Piece::Paragraph(_))) {
            self.push(Paragraph::new(Style::TableCell, Xml::default()));
        }
        let mut sections = 0;
        for piece in &self.pieces {
            match piece {
                Piece::Paragraph(paragraph) => {
                    let ended = paragraph.section.map(|columns| section(sections, columns));
                    sections += usize::from(ended.is_some());
                    paragraph.write(ended.as_ref(), revisions, xml);
                }
                Piece::Table(table) => xml.append(table),
            }
        }
        sections
    }
}
