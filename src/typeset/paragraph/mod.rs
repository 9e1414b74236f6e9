//! A paragraph to lines: shaping, direction, line breaks.

mod addresses;
mod breaking;
mod collect;
mod costs;
mod hanging;
mod hyphenation;
mod itemize;
mod kept;
mod kept_together;
mod kept_words;
mod missing_glyph;
mod months;
mod opportunities;
mod place;
mod ruler;
mod set;
mod shape;
mod style;
#[cfg(test)]
mod tests;

pub(in crate::typeset) use kept::Kept;
pub(in crate::typeset) use shape::Shaper;

pub use missing_glyph::{MissingGlyph, script_in_words};
pub use set::{set, width};
pub use style::{Alignment, ParagraphStyle, Piece, TextStyle};
