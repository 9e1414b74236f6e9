//! Notes at the foot of pages: what room they take, and how one goes on overleaf.

use std::ops::Range;

use crate::model::Length;
use crate::typeset::flow::{Content, Plan, Slot};
use crate::typeset::makeup::Maker;

/// A stretch of a note's rows.
#[derive(Clone, Debug)]
pub(crate) struct Stretch {
    /// The note.
    pub(crate) note: usize,
    /// The rows.
    pub(crate) rows: Range<usize>,
}

/// From the last line of the text to the rule over the notes, at least.
const ABOVE_NOTES: Length = Length::pt(10.0);
/// From that rule to the top of the first note.
const UNDER_NOTE_RULE: Length = Length::pt(5.0);

/// Differences under this are rounding.
const HAIR: Length = Length::pt(0.01);

/// Whether text and notes have room on one page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fit {
    /// They have.
    Whole,
    /// With the last note shown up to this row.
    Cut(usize),
    /// They have not.
    Not,
}

impl Maker<'_> {
    /// Adds a note to those of the page, and the notes whose marks stand in it.
    pub(crate) fn add_note(&self, note: usize, notes: &mut Vec<Stretch>) {
        let Some(rows) = self.matter.notes.get(note) else { return };
        let known = self.placed.get(note).is_none_or(|placed| *placed)
            || notes.iter().any(|stretch| stretch.note == note);
        if known {
            return;
        }
        notes.push(Stretch { note, rows: 0..rows.len() });
        for inner in rows.iter().flat_map(|row| &row.notes) {
            self.add_note(*inner, notes);
        }
    }

    /// Whether text down to `y` and these notes fit on one page; the notes from `known` on are new.
    pub(crate) fn fit(&self, y: Length, notes: &[Stretch], known: usize) -> Fit {
        let left = self.room.bottom - self.area(notes) - y;
        if left >= -HAIR {
            return Fit::Whole;
        }
        let Some(last) = notes[known..].last() else { return Fit::Not };
        let mut over = -left;
        let mut rows = last.rows.end;
        while over > HAIR && rows > last.rows.start {
            rows -= 1;
            over -= self.note_row(last.note, rows);
        }
        // Two lines at least on either page.
        let rows = rows.min(last.rows.end.saturating_sub(2));
        if over <= HAIR && rows >= last.rows.start + 2 { Fit::Cut(rows) } else { Fit::Not }
    }

    /// When the notes carried over fill more than a page: what the next page gets of them.
    pub(crate) fn overflow(&self, notes: &mut Vec<Stretch>) -> Option<Vec<Stretch>> {
        let height = self.room.bottom - self.room.top;
        // A page of text and notes needs room for a few lines of text.
        let most = height - self.room.line * 3.0;
        if self.area(notes) <= most {
            return None;
        }
        let mut used = ABOVE_NOTES + UNDER_NOTE_RULE;
        for index in 0..notes.len() {
            let Stretch { note, rows } = notes[index].clone();
            for row in rows.clone() {
                used += self.note_row(note, row);
                if used > height && row > notes[0].rows.start {
                    let mut rest = notes.split_off(index);
                    if row > rows.start {
                        notes.push(Stretch { note, rows: rows.start..row });
                        rest[0].rows.start = row;
                    }
                    return Some(rest);
                }
            }
        }
        Some(Vec::new())
    }

    pub(crate) fn note_row(&self, note: usize, row: usize) -> Length {
        self.matter.notes.get(note).and_then(|rows| rows.get(row)).map_or(Length::ZERO, |row| {
            row.gap * self.room.gap + (row.leading + row.drop) * self.room.leading + row.solid
        })
    }

    /// The room that notes take at the foot.
    pub(crate) fn area(&self, notes: &[Stretch]) -> Length {
        let rows: Length = notes
            .iter()
            .flat_map(|stretch| stretch.rows.clone().map(|row| self.note_row(stretch.note, row)))
            .sum();
        if rows > Length::ZERO { rows + ABOVE_NOTES + UNDER_NOTE_RULE } else { rows }
    }

    /// Puts the notes at the page's foot, the last line of them at the lowest place.
    pub(crate) fn place_notes(&self, plan: &mut Plan, notes: &[Stretch]) {
        let area = self.area(notes);
        if area == Length::ZERO {
            return;
        }
        let mut y = self.room.bottom - area + ABOVE_NOTES;
        plan.rule = Some(y);
        y += UNDER_NOTE_RULE;
        for stretch in notes {
            for row in stretch.rows.clone() {
                let Some(set) = self.matter.notes.get(stretch.note).and_then(|rows| rows.get(row))
                else {
                    continue;
                };
                y += set.gap * self.room.gap + set.leading * self.room.leading + set.solid;
                plan.notes.push(Slot { content: Content::Note(stretch.note, row), y });
                y += set.drop * self.room.leading;
            }
        }
    }
}
