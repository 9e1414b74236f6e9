//! Sign-ons over time as a picture that stands by itself: in a newsletter, on a page.

mod axes;
mod curve;
mod words;

pub use curve::{SignOns, sign_ons};
