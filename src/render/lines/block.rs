//! Blocks of running text as lines.

use unicode_width::UnicodeWidthStr;

use crate::model::{Block, Inline, List, plain};
use crate::render::lines::letter::Writer;
use crate::render::lines::{Notation, Room};
use crate::render::parts::headings;

/// The blank lines between two blocks.
pub(crate) const BLANK: usize = 1;

/// The blank lines on both sides of a list of signatories.
const BLANK_AROUND_SIGNATORIES: usize = 2;

/// Lines that stand together.
pub(crate) struct Stanza {
    lines: Vec<String>,
    /// The blank lines that it asks for on both sides, where blocks are set apart at all.
    apart: usize,
}

impl Stanza {
    /// A block.
    pub(crate) fn block(lines: Vec<String>) -> Self {
        Self { lines, apart: BLANK }
    }

    /// A list of signatories.
    pub(crate) fn signatories(lines: Vec<String>) -> Self {
        Self { lines, apart: BLANK_AROUND_SIGNATORIES }
    }
}

/// One below the other, so many blank lines apart or as many more as one of two asks for; with
/// none, line by line.
pub(crate) fn join(stanzas: impl IntoIterator<Item = Stanza>, blank: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut apart_before = 0;
    for stanza in stanzas {
        if stanza.lines.is_empty() {
            continue;
        }
        if !lines.is_empty() && blank > 0 {
            let apart = blank.max(apart_before).max(stanza.apart);
            lines.extend(std::iter::repeat_n(String::new(), apart));
        }
        apart_before = stanza.apart;
        lines.extend(stanza.lines);
    }
    lines
}

/// Lines behind a marker; all but the first are indented.
pub(crate) fn hang(marker: &str, indent: usize, lines: Vec<String>) -> Vec<String> {
    let indent = " ".repeat(indent);
    let mut lines = lines.into_iter();
    let first = lines.next().unwrap_or_default();
    let first =
        if first.is_empty() { marker.trim_end().to_owned() } else { format!("{marker}{first}") };
    std::iter::once(first)
        .chain(lines.map(|line| if line.is_empty() { line } else { format!("{indent}{line}") }))
        .collect()
}

impl<N: Notation> Writer<'_, N> {
    /// Each block a stanza, or several.
    pub(crate) fn blocks(&self, blocks: &[Block], room: Room) -> Vec<Stanza> {
        let mut stanzas = Vec::new();
        let mut before: Option<&Block> = None;
        for block in blocks {
            if let Some(divider) = before.and_then(|before| self.notation.divider(before, block)) {
                stanzas.push(Stanza::block(vec![divider.to_owned()]));
            }
            stanzas.extend(self.block(block, room));
            before = Some(block);
        }
        stanzas
    }

    fn block(&self, block: &Block, room: Room) -> Vec<Stanza> {
        let lines = match block {
            Block::Paragraph(text) => self.notation.paragraph(text, room),
            Block::Heading { level, text, .. } => {
                self.notation.heading(level.saturating_sub(1) + self.top_level(), text, room)
            }
            Block::List(list) => self.list(list, room),
            Block::Quotation(blocks) => {
                quoted(join(self.blocks(blocks, room.less("> ".len())), BLANK))
            }
            Block::Table(table) => self.notation.table(table),
            Block::Code(code) => self.notation.code(code),
            Block::Picture(picture) => self.notation.picture(picture, room),
            Block::ThematicBreak => vec!["* * *".to_owned()],
            Block::Signatories(index) => {
                let list = self.letter.signatories.get(*index);
                return list.map(|list| self.signatory_list(list, room)).into_iter().collect();
            }
            Block::Close => return self.close(room),
            Block::Notes => return self.notes(room),
            Block::Contents => self.contents(room),
        };
        vec![Stanza::block(lines)]
    }

    fn list(&self, list: &List, room: Room) -> Vec<String> {
        let blank = if list.tight { 0 } else { BLANK };
        let items = list.items.iter().enumerate().map(|(index, item)| {
            let marker = self.notation.marker(list.enumerator, index);
            let indent = marker.width();
            let lines = join(self.blocks(item, room.less(indent)), blank);
            Stanza::block(hang(&marker, indent, lines))
        });
        join(items, blank)
    }

    fn contents(&self, room: Room) -> Vec<String> {
        const MARKER: &str = "- ";
        let mut lines = Vec::new();
        for (level, text, _) in headings(self.letter) {
            let indent = MARKER.len() * usize::from(level.saturating_sub(1));
            let room = room.less(indent + MARKER.len());
            let entry = hang(
                MARKER,
                MARKER.len(),
                self.notation.paragraph(&[Inline::Text(plain(text))], room),
            );
            lines.extend(entry.into_iter().map(|line| format!("{:indent$}{line}", "")));
        }
        lines
    }
}

fn quoted(lines: Vec<String>) -> Vec<String> {
    let quote = |line: String| if line.is_empty() { ">".to_owned() } else { format!("> {line}") };
    lines.into_iter().map(quote).collect()
}
