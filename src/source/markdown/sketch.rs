//! Blocks as text that a test can show: one line for each block, its marks as tags.

use std::fmt::Write as _;

use crate::model::{Block, Inline, Language, List};
use crate::source::markdown::{Problem, Values, body};

/// The blocks and notes of an English body, or its problems.
pub(crate) fn sketch(text: &str) -> String {
    sketch_in("en-US", text, &Values::default())
}

/// The same in another language and with values.
pub(crate) fn sketch_in(tag: &str, text: &str, values: &Values) -> String {
    let language = Language::parse(tag).unwrap();
    match body(text, values, &language, &mut |_, _| None) {
        Ok(body) => {
            let mut sketch = blocks(&body.blocks, 0);
            for (index, note) in body.notes.iter().enumerate() {
                let _written = writeln!(sketch, "note {}", index + 1);
                sketch.push_str(&blocks(&note.blocks, 1));
            }
            sketch
        }
        Err(problems) => problems.iter().map(|found| problem(text, found)).collect(),
    }
}

fn problem(text: &str, problem: &Problem) -> String {
    let Problem { range, code, message, help } = problem;
    let place = &text[range.clone()];
    format!("{code} at {place:?}: {message} ({})\n", help.as_deref().unwrap_or("no help"))
}

fn blocks(list: &[Block], depth: usize) -> String {
    list.iter().map(|part| block(part, depth)).collect()
}

fn block(block: &Block, depth: usize) -> String {
    let indent = "  ".repeat(depth);
    match block {
        Block::Paragraph(text) => format!("{indent}{}\n", inlines(text)),
        Block::Heading { level, text, anchor } => {
            format!("{indent}h{level} #{anchor} {}\n", inlines(text))
        }
        Block::List(List { enumerator, tight, items }) => {
            let mut sketch = format!("{indent}{} list\n", if *tight { "tight" } else { "loose" });
            for (index, item) in items.iter().enumerate() {
                let marker = enumerator.marker(index).unwrap_or("-".to_owned());
                let text = blocks(item, depth + 1);
                let _written = writeln!(sketch, "{indent}{marker} {}", text.trim());
            }
            sketch
        }
        Block::Quotation(inner) => format!("{indent}quotation\n{}", blocks(inner, depth + 1)),
        Block::Table(table) => {
            let row = |row: &[Vec<Inline>]| {
                let cells = row.iter().map(|cell| inlines(cell)).collect::<Vec<_>>();
                format!("{indent}| {} |\n", cells.join(" | "))
            };
            let rows = table.rows.iter().map(|cells| row(cells)).collect::<String>();
            format!("{indent}table {:?}\n{}{rows}", table.alignments, row(&table.heads))
        }
        Block::Code(code) => format!("{indent}code {code:?}\n"),
        other => format!("{indent}{other:?}\n"),
    }
}

/// Inline marks as tags.
pub(crate) fn inlines(list: &[Inline]) -> String {
    list.iter()
        .map(|inline| match inline {
            Inline::Text(text) => text.clone(),
            Inline::Emphasis(text) => format!("<i>{}</i>", inlines(text)),
            Inline::Strong(text) => format!("<b>{}</b>", inlines(text)),
            Inline::Code(code) => format!("<code>{code}</code>"),
            Inline::Link { address, text } => format!("<a {address}>{}</a>", inlines(text)),
            Inline::Span { language, text } => {
                format!("<{language}>{}</{language}>", inlines(text))
            }
            Inline::Isolate(text) => format!("<bdi>{}</bdi>", inlines(text)),
            Inline::NoteMark(number) => format!("[{}]", number + 1),
            Inline::LineBreak => "<br>".to_owned(),
        })
        .collect()
}
