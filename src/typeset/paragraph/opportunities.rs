//! Where a line may end.

use icu_segmenter::LineSegmenter;
use icu_segmenter::options::LineBreakOptions;

use crate::typeset::paragraph::collect::Collected;

/// A place at which a line may end.
pub(super) struct Opportunity {
    pub(super) offset: usize,
    pub(super) forced: bool,
}

pub(super) fn opportunities(collected: &Collected<'_>) -> Vec<Opportunity> {
    let mut forced = collected.forced.iter().copied().peekable();
    let length = collected.text.len();
    let mut found = Vec::new();
    for offset in
        LineSegmenter::new_auto(LineBreakOptions::default()).segment_str(&collected.text).skip(1)
    {
        while forced
            .next_if(|&place| place < offset)
            .map(|place| found.push(Opportunity { offset: place, forced: true }))
            .is_some()
        {}
        let forced = forced.next_if_eq(&offset).is_some() || offset == length;
        found.push(Opportunity { offset, forced });
    }
    found
}
