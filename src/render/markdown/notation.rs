//! How Markdown writes what stands in its lines.

use crate::model::{
    Alignment, Block, Delimiter, Enumerator, Inline, List, Numbering, Paragraph, Picture, Table,
};
use crate::render::lines::{Notation, Room};
use crate::render::markdown::escape::{Context, escape_start};
use crate::render::markdown::inline::{DIVIDER, line, lines, longest_run, picture};
use crate::render::parts::joined;

/// The deepest heading that Markdown has.
const DEEPEST: u8 = 6;
/// Columns by which the further blocks of a note are indented.
const NOTE_INDENT: usize = 4;
const SHORTEST_FENCE: usize = 3;

/// Markdown with the marks of our own sources.
pub(crate) struct Marked;

impl Notation for Marked {
    const LIST_NEEDS_BLANK_AFTER: bool = true;

    fn paragraph(&self, text: &[Inline], _room: Room) -> Vec<String> {
        let mut lines: Vec<String> = lines(text).iter().map(|line| escape_start(line)).collect();
        if let Some((_last, broken)) = lines.split_last_mut() {
            for line in broken {
                line.push('\\');
            }
        }
        lines
    }

    fn heading(&self, level: u8, text: &[Inline], _room: Room) -> Vec<String> {
        let text = line(text, Context::Line);
        if text.is_empty() {
            return Vec::new();
        }
        let signs = "#".repeat(level.clamp(1, DEEPEST).into());
        // Signs at the end would be read as a closing sequence.
        let closing = text.len() - text.trim_end_matches('#').len();
        let (text, closing) = text.split_at(text.len() - closing);
        let escape = if closing.is_empty() { "" } else { "\\" };
        vec![format!("{signs} {text}{escape}{closing}")]
    }

    fn names(&self, names: &[Paragraph], room: Room) -> Vec<String> {
        self.paragraph(&joined(names.iter().cloned(), &Inline::LineBreak), room)
    }

    fn name(&self, text: &[Inline]) -> Paragraph {
        text.to_vec()
    }

    fn marker(&self, enumerator: Enumerator, index: usize) -> String {
        let Some(marker) = enumerator.marker(index) else { return "- ".to_owned() };
        let space = match enumerator {
            // `A. ` would be an initial.
            Enumerator::Ordered {
                numbering: Numbering::UpperAlpha | Numbering::UpperRoman,
                delimiter: Delimiter::Period,
                ..
            } => "  ",
            _ => " ",
        };
        marker + space
    }

    fn note_marker(&self, number: usize) -> (String, usize) {
        (format!("[^{number}]: "), NOTE_INDENT)
    }

    fn table(&self, table: &Table) -> Vec<String> {
        let rule = |column: usize| match table.alignments.get(column) {
            Some(Alignment::Center) => ":-:",
            Some(Alignment::End) => "--:",
            Some(Alignment::Start) | None => "---",
        };
        let rules: Vec<&str> = (0..table.heads.len()).map(rule).collect();
        let mut lines = vec![table_row(&table.heads), format!("| {} |", rules.join(" | "))];
        lines.extend(table.rows.iter().map(|cells| table_row(cells)));
        lines
    }

    fn picture(&self, one: &Picture, _room: Room) -> Vec<String> {
        vec![picture(&one.description, &one.name)]
    }

    fn code(&self, code: &str) -> Vec<String> {
        let fence = "`".repeat(SHORTEST_FENCE.max(longest_run(code, '`') + 1));
        let lines = code.lines().map(str::to_owned);
        std::iter::once(fence.clone()).chain(lines).chain([fence.clone()]).collect()
    }

    fn divider(&self, before: &Block, after: &Block) -> Option<&'static str> {
        let merges = match (before, after) {
            (Block::List(before), Block::List(after)) => kind(before) == kind(after),
            (Block::List(list), Block::Contents) | (Block::Contents, Block::List(list)) => {
                kind(list).is_none()
            }
            (Block::Contents, Block::Contents) | (Block::Quotation(_), Block::Quotation(_)) => true,
            _ => false,
        };
        merges.then_some(DIVIDER)
    }
}

/// A row of a pipe table, in which every text is read as it stands.
pub fn table_row(cells: &[Paragraph]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| line(cell, Context::Cell)).collect();
    format!("| {} |", cells.join(" | "))
}

/// Lists of one kind that follow each other are read as one.
fn kind(list: &List) -> Option<(Numbering, Delimiter)> {
    match list.enumerator {
        Enumerator::Bullet => None,
        Enumerator::Ordered { numbering, delimiter, .. } => Some((numbering, delimiter)),
    }
}
