//! One page for the web, with all that it needs in it.

mod block;
mod document;
mod inline;
mod picture;
mod signatories;

pub(crate) use document::Page;
pub use document::{html, mailed_html};
pub(crate) use inline::escaped;
pub(crate) use picture::Embedding;

#[cfg(test)]
mod tests;
