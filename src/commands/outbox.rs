//! Where a project's outbox lies.

use crate::mail::outbox::OutboxPaths;
use crate::project::Project;

/// The outbox of a project, and the history that its mails are told to.
pub(crate) fn outbox_paths(project: &Project) -> OutboxPaths {
    OutboxPaths { folder: project.outbox(), history: project.history() }
}
