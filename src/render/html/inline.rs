//! Running text.

use crate::model::{Direction, Inline, may_be_linked};
use crate::render::html::document::Page;

impl Page<'_> {
    pub(crate) fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text(text) => self.push(&[&escaped(text)]),
                Inline::Emphasis(text) => self.wrapped("<em>", text, "</em>"),
                Inline::Strong(text) => self.wrapped("<strong>", text, "</strong>"),
                Inline::Code(code) => self.push(&["<code>", &escaped(code), "</code>"]),
                Inline::Link { address, text } if may_be_linked(address) && !self.in_link => {
                    let open = ["<a href=\"", &escaped(address), "\">"].concat();
                    self.in_link = true;
                    self.wrapped(&open, text, "</a>");
                    self.in_link = false;
                }
                Inline::Link { text, .. } => self.inlines(text),
                Inline::Span { language, text } => {
                    let direction = match language.direction() {
                        direction if direction == self.letter.language.direction() => "",
                        Direction::LeftToRight => "\" dir=\"ltr",
                        Direction::RightToLeft => "\" dir=\"rtl",
                    };
                    let tag = escaped(language.as_str());
                    let open = ["<span lang=\"", &tag, direction, "\">"].concat();
                    self.wrapped(&open, text, "</span>");
                }
                Inline::Isolate(text) => self.wrapped("<bdi>", text, "</bdi>"),
                Inline::NoteMark(index) if self.in_link => {
                    self.push(&["<sup>", &(index + 1).to_string(), "</sup>"]);
                }
                Inline::NoteMark(index) => self.note_mark(*index),
                Inline::LineBreak => self.push(&["<br>\n"]),
            }
        }
    }

    fn wrapped(&mut self, open: &str, text: &[Inline], close: &str) {
        self.push(&[open]);
        self.inlines(text);
        self.push(&[close]);
    }

    fn note_mark(&mut self, index: usize) {
        let number = (index + 1).to_string();
        let target = if self.marked.insert(index) {
            [" id=\"mark_", &number, "\""].concat()
        } else {
            String::new()
        };
        self.push(&[
            "<sup><a",
            &target,
            " href=\"#note_",
            &number,
            "\" role=\"doc-noteref\">",
            &number,
            "</a></sup>",
        ]);
    }
}

/// Text as it may stand in an element or in a quoted attribute; control characters, which HTML
/// forbids, are left out.
pub(crate) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\n' | '\t' => escaped.push(character),
            _ if character.is_control() => {}
            _ => escaped.push(character),
        }
    }
    escaped
}
