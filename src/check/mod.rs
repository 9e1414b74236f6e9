//! Rules on a letter before it goes out: one function each, from values to findings.
//!
//! A warning is for what should not go out, a note for what may be meant. No rule guesses: where a
//! finding could well be wrong, there is none.

mod agreement;
mod changes;
mod date;
mod demands;
mod leftover;
mod letter;
mod locate;
mod parts;
mod pictures;
mod salutation;
mod signatories;
mod template;
mod texts;
mod typed_string;
mod typing;

pub use agreement::{agreement, frozen};
pub use changes::changes;
pub use letter::{Checked, in_order, letters};
pub use signatories::signatories;
