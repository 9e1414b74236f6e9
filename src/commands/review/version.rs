//! The version that a round is about.

use crate::agreement::Agreements;
use crate::commands::draft::newest::newest;
use crate::commands::{Result, Session};
use crate::draft::{self, Version};
use crate::project::Project;

/// The version that a round is about: the one that is named, else the newest, which has to have the
/// letter's text.
pub(crate) fn version_of(
    named: Option<&str>,
    project: &Project,
    session: &Session,
) -> Result<Version> {
    let drafts = project.drafts();
    if let Some(name) = named {
        return Ok(draft::find(&draft::versions(&drafts)?, name)?.clone());
    }
    let letters = session.letters(Some(project), None)?;
    newest(&Agreements::load(&drafts, letters.texts()?)?)
}
