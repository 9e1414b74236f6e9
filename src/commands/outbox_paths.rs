//! Where a project's outbox lies.

use crate::mail::outbox::OutboxPaths;
use crate::project::Project;

/// The files of a project's outbox.
pub(crate) fn outbox_paths(project: &Project) -> OutboxPaths {
    OutboxPaths { folder: project.outbox(), history: project.history() }
}
