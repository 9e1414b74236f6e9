//! A letter to a Word file: text in styles, not pages.
//!
//! `document` is the whole way. A `Composer` writes the letter's parts into a `Story`, which becomes
//! XML at the end, when it is known where sections end; `package` packs the parts of the file.

mod block;
mod composer;
mod direction;
mod document;
mod error;
mod font;
mod header;
mod media;
mod note;
mod numbering;
mod package;
mod paragraph;
mod part;
mod picture;
mod properties;
mod redline;
mod redline_notes;
mod redline_text;
mod revision;
mod run;
mod section;
mod settings;
mod signatories;
mod story;
mod style;
mod styles;
mod table;
#[cfg(test)]
mod tests;
mod unit;
mod xml;

pub use document::docx;
pub use error::DocxError;
pub(crate) use redline::redline;
pub use revision::Revision;
