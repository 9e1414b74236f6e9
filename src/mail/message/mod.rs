//! Messages (RFC 5322): to a mail program, as a file, and to a server.

pub(crate) mod address;
mod attachment;
mod check;
mod differences;
mod digest;
mod eml;
mod encoded_word;
mod error;
mod head;
mod identity;
mod mail;
mod mailbox;
mod phrase;

pub use attachment::{Attachment, attach};
pub use differences::differences;
pub use eml::eml;
pub(crate) use eml::{TEXT_WIDTH, marked};
pub use error::{AddressFault, MessageError};
pub use identity::{MessageKey, Thread, thread};
pub use mail::{Intent, Mail};
pub use mailbox::Mailbox;
