//! A mailbox on disk, read a message at a time: files of messages, a Maildir, an mbox.

mod bounce;
mod head;
mod html;
mod mbox;
mod parts;
mod raw;
mod reader;
mod walk;

pub(crate) use bounce::{Delivery, deliveries};
pub(crate) use head::{Head, is_same};
pub(crate) use parts::text;
pub use raw::RawMessage;
pub use reader::{Item, MailboxReader, messages};
