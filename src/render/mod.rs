//! A letter to bytes: each output is a pure function of the letter.

mod format;
mod html;
mod lines;
mod markdown;
mod parts;
#[cfg(test)]
mod samples;
mod text;

pub use format::Format;
pub use html::html;
pub use markdown::markdown;
pub use text::text;
