//! One page for the web, with all that it needs in it.

mod block;
mod document;
mod inline;
mod signatories;

pub use document::html;

#[cfg(test)]
mod tests;
