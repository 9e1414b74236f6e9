//! Frozen versions of the letter's text: what signatories agree to. Editions: what of it went out.

mod archive;
mod canonical;
mod diff;
mod edition;
mod edition_file;
mod error;
mod freeze;
mod manifest;
mod names;
mod sealed;
mod texts;
mod version;

pub use archive::{Verified, source, texts, verify, verify_one, versions};
pub use canonical::canonical;
pub use diff::{changes, compare, plain_changes};
pub use edition::{
    Edition, EditionLetter, NewEdition, PublicList, VerifiedEdition, Way, editions, find_edition,
    next_edition, record_edition, verify_editions,
};
pub use error::DraftError;
pub use freeze::{NewVersion, freeze, preview};
pub use manifest::parse_version;
pub use names::find;
pub use texts::{Digest, Texts};
pub use version::{FORM, PROGRAM, Version, VersionFile, Weight};
