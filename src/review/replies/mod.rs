//! What of a mailbox is an answer, and which of these may be recorded.

mod asked;
mod gather;
mod own_words;
mod plain_answer;
mod reply;
mod verdict;

pub use asked::{Asked, SentDrafts};
pub use gather::ReplyReader;
pub use reply::{AddressMatch, PassedOver, Replies, Reply, Said, Undelivered};
pub use verdict::{ANSWERED, Reason, ReplyContext, Verdict, judge};
