//! Pages to a tagged PDF 1.7 that is PDF/UA-1 and PDF/A-2a at once.
//!
//! printpdf makes pages and fonts; lopdf's objects carry the rest: links, bookmarks, metadata. What a
//! long list has thousands of, content and structure, is spelled as it comes. `write` is the whole
//! way in its order.

mod annotations;
mod apart;
mod cff;
mod content;
mod direction;
mod drawing;
mod enclosures;
mod error;
mod file;
mod finish;
mod fonts;
mod hundredths;
mod images;
mod made;
mod made_fonts;
mod metadata;
mod operators;
mod outline;
mod output_intent;
mod pictures;
mod shared;
mod spelled;
mod syntax;
mod tags;
#[cfg(test)]
mod tests;
mod tree;
mod write;

pub use enclosures::{Enclosures, Fault, Level, Lost, Standards, enclose};
pub use error::PdfError;
pub use shared::Shared;
pub use write::{write, write_sharing};
