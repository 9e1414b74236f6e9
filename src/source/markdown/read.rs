//! Reads a body, or a string of front matter.

use std::ops::Range;
use std::sync::Arc;

use crate::model::{Block, Language, Note, Paragraph, PictureFile};
use crate::source::markdown::{Problem, Values, blocks, structure};

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

/// Finds the file of a picture by its name and the bytes that name it. What is wrong with it, the
/// finder keeps.
pub type FindPicture<'f> = dyn FnMut(&str, Range<usize>) -> Option<Arc<PictureFile>> + 'f;

/// The body of a letter: `text` is the template's output, `values` what it printed, `find` finds
/// its pictures.
///
/// The problems are all there are, in the order of the text.
pub fn body(
    text: &str,
    values: &Values,
    language: &Language,
    find: &mut FindPicture<'_>,
) -> Result<Body, Vec<Problem>> {
    values.check(text)?;
    let source = structure::settle(text)?;
    blocks::read(&source, values, blocks::Reading::Body(Some(language)), find)
}

/// A letter that was written as Markdown by this program: quotation marks and dashes stay as they
/// are, and pictures have a name alone.
///
/// The problems are all there are, in the order of the text.
pub fn written(text: &str) -> Result<Body, Vec<Problem>> {
    let values = Values::default();
    values.check(text)?;
    let source = structure::settle(text)?;
    blocks::read(&source, &values, blocks::Reading::Body(None), &mut |_, _| None)
}

/// Inline Markdown of front matter: a blank line begins a paragraph, a line break is one on paper.
///
/// Nothing at a line's start begins a list, heading or quotation, and quotation marks stay as they
/// are typed. The problems are all there are, in the order of the text.
pub fn inline(text: &str, values: &Values) -> Result<Vec<Paragraph>, Vec<Problem>> {
    values.check(text)?;
    let source = structure::lines(text);
    let body = blocks::read(&source, values, blocks::Reading::Inline, &mut |_, _| None)?;
    Ok(body
        .blocks
        .into_iter()
        .filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some(paragraph),
            _ => None,
        })
        .collect())
}
