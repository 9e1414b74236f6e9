//! The characters of a paragraph before it is wrapped.

use std::ops::Range;

use crate::model::{END_OF_ISOLATE, ISOLATE, Inline, LINK_SCHEMES, plain};

/// A paragraph's characters, with what must not be broken.
#[derive(Debug, Default)]
pub(crate) struct Flow {
    /// A newline is a line break that the author asked for.
    pub(crate) text: String,
    /// Bytes of `text` that stay in one line, in their order.
    pub(crate) whole: Vec<Range<usize>>,
}

/// What begins an address in running text.
const ADDRESS_STARTS: [&str; 4] = ["https://", "http://", "www.", "mailto:"];

impl Flow {
    /// The characters of a paragraph: runs of spaces are one, and none stands at an end of a line.
    pub(crate) fn new(text: &[Inline]) -> Self {
        let mut flow = Self::default();
        flow.push(text);
        let end = flow.text.trim_end_matches([' ', '\n']).len();
        flow.text.truncate(end);
        flow
    }

    /// The same in one line.
    pub(crate) fn line(text: &[Inline]) -> String {
        Self::new(text).text.replace('\n', " ")
    }

    fn push(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text(text) | Inline::Code(text) => self.push_text(text),
                Inline::Emphasis(text) | Inline::Strong(text) | Inline::Span { text, .. } => {
                    self.push(text);
                }
                Inline::Link { address, text } => self.push_link(address, text),
                Inline::Isolate(text) => {
                    self.text.push(ISOLATE);
                    self.push(text);
                    self.text.push(END_OF_ISOLATE);
                }
                Inline::NoteMark(index) => self.push_mark(index + 1),
                Inline::LineBreak => {
                    self.trim_space();
                    if !self.text.is_empty() {
                        self.text.push('\n');
                    }
                }
            }
        }
    }

    fn push_text(&mut self, text: &str) {
        for (address, piece) in addresses(text) {
            let start = self.text.len();
            for character in piece.chars() {
                if !character.is_ascii_whitespace() {
                    self.text.push(character);
                } else if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
                    self.text.push(' ');
                }
            }
            if address {
                self.keep_whole(start);
            }
        }
    }

    /// The text, then the address in angle brackets; the text alone where both are the same but for
    /// the scheme.
    fn push_link(&mut self, address: &str, text: &[Inline]) {
        let shown = plain(text);
        let start = self.text.len();
        self.push(text);
        if without_scheme(shown.trim()) == without_scheme(address) {
            self.keep_whole(start);
            return;
        }
        if !shown.trim().is_empty() && !self.text.ends_with([' ', '\n']) {
            self.text.push(' ');
        }
        let start = self.text.len();
        self.text.push('<');
        self.text.extend(address.split_ascii_whitespace());
        self.text.push('>');
        self.keep_whole(start);
    }

    /// The mark of a note stands close behind its word.
    fn push_mark(&mut self, number: usize) {
        self.trim_space();
        let word = self.text.chars().next_back().filter(|character| *character != '\n');
        let start = self.text.len() - word.map_or(0, char::len_utf8);
        self.text.extend(["[", &number.to_string(), "]"]);
        self.keep_whole(start);
    }

    /// What was pushed since `start` stays in one line.
    fn keep_whole(&mut self, start: usize) {
        while self.whole.last().is_some_and(|range| range.start >= start) {
            self.whole.pop();
        }
        self.whole.push(start..self.text.len());
    }

    fn trim_space(&mut self) {
        if self.text.ends_with(' ') {
            self.text.pop();
        }
    }
}

/// The text cut into what is an address and what is not. An address ends at white space, a bracket
/// or a quotation mark, and at the wide punctuation of scripts that set no spaces.
fn addresses(text: &str) -> Vec<(bool, &str)> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(start) = ADDRESS_STARTS.iter().filter_map(|start| rest.find(start)).min() {
        let ends = |character: char| {
            character.is_whitespace()
                || matches!(character,
                    '<' | '>' | '"' | '“' | '”'
                    | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff65}')
        };
        let end = rest[start..].find(ends).map_or(rest.len(), |length| start + length);
        pieces.push((false, &rest[..start]));
        pieces.push((true, &rest[start..end]));
        rest = &rest[end..];
    }
    pieces.push((false, rest));
    pieces
}

fn without_scheme(address: &str) -> &str {
    LINK_SCHEMES.iter().find_map(|scheme| address.strip_prefix(scheme)).unwrap_or(address)
}
