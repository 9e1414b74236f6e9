//! The parts of a letter, one below the other.

use crate::model::{Letter, Part};
use crate::render::lines::block::{BLANK, Stanza, hang, join};
use crate::render::lines::{Notation, Room};
use crate::render::parts::{inlines, paragraphs, spoken};

/// What a letter's lines are made from.
pub(crate) struct Writer<'a, N> {
    pub(crate) letter: &'a Letter,
    pub(crate) notation: &'a N,
}

/// The whole letter; it ends in one newline.
pub(crate) fn write(letter: &Letter, notation: &impl Notation, room: Room) -> String {
    let writer = Writer { letter, notation };
    let draft = inlines(letter.draft.as_deref().unwrap_or_default());
    let mut stanzas = vec![Stanza::block(notation.paragraph(&draft, room))];
    for part in letter.parts() {
        stanzas.extend(writer.part(part, room));
    }
    let mut text = join(stanzas, BLANK).join("\n");
    text.push('\n');
    text
}

impl<N: Notation> Writer<'_, N> {
    fn part(&self, part: Part, room: Room) -> Vec<Stanza> {
        let letter = self.letter;
        match part {
            Part::Title => {
                let title = inlines(letter.title.as_deref().unwrap_or_default());
                vec![Stanza::block(self.notation.heading(1, &title, room))]
            }
            Part::Body => self.blocks(&letter.body, room),
            Part::Signatories => {
                letter.signatories.iter().map(|list| self.signatory_list(list, room)).collect()
            }
            Part::Notes => self.notes(room),
            _ => paragraphs(letter, part)
                .iter()
                .map(|paragraph| Stanza::block(self.notation.paragraph(paragraph, room)))
                .collect(),
        }
    }

    /// The level of the highest heading below the title.
    pub(crate) fn top_level(&self) -> u8 {
        if self.letter.title.is_some() { 2 } else { 1 }
    }

    pub(crate) fn close(&self, room: Room) -> Vec<Stanza> {
        self.part(Part::Close, room)
    }

    pub(crate) fn notes(&self, room: Room) -> Vec<Stanza> {
        let label = inlines(spoken(self.letter.labels.notes.as_deref()).unwrap_or_default());
        let mut stanzas = vec![Stanza::block(self.notation.paragraph(&label, room))];
        for (index, note) in self.letter.notes.iter().enumerate() {
            let (marker, indent) = self.notation.note_marker(index + 1);
            let lines = join(self.blocks(&note.blocks, room.less(indent)), BLANK);
            stanzas.push(Stanza::block(hang(&marker, indent, lines)));
        }
        stanzas
    }
}
