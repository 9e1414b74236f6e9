//! The project's letter: template, list and settings to a `Letter`, by language and addressee.

mod error;
mod frozen;
mod locate;
mod mail_templates;
mod project_letter;

pub use error::LettersError;
pub use locate::{LetterFile, names};
pub use mail_templates::{MailKind, MailTemplates};
pub use project_letter::{LetterOptions, Letters};

pub use crate::source::Assembled;
