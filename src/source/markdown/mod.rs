//! The Markdown of a letter to blocks: CommonMark, and what letters need beside it.
//!
//! pulldown-cmark reads CommonMark, tables and footnotes. Lists that it does not know are found in
//! the paragraphs that it reports, their markers replaced by ones that it knows, and the text read
//! again (`structure`); so its own rules decide what belongs to which item. What stands within a
//! line (quotation marks, bare addresses, spans) is worked out on the characters of a whole
//! paragraph at once (`line`).

mod address;
mod blocks;
mod fancy_list;
mod heading;
mod line;
mod line_marker;
mod list;
mod marker;
mod note;
mod quotation_marks;
mod rewrite;
#[cfg(test)]
mod sketch;
mod smart;
mod span;
mod structure;
#[cfg(test)]
mod tests;
mod values;

use std::ops::Range;

use crate::model::{Block, Language, Note, Paragraph};

pub use values::{Placed, Values, placed};

/// A problem at a stretch of the filled text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The bytes of the text that are at fault.
    pub range: Range<usize>,
    /// Its kind, stable from version to version: `raw-html`.
    pub code: &'static str,
    /// What is wrong: lower case, no full stop, backquotes round names.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl Problem {
    fn new(range: Range<usize>, code: &'static str, message: impl Into<String>) -> Self {
        Self { range, code, message: message.into(), help: None }
    }

    fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// The body of a letter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    /// What stands between salutation and close.
    pub blocks: Vec<Block>,
    /// The notes, in the order of their first marks.
    pub notes: Vec<Note>,
    /// For each block of `blocks`, its bytes in the filled text.
    pub ranges: Vec<Range<usize>>,
}

/// The body of a letter: `text` is the template's output, `values` what it printed.
///
/// The problems are all there are, in the order of the text.
pub fn body(text: &str, values: &Values, language: &Language) -> Result<Body, Vec<Problem>> {
    values.check(text)?;
    let source = structure::settle(text)?;
    blocks::read(&source, values, blocks::Reading::Body(language))
}

/// Inline Markdown of front matter: a blank line begins a paragraph, a line break is one on paper.
///
/// Nothing at a line's start begins a list, heading or quotation, and quotation marks stay as they
/// are typed. The problems are all there are, in the order of the text.
pub fn inline(text: &str, values: &Values) -> Result<Vec<Paragraph>, Vec<Problem>> {
    values.check(text)?;
    let source = structure::lines(text);
    let body = blocks::read(&source, values, blocks::Reading::Inline)?;
    Ok(body
        .blocks
        .into_iter()
        .filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some(paragraph),
            _ => None,
        })
        .collect())
}
