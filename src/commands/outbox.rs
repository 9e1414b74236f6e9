//! Where a project's outbox lies.

use crate::mail::outbox::OutboxPaths;
use crate::project::Project;

/// The outbox of a project, and the history that its mails are told to.
pub(crate) fn outbox_paths(project: &Project) -> OutboxPaths {
    OutboxPaths {
        folder: project.outbox(),
        history: project.history(),
        has_review_list: has_review_list(project),
    }
}

/// Whether a project has a review list beside the contacts of its list of signatories.
pub(crate) fn has_review_list(project: &Project) -> bool {
    project.names_reviewers() || !matches!(project.reviewers().try_exists(), Ok(false))
}
