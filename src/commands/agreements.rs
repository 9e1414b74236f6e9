//! What sign-offs are held against: the letter's text, and the versions that were frozen.

use crate::agreement::Agreements;
use crate::commands::Result;
use crate::draft;
use crate::letters::Letters;
use crate::project::Project;

/// The frozen versions beside the letter's text; none where nothing is frozen.
pub(crate) fn agreements(project: &Project, letters: &Letters) -> Result<Option<Agreements>> {
    let drafts = project.drafts();
    if draft::versions(&drafts)?.is_empty() {
        return Ok(None);
    }
    Ok(Some(Agreements::load(&drafts, letters.texts()?)?))
}
