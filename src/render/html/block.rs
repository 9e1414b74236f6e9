//! Blocks of running text.

use crate::model::{Alignment, Block, Delimiter, Enumerator, List, Numbering, Part, Table, plain};
use crate::render::html::document::Page;
use crate::render::html::inline::escaped;
use crate::render::parts::headings;

/// The level of a heading of the highest level in the body: the title is `h1`.
const TOP_LEVEL: u8 = 2;
const DEEPEST: u8 = 6;

impl Page<'_> {
    pub(crate) fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(text) if text.is_empty() => {}
            Block::Paragraph(text) => {
                self.push(&["<p>"]);
                self.inlines(text);
                self.push(&["</p>\n"]);
            }
            Block::Heading { level, text, anchor } => {
                let level = level.saturating_add(TOP_LEVEL - 1).min(DEEPEST).to_string();
                self.push(&["<h", &level, " id=\"", &escaped(anchor), "\">"]);
                self.inlines(text);
                self.push(&["</h", &level, ">\n"]);
            }
            Block::List(list) => self.list(list),
            Block::Quotation(blocks) => {
                self.push(&["<blockquote>\n"]);
                self.blocks(blocks);
                self.push(&["</blockquote>\n"]);
            }
            Block::Table(table) => self.table(table),
            Block::Code(code) => self.push(&["<pre><code>", &escaped(code), "</code></pre>\n"]),
            Block::Picture(picture) => self.figure(picture),
            Block::ThematicBreak => self.push(&["<hr>\n"]),
            Block::Signatories(index) => {
                if let Some(list) = self.letter.signatories.get(*index) {
                    self.signatory_list(list);
                }
            }
            Block::Close if self.letter.has(Part::Close) => self.part(Part::Close),
            Block::Notes if self.letter.has(Part::Notes) => self.part(Part::Notes),
            Block::Close | Block::Notes => {}
            Block::Contents => self.contents(),
        }
    }

    fn list(&mut self, list: &List) {
        let close = match list.enumerator {
            Enumerator::Bullet => {
                self.push(&["<ul>\n"]);
                "</ul>\n"
            }
            Enumerator::Ordered { numbering, delimiter, start } => {
                let class = match delimiter {
                    Delimiter::Period => "",
                    Delimiter::Parenthesis | Delimiter::Parentheses => " class=\"marked\"",
                };
                let kind = match numbering {
                    Numbering::Decimal => "1",
                    Numbering::LowerAlpha => "a",
                    Numbering::UpperAlpha => "A",
                    Numbering::LowerRoman => "i",
                    Numbering::UpperRoman => "I",
                };
                let start = start.to_string();
                self.push(&["<ol", class, " type=\"", kind, "\" start=\"", &start, "\">\n"]);
                "</ol>\n"
            }
        };
        for (index, item) in list.items.iter().enumerate() {
            self.push(&["<li>"]);
            self.item(&written_marker(list.enumerator, index), item, list.tight);
            self.push(&["</li>\n"]);
        }
        self.push(&[close]);
    }

    /// An item; its marker, if it is written out, stands in its first paragraph.
    fn item(&mut self, marker: &str, item: &[Block], tight: bool) {
        let (first, rest) = match item.split_first() {
            Some((Block::Paragraph(text), rest)) => (Some(text), rest),
            _ => (None, item),
        };
        let loose = first.is_some() && !tight;
        self.push(&[if loose { "<p>" } else { "" }, marker]);
        self.inlines(first.map_or(&[], Vec::as_slice));
        self.push(&[if loose { "</p>\n" } else { "" }]);
        self.blocks(rest);
    }

    fn contents(&mut self) {
        self.push(&["<nav class=\"contents\" role=\"doc-toc\">\n"]);
        let mut depth = 0;
        for (level, text, anchor) in headings(self.letter) {
            let level = level.clamp(1, depth + 1);
            if level > depth {
                self.push(&["<ul>\n"]);
            } else {
                self.push(&["</li>\n"]);
                self.push(&[&"</ul>\n</li>\n".repeat((depth - level).into())]);
            }
            depth = level;
            self.push(&[
                "<li><a href=\"#",
                &escaped(anchor),
                "\">",
                &escaped(&plain(text)),
                "</a>",
            ]);
        }
        self.push(&[&"</li>\n</ul>\n".repeat(depth.into())]);
        self.push(&["</nav>\n"]);
    }

    fn table(&mut self, table: &Table) {
        self.push(&["<table>\n"]);
        if table.heads.iter().any(|head| !head.is_empty()) {
            self.push(&["<thead>\n<tr>"]);
            for (head, class) in table.heads.iter().zip(classes(&table.alignments)) {
                // A head without words is no head.
                let (name, scope) =
                    if head.is_empty() { ("td", "") } else { ("th", " scope=\"col\"") };
                self.push(&["<", name, scope, class, ">"]);
                self.inlines(head);
                self.push(&["</", name, ">"]);
            }
            self.push(&["</tr>\n</thead>\n"]);
        }
        self.push(&["<tbody>\n"]);
        for row in &table.rows {
            self.push(&["<tr>"]);
            for (cell, class) in row.iter().zip(classes(&table.alignments)) {
                self.push(&["<td", class, ">"]);
                self.inlines(cell);
                self.push(&["</td>"]);
            }
            self.push(&["</tr>\n"]);
        }
        self.push(&["</tbody>\n</table>\n"]);
    }
}

/// The marker as text, where no browser draws it as the author wrote it: `(A)` and `a)`.
fn written_marker(enumerator: Enumerator, index: usize) -> String {
    match (enumerator, enumerator.marker(index)) {
        (Enumerator::Ordered { delimiter: Delimiter::Period, .. }, _) | (_, None) => String::new(),
        (_, Some(marker)) => ["<span class=\"marker\">", &escaped(&marker), "</span> "].concat(),
    }
}

/// The attribute that aligns each cell of a row, without end.
fn classes(alignments: &[Alignment]) -> impl Iterator<Item = &'static str> {
    let class = |alignment: &Alignment| match alignment {
        Alignment::Start => "",
        Alignment::Center => " class=\"center\"",
        Alignment::End => " class=\"end\"",
    };
    alignments.iter().map(class).chain(std::iter::repeat(""))
}
