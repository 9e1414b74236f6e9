//! What changed since the version that a recipient got.

use crate::mail::Attachment;
use crate::model::Comparison;

/// What changed, as a mail tells it, and as a file that goes along.
pub(crate) struct Changes<'a> {
    pub(crate) comparison: &'a Comparison,
    /// A Word file with tracked changes.
    pub(crate) redline: Option<Attachment>,
}
