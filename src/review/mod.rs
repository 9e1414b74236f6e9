//! Rounds of review: who is asked, what they got, and what they answer.

mod failures;
mod mailbox;
pub mod proposals;
mod record;
mod reminder;
mod replies;
mod responses;
mod review_list;
mod round;
mod sent;

pub use failures::rows_with_reasons;
pub use mailbox::{Item, MailboxReader, RawMessage, messages};
pub use record::{NewResponse, Recorded, record};
pub use reminder::Reminder;
pub use replies::{
    ANSWERED, AddressMatch, Asked, PassedOver, Reason, Replies, Reply, ReplyContext, ReplyReader,
    Said, SentDrafts, Undelivered, Verdict, judge,
};
pub use responses::{Response, Responses};
pub use review_list::{ReviewList, ReviewListError, Reviewer};
pub use round::{Round, RoundMessage, RoundRecipient, RoundSources};
pub use sent::SentVersions;
