//! Who gets drafts, and the list of signatories that they answer for.

use std::path::PathBuf;

use crate::commands::{Result, published};
use crate::project::Project;
use crate::review::ReviewList;
use crate::signatories::{self, Published, Signatories};

/// The review list of a project, and what it was read with.
#[derive(Debug)]
pub(crate) struct ReviewLists {
    /// Who gets drafts.
    pub(crate) reviewers: ReviewList,
    /// The list of signatories; none where there is a review list alone.
    pub(crate) signatories: Option<Signatories>,
    /// The columns of that list that everybody may read.
    pub(crate) published: Published,
    /// The file that tells who gets drafts.
    pub(crate) file: PathBuf,
}

/// Reads the review list of a project: its file, where that is there or the settings name it, else
/// the contacts of the list of signatories.
pub(crate) fn review_lists(project: &Project) -> Result<ReviewLists> {
    let (file, list) = (project.reviewers(), project.signatories());
    let is_missing = |file: &PathBuf| matches!(file.try_exists(), Ok(false));
    let published = published(project)?;
    let has_file = project.names_reviewers() || !is_missing(&file);
    if has_file && is_missing(&list) && !project.names_signatories() {
        let reviewers = ReviewList::load(&file, &project.shown(&file), None)?;
        return Ok(ReviewLists { reviewers, signatories: None, published, file });
    }
    let signatories = signatories::load(&list, &project.shown(&list))?;
    let (reviewers, file) = if has_file {
        (ReviewList::load(&file, &project.shown(&file), Some(&signatories))?, file)
    } else {
        (ReviewList::of_contacts(&signatories, &published), list)
    };
    Ok(ReviewLists { reviewers, signatories: Some(signatories), published, file })
}
