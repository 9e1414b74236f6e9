//! The list in other forms: for spreadsheets, programs and pages.

mod delimited;
mod error;
mod format;
mod json;
mod page;
mod write;
mod xlsx;

pub use error::ExportError;
pub use format::SheetFormat;
pub use write::{Appearance, write};
