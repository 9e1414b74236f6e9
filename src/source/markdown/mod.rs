//! Markdown, as far as paragraphs go.

use std::ops::Range;

use crate::model::{Block, Inline, Language, Note, Paragraph};

/// A problem at a stretch of the filled text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The bytes of the text that are at fault.
    pub range: Range<usize>,
    /// Its kind.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

/// The body of a letter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    /// What stands between salutation and close.
    pub blocks: Vec<Block>,
    /// The notes.
    pub notes: Vec<Note>,
    /// For each block, its bytes in the filled text.
    pub ranges: Vec<Range<usize>>,
}

/// A block that a call of the template places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placed {
    /// A list of signatories.
    Signatories(usize),
    /// The complimentary close.
    Close,
    /// The notes.
    Notes,
    /// The body's headings.
    Contents,
}

/// What a call prints.
pub fn placed(block: &Placed) -> String {
    match block {
        Placed::Signatories(index) => format!("\u{FDD1}{index}\u{FDD2}"),
        Placed::Close => "\u{FDD1}c\u{FDD2}".to_owned(),
        Placed::Notes => "\u{FDD1}n\u{FDD2}".to_owned(),
        Placed::Contents => "\u{FDD1}t\u{FDD2}".to_owned(),
    }
}

/// Values that a template printed.
#[derive(Clone, Debug, Default)]
pub struct Values(Vec<String>);

impl Values {
    /// Keeps a value and gives the token to print in its place.
    pub fn hold(&mut self, value: &str) -> String {
        self.0.push(value.split_whitespace().collect::<Vec<_>>().join(" "));
        format!("\u{FDD0}{}\u{FDD2}", self.0.len() - 1)
    }

    /// `text` with each value in the place of its token.
    pub fn restore(&self, text: &str) -> String {
        let mut restored = String::new();
        for part in text.split_inclusive('\u{FDD2}') {
            match part.split_once('\u{FDD0}') {
                Some((before, index)) => {
                    restored.push_str(before);
                    let index = index.trim_end_matches('\u{FDD2}').parse::<usize>().ok();
                    let value = index.and_then(|index| self.0.get(index));
                    restored.push_str(value.map_or("", String::as_str));
                }
                None => restored.push_str(part),
            }
        }
        restored
    }
}

/// The body of a letter.
pub fn body(text: &str, values: &Values, _language: &Language) -> Result<Body, Vec<Problem>> {
    let mut body = Body::default();
    let mut start = 0;
    for block in text.split("\n\n") {
        let shown = block.trim();
        let range = start..start + block.len();
        start = range.end + 2;
        if shown.is_empty() {
            continue;
        }
        if let Some(at) = block.find("<b>") {
            let range = range.start + at..range.start + at + 3;
            let message = "raw HTML".to_owned();
            return Err(vec![Problem { range, code: "raw-html", message, help: None }]);
        }
        let call = |name: &str| shown == format!("\u{FDD1}{name}\u{FDD2}");
        let index = shown.trim_matches(['\u{FDD1}', '\u{FDD2}']).parse();
        body.blocks.push(match index {
            Ok(index) if shown.starts_with('\u{FDD1}') => Block::Signatories(index),
            _ if call("c") => Block::Close,
            _ if call("n") => Block::Notes,
            _ if call("t") => Block::Contents,
            _ => Block::Paragraph(vec![Inline::Text(values.restore(shown).replace('\n', " "))]),
        });
        body.ranges.push(range);
    }
    Ok(body)
}

/// Inline Markdown of front matter.
pub fn inline(text: &str, values: &Values) -> Result<Vec<Paragraph>, Vec<Problem>> {
    let paragraphs = text.split("\n\n").map(|text| {
        let restored = values.restore(text);
        let mut parts = Vec::new();
        for (at, part) in restored.split("**").enumerate() {
            let text = Inline::Text(part.to_owned());
            if !part.is_empty() {
                parts.push(if at % 2 == 1 { Inline::Strong(vec![text]) } else { text });
            }
        }
        parts
    });
    Ok(paragraphs.collect())
}
