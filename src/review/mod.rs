//! Rounds of review: who is asked, and what they answer.

mod review_list;

pub use review_list::{ReviewList, ReviewListError, Reviewer};
