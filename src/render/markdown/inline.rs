//! Running text as Markdown.

use crate::model::{END_OF_ISOLATE, ISOLATE, Inline, plain};
use crate::render::markdown::escape::{Context, push_escaped};

/// Two marks beside each other, which would be read as one, are kept apart by an empty comment.
pub(crate) const DIVIDER: &str = "<!-- -->";

/// A paragraph in lines; a line break that the author asked for is a backslash at a line's end.
/// No line is escaped at its start yet.
pub(crate) fn lines(text: &[Inline]) -> Vec<String> {
    let mut markdown = String::new();
    push(&mut markdown, text, Context::Line);
    let markdown = markdown.trim_end_matches([' ', '\n']);
    markdown.lines().map(str::to_owned).collect()
}

/// The same in one line, as a heading or the cell of a table has it.
pub(crate) fn line(text: &[Inline], context: Context) -> String {
    let mut markdown = String::new();
    push(&mut markdown, text, context);
    markdown.trim_end_matches([' ', '\n']).replace('\n', " ")
}

fn push(markdown: &mut String, inlines: &[Inline], context: Context) {
    let mut behind_mark = false;
    for inline in inlines {
        match inline {
            // A colon behind the mark of a note would make it the note.
            Inline::Text(text) if behind_mark && text.starts_with(':') => {
                markdown.push('\\');
                push_escaped(markdown, text, context);
            }
            Inline::Text(text) => push_escaped(markdown, text, context),
            Inline::Emphasis(text) => push_emphasis(markdown, text, 1, context),
            Inline::Strong(text) => push_emphasis(markdown, text, 2, context),
            Inline::Code(code) => push_code(markdown, code, context),
            Inline::Link { address, text } => push_link(markdown, address, text, context),
            Inline::Span { language, text } => {
                push_bracketed(markdown, text, context);
                markdown.extend(["{lang=", language.as_str(), "}"]);
            }
            Inline::Isolate(text) => {
                markdown.push(ISOLATE);
                push(markdown, text, context);
                markdown.push(END_OF_ISOLATE);
            }
            Inline::NoteMark(index) => markdown.extend(["[^", &(index + 1).to_string(), "]"]),
            Inline::LineBreak => {
                if markdown.ends_with(' ') {
                    markdown.pop();
                }
                if !markdown.is_empty() {
                    markdown.push('\n');
                }
            }
        }
        behind_mark = matches!(inline, Inline::NoteMark(_));
    }
}

fn inner(text: &[Inline], context: Context) -> String {
    let mut markdown = String::new();
    push(&mut markdown, text, context);
    markdown
}

/// One sign on both sides for emphasis, two for strong emphasis. The space at its ends stands
/// outside, and where the text itself begins or ends with `*` the sign is `_`.
fn push_emphasis(markdown: &mut String, text: &[Inline], signs: usize, context: Context) {
    let spaced = match text.first() {
        Some(Inline::Text(text)) => text.starts_with(|first: char| first.is_ascii_whitespace()),
        _ => false,
    };
    if spaced {
        push_escaped(markdown, " ", context);
    }
    let inner = inner(text, context);
    let trimmed = inner.trim_end_matches([' ', '\n']);
    if !trimmed.is_empty() {
        let crowded = trimmed.starts_with('*') || trimmed.ends_with('*');
        let sign = if crowded { "_" } else { "*" }.repeat(signs);
        if markdown.ends_with(['*', '_']) {
            markdown.push_str(DIVIDER);
        }
        markdown.extend([sign.as_str(), trimmed, sign.as_str()]);
    }
    markdown.push_str(&inner[trimmed.len()..]);
}

fn push_code(markdown: &mut String, code: &str, context: Context) {
    let fence = "`".repeat(longest_run(code, '`') + 1);
    let padded = code.starts_with('`') || code.ends_with('`');
    let space = if padded { " " } else { "" };
    let code = match context {
        Context::Line => code.to_owned(),
        Context::Cell => code.replace('|', "\\|"),
    };
    markdown.extend([fence.as_str(), space, code.as_str(), space, fence.as_str()]);
}

fn push_link(markdown: &mut String, address: &str, text: &[Inline], context: Context) {
    let address: String = address.split_whitespace().collect();
    let shown = plain(text);
    if shown == address || address.strip_prefix("mailto:") == Some(&shown) {
        markdown.extend(["<", &shown, ">"]);
        return;
    }
    let address = match context {
        Context::Line => address,
        Context::Cell => address.replace('|', "%7C"),
    };
    push_bracketed(markdown, text, context);
    push_destination(markdown, &address);
}

/// What a link or picture leads to, in parentheses.
fn push_destination(markdown: &mut String, address: &str) {
    if address.is_empty() || address.contains(['(', ')', '<', '>', '\\', ' ']) {
        let escaped = address.replace('\\', "\\\\").replace('<', "\\<").replace('>', "\\>");
        markdown.extend(["(<", &escaped, ">)"]);
    } else {
        markdown.extend(["(", address, ")"]);
    }
}

/// A picture, by its description and what it is called.
pub(crate) fn picture(description: &str, name: &str) -> String {
    let mut markdown = "!".to_owned();
    let description = line(&[Inline::Text(description.to_owned())], Context::Line);
    markdown.extend(["[", &description, "]"]);
    push_destination(&mut markdown, name);
    markdown
}

fn push_bracketed(markdown: &mut String, text: &[Inline], context: Context) {
    if markdown.ends_with('!') {
        // Behind a bare exclamation mark, a bracket would begin an image.
        markdown.insert(markdown.len() - 1, '\\');
    }
    markdown.extend(["[", &inner(text, context), "]"]);
}

/// The most of one character in a row.
pub(crate) fn longest_run(text: &str, character: char) -> usize {
    text.split(|other| other != character).map(str::len).max().unwrap_or_default()
}
