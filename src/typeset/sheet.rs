//! Puts what was made up on pages: every row's lines and rules at their place on the sheet.

use crate::model::{Direction, Length, Margins};
use crate::typeset::compositor::Layout;
use crate::typeset::flow::{Content, Plan, Room};
use crate::typeset::galley::{Columns, Frame, Ink, Item, Row};
use crate::typeset::leading::times;
use crate::typeset::line::Line;
use crate::typeset::page::{Mark, Page};
use crate::typeset::structure::{ElementId, Structure};
use crate::typeset::style::NOTE_RULE;

/// A sheet of paper, and where the text stands on it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sheet {
    /// Width and height.
    pub(crate) size: (Length, Length),
    /// The blank edges.
    pub(crate) margins: Margins,
    /// Where lines begin.
    pub(crate) direction: Direction,
    /// The baseline of the running head.
    pub(crate) head: Length,
    /// What leadings within a row are multiplied by.
    pub(crate) leading: f64,
}

/// The rows from which pages are filled. Each is placed once, but for the heads of tables.
#[derive(Debug, Default)]
pub(crate) struct Stock {
    /// The text.
    pub(crate) items: Vec<Item>,
    /// The heads of tables.
    pub(crate) heads: Vec<Vec<Row>>,
    /// The notes.
    pub(crate) notes: Vec<Vec<Row>>,
}

impl Sheet {
    /// Where a stretch of the measure begins, from the left edge of the sheet.
    fn x(&self, frame: Frame) -> Length {
        match self.direction {
            Direction::LeftToRight => self.margins.left + frame.start,
            Direction::RightToLeft => {
                self.size.0 - self.margins.right - frame.start - frame.measure
            }
        }
    }

    /// Where a stretch begins, within the measure, that begins so far from the left edge.
    pub(crate) fn start(&self, left: Length, width: Length) -> Length {
        match self.direction {
            Direction::LeftToRight => left - self.margins.left,
            Direction::RightToLeft => self.size.0 - self.margins.right - width - left,
        }
    }

    /// Lines of a running head, the last one on its baseline, the others above.
    pub(crate) fn stack_up(
        &self,
        lines: &[Line],
        frame: Frame,
        layout: &Layout,
        marks: &mut Vec<Mark>,
    ) {
        for (above, line) in lines.iter().rev().enumerate() {
            let y = self.head - times(layout.kind.leading, above);
            self.line(line.clone(), frame, y, marks);
        }
    }

    pub(crate) fn line(&self, line: Line, frame: Frame, y: Length, marks: &mut Vec<Mark>) {
        let x = self.x(frame);
        marks.extend(line.runs.into_iter().map(|run| Mark::Text { x, y, run }));
    }

    pub(crate) fn row(&self, inks: Vec<Ink>, y: Length, marks: &mut Vec<Mark>) {
        for ink in inks {
            match ink {
                Ink::Line { frame, down, line } => {
                    self.line(line, frame, y + down * self.leading, marks);
                }
                Ink::Rule { frame, down, thickness } => marks.push(Mark::Rule {
                    x: self.x(frame),
                    y: y + down * self.leading,
                    width: frame.measure,
                    thickness,
                }),
                Ink::Picture { frame, down, height, picture, content, element } => {
                    marks.push(Mark::Picture {
                        picture,
                        content,
                        x: self.x(frame),
                        y: y + down * self.leading - height,
                        width: frame.measure,
                        height,
                        element,
                    });
                }
                Ink::Empty(element) => marks.push(Mark::Empty(element)),
                Ink::PageOf { .. } => {}
            }
        }
    }

    /// A page as it was planned.
    pub(crate) fn page(&self, plan: Plan, stock: &mut Stock, room: Room) -> Page {
        let mut marks = Vec::new();
        for slot in plan.slots {
            match slot.content {
                Content::Row(index) => {
                    if let Some(Item::Row(row)) = stock.items.get_mut(index) {
                        self.row(std::mem::take(&mut row.inks), slot.y, &mut marks);
                    }
                }
                Content::Head(table, index) => {
                    let head = stock.heads.get(table).and_then(|head| head.get(index));
                    if let Some(row) = head {
                        self.row(row.inks.clone(), slot.y, &mut marks);
                    }
                }
                Content::Columns(index, division) => {
                    if let Some(Item::Columns(columns)) = stock.items.get_mut(index) {
                        for (column, range) in division.ranges.into_iter().enumerate() {
                            self.column(columns, column, range, slot.y, room, &mut marks);
                        }
                    }
                }
                Content::Note(..) => {}
            }
        }
        if let Some(y) = plan.rule {
            let (width, thickness) = NOTE_RULE;
            let frame = Frame { start: Length::ZERO, measure: width };
            marks.push(Mark::Rule { x: self.x(frame), y, width, thickness });
        }
        for slot in plan.notes {
            if let Content::Note(note, index) = slot.content
                && let Some(row) = stock.notes.get_mut(note).and_then(|rows| rows.get_mut(index))
            {
                self.row(std::mem::take(&mut row.inks), slot.y, &mut marks);
            }
        }
        // Documents are held whole.
        marks.shrink_to_fit();
        Page { marks }
    }

    fn column(
        &self,
        columns: &mut Columns,
        column: usize,
        range: std::ops::Range<usize>,
        first: Length,
        room: Room,
        marks: &mut Vec<Mark>,
    ) {
        let (leading, between) = (columns.leading * room.leading, columns.between * room.gap);
        let Some(place) = columns.frames.get(column).copied() else { return };
        let mut y = first;
        let begin = range.start;
        for (index, entry) in columns.entries.iter_mut().enumerate().take(range.end).skip(begin) {
            if index > begin && !entry.continued {
                y += between;
            }
            if let Some((line, measure)) = entry.number.take() {
                self.line(line, Frame { start: place.start, measure }, y, marks);
            }
            let frame = Frame { start: place.start + columns.indent, measure: entry.measure };
            for line in std::mem::take(&mut entry.lines) {
                self.line(line, frame, y, marks);
                y += leading;
            }
        }
    }
}

/// Gives a place on the last page to elements that nothing shows, such as an empty paragraph.
pub(crate) fn place_empty(structure: &Structure, pages: &mut [Page]) {
    let elements = structure.elements();
    let mut shown = vec![false; elements.len()];
    for mark in pages.iter().flat_map(|page| &page.marks) {
        let element = match mark {
            Mark::Text { run, .. } => run.element,
            Mark::Picture { element, .. } => *element,
            Mark::Empty(element) => Some(*element),
            Mark::Watermark { .. } | Mark::Rule { .. } => None,
        };
        let mut next = element;
        while let Some(element) = next {
            let Some(known) = shown.get_mut(element.0 as usize).filter(|known| !**known) else {
                break;
            };
            *known = true;
            next = structure.get(element).parent;
        }
    }
    let Some(last) = pages.last_mut() else { return };
    // Children before their parents, which they show.
    for index in (1..elements.len()).rev() {
        if shown[index] {
            continue;
        }
        let id = ElementId(u32::try_from(index).unwrap_or(u32::MAX));
        last.marks.push(Mark::Empty(id));
        let mut next = Some(id);
        while let Some(element) = next {
            let known = &mut shown[element.0 as usize];
            if *known {
                break;
            }
            *known = true;
            next = structure.get(element).parent;
        }
    }
}
