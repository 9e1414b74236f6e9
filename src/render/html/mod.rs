//! One page for the web, with all that it needs in it.

mod block;
mod document;
mod inline;
mod picture;
mod signatories;
mod web;

pub(crate) use document::Page;
pub use document::{html, mailed_html, web_page};
pub(crate) use inline::escaped;
pub(crate) use picture::Embedding;
pub use web::{LanguagePage, WebPlace};

#[cfg(test)]
mod tests;
