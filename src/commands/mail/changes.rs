//! What changed since the version that a recipient got.

use crate::mail::Attachment;
use crate::model::Comparison;

/// What changed, as a mail tells it, and as a file that goes along.
pub(crate) struct Changes {
    pub(crate) comparison: Comparison,
    /// A Word file with tracked changes; none where languages came or went.
    pub(crate) redline: Option<Attachment>,
}
