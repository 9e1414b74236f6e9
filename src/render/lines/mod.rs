//! A letter as lines of characters: what plain text and Markdown have in common.
//!
//! Which block follows which, how far apart, and what stands before a line is the same in both;
//! a `Notation` writes what stands in the lines.

mod block;
mod letter;
mod notation;
mod signatories;

pub(crate) use letter::write;
pub(crate) use notation::{Notation, Room};
