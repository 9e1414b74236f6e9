//! The passages that changed, each with what one must read before it to know where one is.

use crate::model::{ChangedPassage, Changes, Fate, PassageKind, Span};

/// A passage that changed.
pub(crate) struct Stop<'a> {
    pub(crate) index: usize,
    pub(crate) passage: &'a ChangedPassage,
    /// The heading that it stands under, if that did not change and was not told before.
    pub(crate) heading: Option<&'a [Span]>,
    /// Whether unchanged passages stand between it and the one told before.
    pub(crate) apart: bool,
}

/// All passages that changed, in the order of reading.
pub(crate) fn stops(changes: &Changes) -> Vec<Stop<'_>> {
    let mut stops: Vec<Stop<'_>> = Vec::new();
    let mut heading = None;
    for (index, passage) in changes.passages.iter().enumerate() {
        let is_heading = |kind| matches!(kind, PassageKind::Heading(_));
        if passage.new.as_ref().is_some_and(|role| is_heading(role.kind)) {
            heading = passage.texts.first().map(Vec::as_slice);
        }
        if passage.fate() == Fate::Unchanged {
            continue;
        }
        let apart = stops.last().is_some_and(|before| before.index + 1 < index);
        let told = passage.texts.first().map(Vec::as_slice);
        let heading = heading.take().filter(|heading| Some(*heading) != told);
        stops.push(Stop { index, passage, heading, apart });
    }
    stops
}
