//! Plain text, wrapped by display width.

mod flow;
mod notation;
mod table;
mod wrap;

use crate::model::Letter;
use crate::render::lines::{Room, write};
use crate::render::text::notation::Plain;

/// The letter as plain text in lines of at most `width` columns; 0 never wraps.
///
/// Columns are those of UAX 11 as `unicode-width` has them: a wide character takes two, a combining
/// mark none. A word, an address, a line of code or of a table that is wider stays whole. The text
/// ends in one newline.
pub fn text(letter: &Letter, width: usize) -> String {
    write(letter, &Plain, Room::columns(width))
}

#[cfg(test)]
mod tests;
