//! A letter, or its pages, to bytes: each output is a pure function.

pub mod changes;
mod docx;
mod format;
mod html;
mod lines;
mod markdown;
mod message;
mod metadata;
pub mod page_svg;
mod parts;
pub mod pdf;
#[cfg(test)]
mod samples;
mod svg;
mod text;

pub use docx::{DocxError, Revision, docx};
pub use format::Format;
pub(crate) use html::escaped;
pub use html::{LanguagePage, WebPlace, html, mailed_html, web_page};
pub(crate) use markdown::escape_start;
pub use markdown::{markdown, table_row};
pub use message::{Message, MessagePart};
pub use metadata::Metadata;
pub use svg::{SignOns, sign_ons};
pub use text::text;
