//! How far the pen has moved at each place of a paragraph set in one line.

use std::ops::Range;

use crate::model::Length;
use crate::typeset::paragraph::collect::{Collected, is_invisible};
use crate::typeset::paragraph::shape::Item;

/// Distances along a paragraph that is set in one line, before any space is stretched.
pub(super) struct Ruler {
    /// Where the pen stands before each byte; within a cluster in equal steps.
    pen: Vec<Length>,
    /// The width of all spaces that stretch before each byte.
    spaces: Vec<Length>,
}

impl Ruler {
    pub(super) fn new(collected: &Collected<'_>, items: &[Item]) -> Self {
        let length = collected.text.len();
        let mut ruler =
            Self { pen: Vec::with_capacity(length + 1), spaces: Vec::with_capacity(length + 1) };
        let (mut pen, mut spaces) = (Length::ZERO, Length::ZERO);
        for item in items {
            let mut glyphs = item.glyphs.iter().peekable();
            while let Some(glyph) = glyphs.next() {
                let start = glyph.cluster;
                let mut units = glyph.advance;
                while let Some(more) = glyphs.next_if(|more| more.cluster == start) {
                    units += more.advance;
                }
                let end = glyphs.peek().map_or(item.range.end, |next| next.cluster);
                let advance = item.unit * f64::from(units);
                let stretches = collected.text[start..].starts_with(is_stretchable);
                let bytes = u32::try_from(end - start).unwrap_or(u32::MAX);
                for byte in 0..bytes {
                    ruler.pen.push(pen + advance * (f64::from(byte) / f64::from(bytes)));
                    ruler.spaces.push(spaces);
                }
                pen += advance;
                if stretches {
                    spaces += advance;
                }
            }
        }
        ruler.pen.push(pen);
        ruler.spaces.push(spaces);
        ruler
    }

    /// The width of a part of the paragraph.
    pub(super) fn width(&self, range: &Range<usize>) -> Length {
        self.pen[range.end] - self.pen[range.start]
    }

    /// The width of its spaces that stretch.
    pub(super) fn spaces(&self, range: &Range<usize>) -> Length {
        self.spaces[range.end] - self.spaces[range.start]
    }
}

/// Whether a justified line may make a space wider or narrower. U+202F, the narrow one, keeps its
/// width; U+00A0 is a space like others but for the break.
pub(super) fn is_stretchable(character: char) -> bool {
    matches!(character, ' ' | '\u{a0}')
}

/// Where the ink of a line ends: before its last spaces, which hang outside.
pub(super) fn ink_end(text: &str, range: &Range<usize>) -> usize {
    let ink = text[range.clone()].trim_end_matches(|c: char| c == ' ' || is_invisible(c));
    range.start + ink.len()
}
