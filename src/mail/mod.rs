//! Letters by post, electronic.

mod address;
mod delivery;
mod message;

pub use delivery::{Delivery, Envelope, Transport};
pub use message::{Mailbox, MessageError, eml};
