//! A mail as plain text.

use crate::model::{Block, Compared, Comparison, Inline};
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
                MessagePart::Text(blocks) => {
                    let mut letter = self.letter(blocks);
                    self.part_buttons(&mut letter.body);
                    stretches.push(text(&letter, width));
                }
                MessagePart::Changes(comparison) => {
                    stretches.push(in_columns(comparison, Styling::Marks, width));
                    if says_what_changed(comparison) {
                        stretches.push(LEGEND.to_owned());
                    }
                }
            }
        }
        if !self.notes.is_empty() {
            stretches.push(text(&self.notes(), width));
        }
        let trimmed = stretches.iter().map(|stretch| stretch.trim_end());
        trimmed.collect::<Vec<_>>().join("\n\n") + "\n"
    }

    /// Puts the address of each button on a line of its own, where it can be tapped.
    fn part_buttons(&self, blocks: &mut [Block]) {
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => {
                    let inlines = std::mem::take(paragraph).into_iter();
                    *paragraph = inlines.flat_map(|inline| self.parted(inline)).collect();
                }
                Block::List(list) => {
                    list.items.iter_mut().for_each(|item| self.part_buttons(item));
                }
                _ => {}
            }
        }
    }

    fn parted(&self, inline: Inline) -> Vec<Inline> {
        match inline {
            Inline::Link { address, text } if self.buttons.contains(&address.as_str()) => {
                let bare = Inline::Link { address, text: Vec::new() };
                [text, vec![Inline::LineBreak, bare]].concat()
            }
            other => vec![other],
        }
    }
}

/// Whether there are signs to be read.
fn says_what_changed(comparison: &Comparison) -> bool {
    comparison.languages.iter().any(|compared| match compared {
        Compared::Both(changes) => changes.summary().changed,
        Compared::OnlyOld(_) | Compared::OnlyNew(_) => false,
    })
}
