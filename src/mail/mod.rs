//! Letters by post, electronic.

mod delivery;
mod message;
pub mod outbox;

pub use delivery::{Delivery, Envelope, Transport};
pub use message::{Mailbox, MessageError, eml};
