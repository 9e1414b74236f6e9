//! Rounds of review: who is asked, and what they answer.

mod mailbox;
mod replies;
mod responses;
mod review_list;
mod round;

pub use mailbox::{Item, MailboxReader, RawMessage, messages};
pub use replies::{
    ANSWERED, AddressMatch, Asked, PassedOver, Reason, Replies, Reply, ReplyContext, ReplyReader,
    Said, SentDrafts, Undelivered, Verdict, judge,
};
pub use responses::{Response, Responses};
pub use review_list::{ReviewList, ReviewListError, Reviewer};
pub use round::{Round, RoundMessage, RoundRecipient, RoundSources};
