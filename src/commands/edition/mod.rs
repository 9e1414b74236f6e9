//! What goes out with an edition: the letters that a version makes with a list.

mod jobs;
mod letters_of;
mod made;
mod outgoing;

pub(crate) use letters_of::letters_of;
pub(crate) use made::{Made, recorded};
pub(crate) use outgoing::Outgoing;
