//! The blocks of the body.

use crate::model::{Block, Length, List, Paragraph, plain};
use crate::typeset::TypesetError;
use crate::typeset::compositor::{Compositor, Layout};
use crate::typeset::galley::{Break, Frame, Ink, Row};
use crate::typeset::structure::{ElementId, Role, Structure};
use crate::typeset::style::{FINE_RULE, Measures, NOTE_RULE, Type};

/// Where blocks stand and how.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    /// The stretch of the measure.
    pub(crate) frame: Frame,
    /// What they are part of.
    pub(crate) parent: ElementId,
    /// The type of their text.
    pub(crate) kind: Type,
    /// Space between paragraphs.
    pub(crate) paragraph: Length,
    /// How many lists they stand in.
    pub(crate) depth: usize,
}

impl<'a> Compositor<'a> {
    /// Sets blocks one below the other. The first follows what was set before without more space.
    pub(crate) fn blocks(&mut self, blocks: &'a [Block], place: Place) -> Result<(), TypesetError> {
        for (index, block) in blocks.iter().enumerate() {
            if let Some(before) = index.checked_sub(1).and_then(|before| blocks.get(before)) {
                let space = self.measures.between(before, block, place.paragraph);
                self.galley.space(space);
                if let (Block::Paragraph(text), Block::Picture(_)) = (before, block)
                    && !introduces(text)
                {
                    // What is kept with text, such as a salutation, has it.
                    self.galley.release();
                }
            }
            self.block(block, place)?;
            if let (Block::Paragraph(text), Some(_)) = (block, blocks.get(index + 1))
                && introduces(text)
            {
                self.galley.keep(1, Break::Parts);
            }
        }
        Ok(())
    }
}

impl Measures {
    /// The space between two blocks, where paragraphs stand `paragraph` apart.
    pub(crate) fn between(&self, before: &Block, after: &Block, paragraph: Length) -> Length {
        let measures = self;
        let line = measures.body.leading;
        match (before, after) {
            (_, Block::Heading { level: 1, .. }) => line,
            (_, Block::Heading { level: 2, .. }) | (Block::Table(_), Block::Heading { .. }) => {
                line * 0.75
            }
            (Block::Heading { .. }, Block::Table(_)) => line * 0.5,
            (Block::Heading { .. }, _) => line * 0.25,
            (_, Block::Heading { .. }) => line * 0.5,
            (Block::Signatories(_), Block::Signatories(_)) => line * 1.5,
            (_, Block::Signatories(_)) => measures.above_names,
            (_, Block::Close) => measures.above_close,
            (Block::Signatories(_) | Block::Notes | Block::Close, _) | (_, Block::Notes) => {
                measures.above_closing
            }
            (Block::ThematicBreak | Block::Table(_) | Block::Picture(_), _)
            | (_, Block::ThematicBreak | Block::Table(_) | Block::Picture(_)) => line * 0.75,
            (Block::Code(_), _) | (_, Block::Code(_)) => paragraph,
            (Block::List(_), _) | (_, Block::List(_)) => measures.item.min(paragraph),
            _ => paragraph,
        }
    }
}

impl<'a> Compositor<'a> {
    fn block(&mut self, block: &'a Block, place: Place) -> Result<(), TypesetError> {
        match block {
            Block::Paragraph(text) => {
                let layout = self.running(place.kind, place.frame);
                let element = self.structure.add(Role::Paragraph, place.parent);
                self.paragraph(text, &layout, element)
            }
            Block::Heading { level, text, anchor } => {
                let element = self.body_heading(*level, text, place)?;
                self.anchors.insert(anchor, element);
                Ok(())
            }
            Block::List(list) => self.list(list, place),
            Block::Quotation(blocks) => self.quotation(blocks, place),
            Block::Table(table) => self.body_table(table, place),
            Block::Code(text) => self.code(text, place),
            Block::Picture(picture) => {
                self.body_picture(picture, place);
                Ok(())
            }
            Block::ThematicBreak => {
                self.thematic_break(place);
                Ok(())
            }
            Block::Signatories(index) => match self.letter.signatories.get(*index) {
                Some(list) => self.signatories(list),
                None => Ok(()),
            },
            Block::Close => self.close(),
            Block::Notes => self.endnotes(),
            Block::Contents => self.contents(place),
        }
    }

    fn body_heading(
        &mut self,
        level: u8,
        text: &'a Paragraph,
        place: Place,
    ) -> Result<ElementId, TypesetError> {
        let kind = self.measures.headings[usize::from(level.clamp(1, 6)) - 1];
        let element = self.heading(level, plain(text));
        let layout = Layout { balanced: true, ..Layout::ragged(kind, place.frame) };
        let pieces = self.pieces(text, &layout, element);
        let lines = self.set(&pieces, &layout)?;
        let mut rows = self.rows(lines, &layout, Break::Strands);
        if let Some(first) = rows.first_mut() {
            first.heading = Some(element);
        }
        for row in rows {
            self.galley.push(row);
        }
        self.galley.keep(2, Break::Strands);
        Ok(element)
    }

    fn quotation(&mut self, blocks: &'a [Block], place: Place) -> Result<(), TypesetError> {
        let parent = self.structure.add(Role::Quotation, place.parent);
        // A note's quotation is no larger than the note.
        let kind = if place.kind.size > self.measures.quotation.size {
            self.measures.quotation
        } else {
            place.kind
        };
        let frame = self.inset(place.frame);
        self.blocks(blocks, Place { frame, parent, kind, ..place })
    }

    /// The frame of a quotation, as long as enough is left between the insets.
    fn inset(&self, frame: Frame) -> Frame {
        let inset = frame.inset(self.measures.quotation_inset);
        if inset.measure < self.narrowest() { frame } else { inset }
    }

    /// The least measure that indents leave: about ten letters.
    fn narrowest(&self) -> Length {
        self.measures.body.size * 5.0
    }

    fn list(&mut self, list: &'a List, place: Place) -> Result<(), TypesetError> {
        let parent = self.structure.add(Role::List, place.parent);
        let marker_layout = Layout::ragged(place.kind, place.frame);
        let bullet = if place.depth.is_multiple_of(2) { "•" } else { "–" };
        let markers: Vec<String> = (0..list.items.len())
            .map(|index| list.enumerator.marker(index).unwrap_or_else(|| bullet.to_owned()))
            .collect();
        let usual = if place.depth == 0 { self.measures.hang } else { self.measures.inner_hang };
        let usual = usual * (place.kind.size / self.measures.body.size);
        let hang = self.hang_for(&markers, usual, &marker_layout)?;
        let room = place.frame.indented(hang);
        let frame = if room.measure < self.narrowest() { place.frame } else { room };
        let gap = if list.tight { self.measures.tight_item } else { self.measures.item };
        for (index, (blocks, marker)) in list.items.iter().zip(&markers).enumerate() {
            if index > 0 {
                self.galley.space(gap.min(place.paragraph));
            }
            let item = self.structure.add(Role::ListItem, parent);
            let label = self.structure.add(Role::Label, item);
            let body = self.structure.add(Role::ListBody, item);
            let piece = self.piece(marker, &marker_layout, Some(label));
            let lines = self.set(&[piece], &marker_layout)?;
            let begin = self.galley.items.len();
            let paragraph = self.measures.item.min(place.paragraph);
            let inner = Place { frame, parent: body, paragraph, depth: place.depth + 1, ..place };
            self.blocks(blocks, inner)?;
            // The marker stands beside the item's first line; alone, when there is none, or when
            // indents have left no room beside it.
            let beside = frame != place.frame && begin < self.galley.items.len();
            self.galley.mark(begin, lines, &marker_layout, beside);
        }
        Ok(())
    }

    /// How far text hangs behind labels: as usual, or wider where one of them is.
    pub(crate) fn hang_for(
        &mut self,
        labels: &[String],
        usual: Length,
        layout: &Layout,
    ) -> Result<Length, TypesetError> {
        let mut hang = usual;
        let longest = labels.iter().map(|label| label.chars().count()).max().unwrap_or(0);
        // The widest is among the longest ones; all others need not be measured.
        for label in labels.iter().filter(|label| label.chars().count() + 1 >= longest).take(100) {
            let piece = self.piece(label, layout, None);
            hang = hang.max(self.width(&[piece])? + layout.kind.size * 0.6);
        }
        Ok(hang)
    }

    fn code(&mut self, text: &str, place: Place) -> Result<(), TypesetError> {
        let paragraph = self.structure.add(Role::Paragraph, place.parent);
        let element = self.structure.add(Role::Code, paragraph);
        let kind = self.measures.code;
        let frame = self.inset(place.frame);
        let layout = Layout { hang: self.measures.inner_hang, ..Layout::ragged(kind, frame) };
        let count = text.split('\n').count();
        for (index, line) in text.split('\n').enumerate() {
            let shown = fixed_spaces(line) + " ";
            let piece = self.piece(&shown, &layout, Some(element));
            let lines = self.set(&[piece], &layout)?;
            let mut rows = self.rows(lines, &layout, Break::Free);
            if rows.is_empty() {
                rows.push(Row::blank(&kind));
            }
            if let Some(first) = rows.first_mut().filter(|_| index == 1 || index + 1 == count) {
                first.before = Break::Strands;
            }
            for row in rows {
                self.galley.push(row);
            }
        }
        Ok(())
    }

    fn thematic_break(&mut self, place: Place) {
        let kind = place.kind;
        let mut row = Row { before: Break::Strands, ..Row::blank(&kind) };
        let (width, _) = NOTE_RULE;
        let side = ((place.frame.measure - width) / 2.0).max(Length::ZERO);
        row.inks.push(Ink::Rule {
            frame: place.frame.inset(side),
            down: -kind.size * 0.25,
            thickness: FINE_RULE,
        });
        self.galley.push(row);
    }

    /// The whole measure, directly in the letter.
    pub(crate) fn place(&self) -> Place {
        Place {
            frame: self.frame,
            parent: Structure::DOCUMENT,
            kind: self.measures.body,
            paragraph: self.measures.paragraph,
            depth: 0,
        }
    }
}

/// Whether a paragraph ends in a colon, and so announces what follows.
fn introduces(text: &Paragraph) -> bool {
    plain(text).trim_end().ends_with([':', '：'])
}

/// Spaces at a line's beginning and runs of them, made to stay.
fn fixed_spaces(line: &str) -> String {
    let mut shown = String::with_capacity(line.len());
    let mut after_space = true;
    for character in line.chars() {
        let space = matches!(character, ' ' | '\t');
        match character {
            '\t' => shown.push_str("\u{a0}\u{a0}\u{a0}\u{a0}"),
            ' ' if after_space => shown.push('\u{a0}'),
            _ => shown.push(character),
        }
        after_space = space;
    }
    shown
}
