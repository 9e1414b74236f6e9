//! How plain text writes what stands in its lines.

use crate::model::{Block, Enumerator, Inline, Paragraph, Picture, Table};
use crate::render::lines::{Notation, Room};
use crate::render::text::flow::Flow;
use crate::render::text::table::table;
use crate::render::text::wrap::wrap;

/// Columns by which the further lines of a signatory are indented.
const SIGNATORY_INDENT: usize = 4;
const CODE_INDENT: &str = "    ";

/// Plain text: emphasis and headings leave no sign.
pub(crate) struct Plain;

impl Notation for Plain {
    const LIST_NEEDS_BLANK_AFTER: bool = false;

    fn paragraph(&self, text: &[Inline], room: Room) -> Vec<String> {
        wrap(&Flow::new(text), room, 0)
    }

    fn heading(&self, _level: u8, text: &[Inline], room: Room) -> Vec<String> {
        self.paragraph(text, room)
    }

    fn names(&self, names: &[Paragraph], room: Room) -> Vec<String> {
        names.iter().flat_map(|name| wrap(&Flow::new(name), room, SIGNATORY_INDENT)).collect()
    }

    /// Without its link: the address of a signatory is not printed.
    fn name(&self, text: &[Inline]) -> Paragraph {
        text.iter().map(|inline| self.unlinked(inline)).collect()
    }

    /// The space after an ordinal is one that does not break and one that does, so that it looks
    /// like two and nothing that folds spaces makes it one.
    fn marker(&self, enumerator: Enumerator, index: usize) -> String {
        enumerator.marker(index).map_or("- ".to_owned(), |marker| format!("{marker}\u{a0} "))
    }

    fn note_marker(&self, number: usize) -> (String, usize) {
        let marker = format!("[{number}]  ");
        let indent = marker.len();
        (marker, indent)
    }

    fn table(&self, source: &Table) -> Vec<String> {
        table(source)
    }

    /// Its description.
    fn picture(&self, picture: &Picture, room: Room) -> Vec<String> {
        self.paragraph(&[Inline::Text(picture.description.clone())], room)
    }

    fn code(&self, code: &str) -> Vec<String> {
        let indent = |line: &str| if line.is_empty() { "" } else { CODE_INDENT };
        code.lines().map(|line| format!("{}{line}", indent(line))).collect()
    }

    fn divider(&self, _before: &Block, _after: &Block) -> Option<&'static str> {
        None
    }
}

impl Plain {
    fn unlinked(&self, inline: &Inline) -> Inline {
        match inline {
            Inline::Link { text, .. } | Inline::Span { text, .. } => {
                Inline::Emphasis(self.name(text))
            }
            Inline::Emphasis(text) | Inline::Strong(text) => Inline::Emphasis(self.name(text)),
            Inline::Isolate(text) => Inline::Isolate(self.name(text)),
            Inline::Text(_) | Inline::Code(_) | Inline::NoteMark(_) | Inline::LineBreak => {
                inline.clone()
            }
        }
    }
}
