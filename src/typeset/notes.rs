//! Notes, at the foot of pages or at the end.

use crate::typeset::TypesetError;
use crate::typeset::body::Place;
use crate::typeset::compositor::{Compositor, Layout};
use crate::typeset::galley::{Break, Frame, Item, Row};
use crate::typeset::structure::{ElementId, Role, Structure};

/// From the margin to the text of a note, in em: room for two digits and a space.
const HANG: f64 = 1.6;
/// Between two notes, in parts of their leading.
const BETWEEN: f64 = 0.2;

impl Compositor<'_> {
    /// The rows of each note, to stand at the foot of the page that bears its mark.
    pub(crate) fn footnotes(&mut self) -> Result<Vec<Vec<Row>>, TypesetError> {
        let text = std::mem::take(&mut self.galley);
        let mut notes = Vec::with_capacity(self.letter.notes.len());
        for index in 0..self.letter.notes.len() {
            self.note(index)?;
            let mut rows: Vec<Row> = std::mem::take(&mut self.galley)
                .items
                .into_iter()
                .filter_map(|item| match item {
                    Item::Row(row) => Some(row),
                    Item::Columns(_) => None,
                })
                .collect();
            if let Some(first) = rows.first_mut() {
                first.gap = self.measures.note.leading * BETWEEN;
            }
            notes.push(rows);
        }
        self.galley = text;
        Ok(notes)
    }

    /// All notes one below the other, under their label.
    pub(crate) fn endnotes(&mut self) -> Result<(), TypesetError> {
        let label = self.letter.labels.notes.as_deref().filter(|label| !label.is_empty());
        if let Some(label) = label {
            let kind = self.measures.group_heading;
            let layout = Layout { balanced: true, ..Layout::ragged(kind, self.frame) };
            let element = self.heading(1, label.split('\n').collect::<Vec<_>>().join(" "));
            let begin = self.galley.items.len();
            self.plain(label, &layout, element)?;
            if let Some(Item::Row(row)) = self.galley.items.get_mut(begin) {
                row.heading = Some(element);
            }
            self.galley.space(self.measures.body.leading * 0.25);
            self.galley.keep(2, Break::Strands);
        }
        for index in 0..self.letter.notes.len() {
            if index > 0 {
                self.galley.space(self.measures.note.leading * BETWEEN);
            }
            self.note(index)?;
        }
        Ok(())
    }

    fn note(&mut self, index: usize) -> Result<(), TypesetError> {
        let Some(note) = self.letter.notes.get(index) else { return Ok(()) };
        let kind = self.measures.note;
        let element = self.marks.element(index);
        let label = self.structure.add(Role::Label, element);
        let layout = Layout::ragged(kind, self.frame);
        let number = format!("{} ", index + 1);
        let hang = kind.size * HANG;
        let hang = self.hang_for(std::slice::from_ref(&number), hang, &layout)?;
        let piece = self.piece(&number, &layout, Some(label));
        let marker = self.set(&[piece], &layout)?;
        let frame: Frame = self.frame.indented(hang);
        let begin = self.galley.items.len();
        let place = Place { frame, parent: element, kind, paragraph: kind.leading / 4.0, depth: 1 };
        self.blocks(&note.blocks, place)?;
        let beside = begin < self.galley.items.len();
        self.galley.mark(begin, marker, &layout, beside);
        Ok(())
    }
}

/// Adds the elements of so many notes, one after the other, and gives the first.
pub(crate) fn elements(structure: &mut Structure, count: usize) -> ElementId {
    let first = structure.elements().len();
    for _ in 0..count {
        structure.add(Role::Note, Structure::DOCUMENT);
    }
    ElementId(u32::try_from(first).unwrap_or(u32::MAX))
}
