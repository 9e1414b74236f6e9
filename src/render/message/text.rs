//! A mail as plain text.

use crate::render::changes::{Styling, in_columns};
use crate::render::message::{Message, MessagePart};
use crate::render::text;

/// How the signs of changes in plain text are read.
const LEGEND: &str = "~ changed  + new  - deleted  = renumbered  < > moved\n\
                      [-deleted words-] {+new words+}";

impl Message<'_> {
    /// Plain text in lines of at most `width` columns; an address stays whole. It ends in one
    /// newline.
    pub fn text(&self, width: usize) -> String {
        let mut stretches: Vec<String> = Vec::new();
        for part in &self.parts {
            match part {
                MessagePart::Text(blocks) => stretches.push(text(&self.letter(blocks), width)),
                MessagePart::Changes(comparison) => {
                    stretches.push(in_columns(comparison, Styling::Marks, width));
                    stretches.push(LEGEND.to_owned());
                }
            }
        }
        if !self.notes.is_empty() {
            stretches.push(text(&self.notes(), width));
        }
        let trimmed = stretches.iter().map(|stretch| stretch.trim_end());
        trimmed.collect::<Vec<_>>().join("\n\n") + "\n"
    }
}
