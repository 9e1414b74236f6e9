//! Which text a signatory agreed to, and whether that still holds.
//!
//! Agreement is to the text of a frozen version, and holds for that text wherever it stands. It
//! carries over to a version that was frozen as an editorial change of it, and to a text that only
//! adds translations; both go on from there.

mod agreements;
mod binding;
mod standing;

pub use agreements::Agreements;
pub use binding::{Bound, SentText, binding};
pub use standing::{Agreement, FrozenText, Standing};
