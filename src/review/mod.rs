//! Rounds of review: who is asked, and what they answer.

mod responses;
mod review_list;
mod round;

pub use responses::{Response, Responses};
pub use review_list::{ReviewList, ReviewListError, Reviewer};
pub use round::{Round, RoundMessage, RoundRecipient, RoundSources};
