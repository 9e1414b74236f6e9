//! A letter's source to a letter: front matter, template, Markdown.
//!
//! `assemble` does it all; its input is text and values, so that nothing here opens a file but the
//! loader of includes, which `template` keeps inside its folder.

mod absent;
mod assemble;
mod body;
mod calls;
mod country;
mod date;
mod direction;
mod expression;
mod file_name;
mod fill;
mod filters;
mod front_matter;
mod includes;
mod input;
mod keys;
mod list_settings;
mod mail;
mod mail_context;
pub mod markdown;
mod node;
mod normal;
mod number;
mod origin;
mod page;
mod parts;
mod read;
mod refusal;
mod row_list;
mod rows;
mod signatory_list;
mod signatory_text;
mod sort;
mod spelled_out;
mod template;
mod template_error;
mod unclosed;
mod usage;

pub use assemble::{Assembled, Places, assemble};
pub(crate) use direction::runs_against;
pub use file_name::file_name;
pub use includes::included;
pub use input::{Input, Purpose, SignatoryRow, SourceFile};
pub use mail::{AttachmentName, FilledMail, MailPassage, MailSource, mail};
pub use mail_context::{Answers, MailContext};
pub(crate) use normal::form as normal_form;
