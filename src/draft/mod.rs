//! Frozen versions of the letter's text: what signatories agree to.

mod archive;
mod canonical;
mod diff;
mod error;
mod freeze;
mod manifest;
mod names;
mod texts;
mod version;

pub use archive::{Verified, source, texts, verify, versions};
pub use canonical::canonical;
pub use diff::{changes, compare};
pub use error::DraftError;
pub use freeze::{NewVersion, freeze, preview};
pub use manifest::parse_version;
pub use names::find;
pub use texts::{Digest, Texts};
pub use version::{FORM, Version, VersionFile, Weight};
