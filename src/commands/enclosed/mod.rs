//! What the enclosures of a letter do to its PDF: those that cannot be appended, and what it can no
//! longer claim with others.

mod examine;
mod findings;

pub(crate) use examine::examine;
pub(crate) use findings::{failure, findings};
