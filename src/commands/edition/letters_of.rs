//! A version as a letter that is filled in again.

use std::path::Path;

use crate::commands::{Result, Session};
use crate::draft::{self, Version};
use crate::letters::Letters;

/// The letter of a version, which calls itself by a label.
pub(crate) fn letters_of(
    version: &Version,
    label: &str,
    drafts: &Path,
    session: &Session,
) -> Result<Letters> {
    let source = draft::source(drafts, version)?;
    let named = Version { label: label.to_owned(), ..version.clone() };
    Ok(Letters::of_version(&source, session.shown(&source), &named, None)?)
}
