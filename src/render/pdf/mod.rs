//! Pages to a tagged PDF 1.7 that is PDF/UA-1 and PDF/A-2a at once.
//!
//! printpdf writes pages, fonts and content streams; lopdf's objects carry the rest: structure, links,
//! bookmarks, metadata. `write` is the whole way in its order.

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
mod metadata;
mod outline;
mod output_intent;
mod pictures;
mod syntax;
mod tags;
#[cfg(test)]
mod tests;
mod tree;
mod write;

pub use enclosures::{Enclosures, Fault, Level, Lost, Standards, enclose};
pub use error::PdfError;
pub use images::Images;
pub use write::{write, write_sharing};
