//! Frozen versions of the letter's text: what signatories agree to.

mod diff;
mod texts;
mod version;

pub use diff::{changes, compare};
pub use texts::{Digest, Texts};
pub use version::{Version, VersionFile, Weight};
