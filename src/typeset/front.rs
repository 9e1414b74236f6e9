//! The first page of a letter for an envelope with a window: sender above, address in the window,
//! date beside it, text below.

use crate::model::{InsideAddress, Length, Letterhead, Part, Window};
use crate::typeset::TypesetError;
use crate::typeset::compositor::{Compositor, Layout};
use crate::typeset::galley::{Frame, Item, Row};
use crate::typeset::leading::times;
use crate::typeset::line::Line;
use crate::typeset::page::Mark;
use crate::typeset::sheet::Sheet;
use crate::typeset::structure::{ElementId, Role, Structure};
use crate::typeset::style::{FINE_RULE, Type};
use crate::typeset::window::{Area, Field};

/// What stands on the first page at places of its own.
#[derive(Debug, Default)]
pub(crate) struct Front {
    /// The parts that need not be set in the text.
    pub(crate) parts: Vec<Part>,
    /// They themselves.
    pub(crate) marks: Vec<Mark>,
    /// Parts that have no room there.
    pub(crate) unseen: Vec<Part>,
}

/// What printers leave white, and the least between the sender and the window.
const EDGE: f64 = 8.0;
const CLEAR: f64 = 2.0;
/// Where a marking stands over the sender, and how much lower the sender begins then.
const MARKING: f64 = 11.0;
/// How much smaller an address may be set to fit; in points, the least that sorting machines read.
const SCALES: [f64; 3] = [1.0, 0.9, 0.82];
const LEAST: f64 = 8.0;
/// How close the lines of an address stand, six of them in 27.3 mm.
const LEADING: f64 = 12.75 / 14.25;
/// The return line and remarks: 8 points, the former down to 6 (DIN 5008).
const REMARK: f64 = 8.0;
const RETURN_LINE: [f64; 3] = [8.0, 7.0, 6.0];
/// Between what the return line tells of the sender.
const DOT: &str = " · ";

impl<'a> Compositor<'a> {
    /// Sets what belongs above, into and beside the window, and begins the text under it.
    pub(crate) fn front(&mut self, window: Window, sheet: &Sheet) -> Result<Front, TypesetError> {
        let field = Field::of(window, sheet.margins);
        let letter = self.letter;
        let mut front = Front::default();
        let mut low = field.beside.top;
        let mut late = Vec::new();
        let in_window = field.above > Length::ZERO;
        for part in letter.parts() {
            self.part = part;
            match part {
                Part::Letterhead => {
                    let Some(letterhead) = &letter.letterhead else { continue };
                    late = self.sender(letterhead, &field, sheet, &mut front)?;
                    front.parts.push(part);
                }
                Part::Date => {
                    let date: Vec<&str> = letter.dateline.iter().map(String::as_str).collect();
                    low = self.beside(&date, &field, low, sheet, &mut front)?;
                    front.parts.push(part);
                }
                Part::References => {
                    let lines: Vec<&str> = letter.references.iter().map(String::as_str).collect();
                    low = self.beside(&lines, &field, low, sheet, &mut front)?;
                    front.parts.push(part);
                }
                Part::Delivery if !in_window => {
                    let lines: Vec<&str> = letter.delivery.iter().map(String::as_str).collect();
                    low = self.beside(&lines, &field, low, sheet, &mut front)?;
                    front.parts.push(part);
                }
                Part::Addresses => {
                    let Some(address) = letter.inside_addresses.first() else { continue };
                    self.in_window(address, &field, sheet, &mut front)?;
                }
                _ => {}
            }
        }
        let body = self.measures.body;
        let text = field.text.max(low + body.leading) + body.ascent() - body.leading;
        let ascent = (text - sheet.margins.top).max(Length::ZERO);
        self.galley.push(Row { ascent, ..Row::default() });
        if !late.is_empty() {
            self.galley.items.extend(late);
            self.galley.space(body.leading * 2.0);
        }
        Ok(front)
    }

    /// The sender, above the window where there is room for it; else what is to stand in the text.
    fn sender(
        &mut self,
        letterhead: &'a Letterhead,
        field: &Field,
        sheet: &Sheet,
        front: &mut Front,
    ) -> Result<Vec<Item>, TypesetError> {
        let text = std::mem::take(&mut self.galley);
        let set = self.letterhead(letterhead);
        let items = std::mem::replace(&mut self.galley, text).items;
        set?;
        let mut height = Length::ZERO;
        let mut places = Vec::new();
        for item in &items {
            let Item::Row(row) = item else { continue };
            height +=
                if places.is_empty() { row.ascent } else { row.gap + row.leading + row.solid };
            places.push(height);
            height += row.drop;
        }
        // The rule under it.
        height += self.measures.letterhead_lines.size;
        let is_marked =
            self.letter.draft.is_some() || self.letter.parts().any(|part| part == Part::Marking);
        let edge = Length::mm(if is_marked { MARKING + CLEAR } else { EDGE });
        let low = field.top() - Length::mm(CLEAR) - height;
        if low < edge {
            front.unseen.push(Part::Letterhead);
            return Ok(items);
        }
        let top = sheet.margins.top.min(low);
        for (item, place) in items.into_iter().zip(places) {
            if let Item::Row(row) = item {
                sheet.row(row.inks, top + place, &mut front.marks);
            }
        }
        Ok(Vec::new())
    }

    /// Lines beside the window, below `low`, and where they end.
    fn beside(
        &mut self,
        texts: &[&str],
        field: &Field,
        low: Length,
        sheet: &Sheet,
        front: &mut Front,
    ) -> Result<Length, TypesetError> {
        let kind = self.measures.body;
        let layout = Layout::ragged(kind, frame(field.beside, sheet));
        let mut low = if low > field.beside.top { low + kind.leading / 2.0 } else { low };
        for text in texts {
            let element = self.structure.add(Role::Paragraph, Structure::DOCUMENT);
            let piece = self.piece(text, &layout, Some(element));
            for line in self.set(&[piece], &layout)? {
                sheet.line(line, layout.frame, low + kind.ascent(), &mut front.marks);
                low += kind.leading;
            }
        }
        Ok(low)
    }

    /// How the letter is delivered, as a remark over the address, where the window shows it.
    fn remarks(
        &mut self,
        field: &Field,
        frame: Frame,
        element: Option<ElementId>,
    ) -> Result<Vec<Line>, TypesetError> {
        let printed = self.letter.parts().any(|part| part == Part::Delivery);
        let delivery = self.letter.delivery.as_deref();
        let Some(delivery) = delivery.filter(|_| printed && field.above > Length::ZERO) else {
            return Ok(Vec::new());
        };
        let layout = Layout::ragged(small(self.measures.body, REMARK), frame);
        let piece = self.piece(delivery, &layout, element);
        self.set(&[piece], &layout)
    }

    /// The address with all that the window shows, where it has room.
    fn in_window(
        &mut self,
        address: &'a InsideAddress,
        field: &Field,
        sheet: &Sheet,
        front: &mut Front,
    ) -> Result<(), TypesetError> {
        let frame = frame(field.address, sheet);
        let remark = small(self.measures.body, REMARK);
        let taken = times(remark.leading, self.remarks(field, frame, None)?.len());
        let room = field.address.height + field.above - taken;
        let mut body = self.measures.body;
        body.leading = body.leading * LEADING;
        let mut fits = None;
        for scale in SCALES {
            let kind = scaled(body, scale);
            let layout = Layout { hang: self.measures.name_hang, ..Layout::ragged(kind, frame) };
            let lines = self.address_in(address, &layout, None)?;
            let height = times(kind.leading, lines.len());
            let is_read = kind.size >= body.size.min(Length::pt(LEAST));
            if height <= room && is_read {
                fits = Some((layout, height));
                break;
            }
        }
        let Some((layout, height)) = fits else {
            front.unseen.push(Part::Addresses);
            return Ok(());
        };
        // An address that is higher than its zone begins where remarks leave room.
        let top = field.address.top - (height - field.address.height).max(Length::ZERO);
        let mut low = top - taken;
        self.return_line(low, (top - taken) - field.top(), field, sheet, front)?;
        if taken > Length::ZERO {
            let element = self.structure.add(Role::Paragraph, Structure::DOCUMENT);
            for line in self.remarks(field, frame, Some(element))? {
                sheet.line(line, frame, low + remark.ascent(), &mut front.marks);
                low += remark.leading;
            }
            front.parts.push(Part::Delivery);
        }
        let element = self.structure.add(Role::Paragraph, Structure::DOCUMENT);
        let mut low = top;
        for line in self.address_in(address, &layout, Some(element))? {
            sheet.line(line, frame, low + layout.kind.ascent(), &mut front.marks);
            low += layout.kind.leading;
        }
        self.addressed = 1;
        if self.letter.inside_addresses.len() == 1 {
            front.parts.push(Part::Addresses);
        }
        Ok(())
    }

    fn address_in(
        &mut self,
        address: &'a InsideAddress,
        layout: &Layout,
        element: Option<ElementId>,
    ) -> Result<Vec<Line>, TypesetError> {
        let mut lines = Vec::new();
        for text in self.address_lines(address) {
            let piece = self.piece(&text, layout, element);
            lines.extend(self.set(&[piece], layout)?);
        }
        Ok(lines)
    }

    /// Whom the post gives the letter back to: the sender once more, small, over a fine rule that
    /// ends above `low`. It is told already, so it is no part of the structure.
    fn return_line(
        &mut self,
        low: Length,
        room: Length,
        field: &Field,
        sheet: &Sheet,
        front: &mut Front,
    ) -> Result<(), TypesetError> {
        let Some(letterhead) = &self.letter.letterhead else { return Ok(()) };
        let told = letterhead.name.iter().chain(&letterhead.lines);
        let text = told.map(String::as_str).collect::<Vec<_>>().join(DOT);
        let frame = frame(field.address, sheet);
        for size in RETURN_LINE {
            let kind = small(self.measures.body, size);
            let layout = Layout::ragged(kind, frame);
            let piece = self.piece(&text, &layout, None);
            if text.is_empty() || kind.leading > room || self.width(&[piece])? > frame.measure {
                continue;
            }
            self.part = Part::Letterhead;
            if let Some(line) = self.artifact(&text, &layout)? {
                let rule = low - kind.leading * 0.3;
                front.marks.push(Mark::Rule {
                    x: field.address.left,
                    y: rule,
                    width: field.address.width,
                    thickness: FINE_RULE,
                });
                sheet.line(line, frame, rule - kind.size * 0.35, &mut front.marks);
            }
            return Ok(());
        }
        Ok(())
    }
}

impl Front {
    /// The sheet with the place of the marking on this page.
    pub(crate) fn head(&self, sheet: &Sheet) -> Sheet {
        let head = if self.marks.is_empty() { sheet.head } else { Length::mm(MARKING) };
        Sheet { head, ..*sheet }
    }
}

fn small(kind: Type, size: f64) -> Type {
    let factor = Length::pt(size) / kind.size;
    scaled(kind, factor.min(1.0))
}

fn scaled(kind: Type, factor: f64) -> Type {
    Type { size: kind.size * factor, leading: kind.leading * factor, ..kind }
}

/// A stretch of the sheet as one of the measure. It lies where it lies, whichever way lines run.
fn frame(area: Area, sheet: &Sheet) -> Frame {
    Frame { start: sheet.start(area.left, area.width), measure: area.width }
}
