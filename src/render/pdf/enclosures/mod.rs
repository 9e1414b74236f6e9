//! The pages of other PDF files behind those of a letter: with their structure, links, bookmarks,
//! layers and fields; and what the letter's file may still claim to be.
//!
//! `source` reads a foreign file object by object, `prepared` takes out of it what goes along, and
//! `append` puts that into the letter's file.

mod append;
mod bookmarks;
mod collected;
mod decode;
mod destinations;
mod enclose;
mod evidence;
mod fault;
mod forms;
mod identifiers;
mod labels;
mod layers;
mod number_tree;
mod pages;
mod parse;
mod prepared;
mod shifted;
mod source;
mod standards;
mod structure;
#[cfg(test)]
mod tests;
mod xref;

pub use enclose::{Enclosures, Lost, enclose};
pub use fault::Fault;
pub use standards::{Level, Standards};
