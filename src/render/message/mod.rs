//! What a mail says: as plain text, and as a page that mail programs show.

mod html;
mod text;

use crate::model::{Block, Comparison, Language, Letter, Note};

/// What a mail says.
#[derive(Clone, Debug)]
pub struct Message<'a> {
    /// The language that it is written in.
    pub language: &'a Language,
    /// What it is about.
    pub subject: &'a str,
    /// What it says, in order.
    pub parts: Vec<MessagePart<'a>>,
    /// The notes to it.
    pub notes: &'a [Note],
    /// The addresses of links that are shown as buttons.
    pub buttons: Vec<&'a str>,
}

/// A stretch of a mail.
#[derive(Clone, Copy, Debug)]
pub enum MessagePart<'a> {
    /// Running text.
    Text(&'a [Block]),
    /// What changed between two texts.
    Changes(&'a Comparison),
}

impl Message<'_> {
    /// Blocks of it as a letter that has nothing else.
    fn letter(&self, blocks: &[Block]) -> Letter {
        let mut letter = Letter::new(self.language.clone());
        letter.body = blocks.to_vec();
        letter
    }

    /// Its notes as such a letter.
    fn notes(&self) -> Letter {
        let mut letter = self.letter(&[]);
        letter.notes = self.notes.to_vec();
        letter
    }
}
