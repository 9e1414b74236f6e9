//! Frozen versions of the letter's text: what signatories agree to.

mod canonical;
mod texts;
mod version;

pub use canonical::canonical;
pub use texts::{Digest, Texts};
pub use version::{Version, VersionFile, Weight};
