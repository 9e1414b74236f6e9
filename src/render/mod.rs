//! A letter, or its pages, to bytes: each output is a pure function.

pub mod changes;
mod format;
mod html;
mod lines;
mod markdown;
mod message;
pub mod page_svg;
mod parts;
pub mod pdf;
#[cfg(test)]
mod samples;
mod svg;
mod text;

pub use format::Format;
pub(crate) use html::escaped;
pub use html::{LanguagePage, WebPlace, html, mailed_html, web_page};
pub use markdown::{markdown, table_row};
pub use message::{Message, MessagePart};
pub use svg::{SignOns, sign_ons};
pub use text::text;
