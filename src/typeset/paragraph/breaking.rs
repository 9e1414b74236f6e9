//! Where the lines of a paragraph end.

use std::ops::Range;

use crate::typeset::paragraph::ParagraphStyle;
use crate::typeset::paragraph::collect::Collected;
use crate::typeset::paragraph::opportunities::Opportunity;
use crate::typeset::paragraph::ruler::{Ruler, ink_end};

/// A line that was broken.
#[derive(Debug, PartialEq)]
pub(super) struct BrokenLine {
    /// Its bytes in the paragraph's text, the spaces at its end among them.
    pub(super) range: Range<usize>,
    /// Whether a hyphen is put at its end.
    pub(super) hyphenated: bool,
    /// Whether it ends the paragraph, or the author ended it.
    pub(super) last: bool,
}

/// Fills one line after the other.
pub(super) fn break_lines(
    collected: &Collected<'_>,
    ruler: &Ruler,
    opportunities: &[Opportunity],
    style: &ParagraphStyle,
) -> Vec<BrokenLine> {
    let mut lines: Vec<BrokenLine> = Vec::new();
    let mut start = 0;
    let mut candidate = None;
    for opportunity in opportunities {
        let indent = if lines.is_empty() { style.first_indent } else { style.hanging_indent };
        let range = start..opportunity.offset;
        let ink = start..ink_end(&collected.text, &range);
        if ruler.width(&ink) > style.measure - indent
            && let Some(end) = candidate
        {
            lines.push(BrokenLine { range: start..end, hyphenated: false, last: false });
            start = end;
        }
        candidate = Some(opportunity.offset);
        if opportunity.forced {
            lines.push(BrokenLine {
                range: start..opportunity.offset,
                hyphenated: false,
                last: true,
            });
            start = opportunity.offset;
            candidate = None;
        }
    }
    lines
}
