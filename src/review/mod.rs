//! Rounds of review: who is asked, and what they answer.

mod mailbox;
mod replies;
mod review_list;

pub use mailbox::{Item, MailboxReader, RawMessage, messages};
pub use replies::{
    ANSWERED, AddressMatch, Asked, PassedOver, Reason, Replies, Reply, ReplyContext, ReplyReader,
    Said, SentDrafts, Undelivered, Verdict, judge,
};
pub use review_list::{ReviewList, ReviewListError, Reviewer};
