//! Markdown: `CommonMark` with the marks of our own sources.

mod escape;
mod inline;
mod notation;

pub(crate) use escape::{Context, escape_start};
pub(crate) use inline::line;

use crate::model::Letter;
use crate::render::lines::{Room, write};
use crate::render::markdown::notation::Marked;

pub use notation::table_row;

/// The letter as Markdown that reads back as the same blocks: `CommonMark` with pipe tables, and
/// pandoc's lettered lists, notes and language spans.
///
/// Lines are not wrapped; the text ends in one newline.
pub fn markdown(letter: &Letter) -> String {
    write(letter, &Marked, Room::UNBOUNDED)
}

#[cfg(test)]
mod tests;
