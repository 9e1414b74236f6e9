//! Rounds of review: who is asked, and what they answer.

mod mailbox;
mod replies;
mod review_list;

pub use mailbox::{Item, MailboxReader, RawMessage, messages};
pub use replies::{
    AddressMatch, Asked, PassedOver, Replies, Reply, ReplyReader, Said, SentDrafts, Undelivered,
};
pub use review_list::{ReviewList, ReviewListError, Reviewer};
