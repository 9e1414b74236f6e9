//! One page for the web, with all that it needs in it.

mod block;
mod document;
mod inline;
mod signatories;

pub(crate) use document::Page;
pub use document::html;
pub(crate) use inline::escaped;

#[cfg(test)]
mod tests;
