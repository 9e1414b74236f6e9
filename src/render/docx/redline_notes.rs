//! The notes of two texts: each mark that one of them has brings its note with it.

use crate::model::{Change, Inline, Paragraph as Text, Side};
use crate::render::docx::redline_text::{Tracked, note};

/// The marks of notes in both texts, in the order of reading: which text has each, and the number
/// that it has there, counted from 0. A mark of both has the newer text's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct NoteMarks(Vec<(Change, usize)>);

impl NoteMarks {
    pub(crate) fn of(passages: &[Tracked]) -> Self {
        let mut marks = Self::default();
        for passage in passages.iter().take_while(|passage| !passage.begins_note()) {
            for (change, text) in passage.texts.iter().flatten() {
                marks.add(*change, text);
            }
        }
        marks
    }

    fn add(&mut self, change: Change, text: &[Inline]) {
        for inline in text {
            match inline {
                Inline::NoteMark(index) if !self.0.contains(&(change, *index)) => {
                    self.0.push((change, *index));
                }
                Inline::Emphasis(text)
                | Inline::Strong(text)
                | Inline::Link { text, .. }
                | Inline::Span { text, .. }
                | Inline::Isolate(text) => self.add(change, text),
                _ => {}
            }
        }
    }

    pub(crate) fn count(&self) -> usize {
        self.0.len()
    }

    /// A text in which marks have their numbers among these.
    pub(crate) fn numbered(&self, change: Change, text: &[Inline]) -> Text {
        let inner = |text: &[Inline]| self.numbered(change, text);
        let number = |inline: &Inline| match inline {
            Inline::NoteMark(index) => {
                let known = self.0.iter().position(|mark| *mark == (change, *index));
                Inline::NoteMark(known.unwrap_or(*index))
            }
            Inline::Emphasis(text) => Inline::Emphasis(inner(text)),
            Inline::Strong(text) => Inline::Strong(inner(text)),
            Inline::Link { address, text } => {
                Inline::Link { address: address.clone(), text: inner(text) }
            }
            Inline::Span { language, text } => {
                Inline::Span { language: language.clone(), text: inner(text) }
            }
            Inline::Isolate(text) => Inline::Isolate(inner(text)),
            other => other.clone(),
        };
        text.iter().map(number).collect()
    }

    /// What the note of each mark says: with what changed in it where both texts have the mark.
    pub(crate) fn notes(&self, passages: &[Tracked]) -> Vec<Vec<Tracked>> {
        let mut current = [None, None];
        let mut placed: Vec<([Option<usize>; 2], &Tracked)> = Vec::new();
        let notes = passages.iter().skip_while(|passage| !passage.begins_note());
        for passage in notes {
            for (current, role) in current.iter_mut().zip(&passage.roles) {
                *current = note(role.as_ref()).or(*current);
            }
            let of = |side: usize, is_in: bool| current[side].filter(|_| is_in);
            placed.push((
                [of(0, passage.is_in(Side::Old)), of(1, passage.is_in(Side::New))],
                passage,
            ));
        }
        let note = |(change, index): &(Change, usize)| -> Vec<Tracked> {
            let side = usize::from(*change != Change::Deleted);
            let is_own = |places: &[Option<usize>; 2]| places[side] == Some(*index);
            if *change != Change::Same {
                let own = placed.iter().filter(|(places, _)| is_own(places));
                return own.map(|(_, passage)| passage.with_fate(*change)).collect();
            }
            let old = placed.iter().find_map(|(places, _)| places[0].filter(|_| is_own(places)));
            let belongs =
                |places: &[Option<usize>; 2]| is_own(places) || old.is_some() && places[0] == old;
            let own = placed.iter().filter(|(places, _)| belongs(places));
            let mut note: Vec<Tracked> = own.map(|(_, passage)| (*passage).clone()).collect();
            if let Some(last) = note.last_mut() {
                last.end = Change::Same;
            }
            note
        };
        self.0.iter().map(note).collect()
    }
}
