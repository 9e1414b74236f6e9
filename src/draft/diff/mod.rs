//! What changed between two texts of a letter, word by word.
//!
//! Both texts are read into passages (`passage`) of tokens (`token`). Passages are aligned first
//! (`align`), then the tokens of those that belong together (`edit`), and of both a value is made
//! that shows each passage of either text (`compose`).

mod align;
mod compare;
mod compose;
mod edit;
mod likeness;
mod passage;
mod spans;
#[cfg(test)]
mod tests;
mod token;

pub use compare::{changes, compare, plain_changes};
