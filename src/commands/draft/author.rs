//! Who freezes a version or sends an edition.

use std::path::Path;

use crate::git;

/// The name as git would have it, else as the system does; empty when neither knows.
pub(crate) fn author(folder: &Path) -> String {
    let of_system = || ["USER", "LOGNAME"].iter().find_map(|name| std::env::var(name).ok());
    git::author(folder).or_else(of_system).unwrap_or_default()
}
