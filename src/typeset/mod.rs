//! A letter to pages. Knows fonts and lengths; no file formats.
//!
//! A letter is set into a galley, one long column of rows; the galley is made up into pages; what
//! the pages hold is put in its place on the sheet.

mod abreast;
mod addresses;
mod body;
mod column_widths;
mod columns;
mod compositor;
mod contents;
pub mod coverage;
mod document;
mod error;
pub mod face_source;
mod figures;
mod flow;
pub mod font;
mod foot;
mod front;
mod galley;
mod leading;
mod letter;
mod letterhead;
pub mod line;
mod logos;
mod makeup;
mod names;
mod notes;
pub mod outline;
pub mod page;
pub mod paragraph;
mod pictures;
mod pieces;
mod press;
mod running_head;
pub mod script_fonts;
mod sheet;
mod signatories;
mod signing_lines;
pub mod structure;
pub(crate) mod style;
pub mod survey;
mod table;
#[cfg(test)]
mod tests;
mod window;

pub use error::TypesetError;
pub use press::{Press, typeset};
