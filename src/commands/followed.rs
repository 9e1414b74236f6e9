//! The folders that are followed as files are saved in them.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::commands::Session;
use crate::preview::{folders_around, folders_within};
use crate::project;

/// Those of the project, also while its settings are broken, and those of the files that a letter
/// was last made from. A folder that is in no project is followed itself, and nothing within it: it
/// may be anybody's home.
pub(crate) fn folders(session: &Session, files: &[PathBuf]) -> BTreeSet<PathBuf> {
    let mut folders = match project::root_of(&session.folder) {
        Some(root) => folders_within(&root),
        None => BTreeSet::from([session.folder.clone()]),
    };
    folders.extend(folders_around(files));
    folders
}
