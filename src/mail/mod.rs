//! Letters by post, electronic.

mod message;

pub use message::{Mailbox, MessageError, eml};
