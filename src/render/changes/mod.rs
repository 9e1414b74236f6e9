//! What changed between two texts of a letter, for people: on a terminal, in a mail, as a page.

mod docx;
mod excerpt;
mod extract;
mod format;
mod html;
mod json;
mod markdown;
mod place;
mod stop;
mod terminal;
mod wrap;

pub use docx::docx;
pub(crate) use extract::extract;
pub use format::ChangesFormat;
pub use html::html;
pub use json::json;
pub use markdown::markdown;
pub(crate) use terminal::in_columns;
pub use terminal::{Styling, terminal};
