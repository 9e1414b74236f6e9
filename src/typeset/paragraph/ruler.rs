//! How far the pen has moved at each place of a paragraph set in one line.

use std::ops::Range;

use crate::model::Length;
use crate::typeset::paragraph::collect::{Collected, is_invisible};
use crate::typeset::paragraph::shape::Item;

/// Distances along a paragraph that is set in one line, before any space is stretched.
pub(super) struct Ruler {
    /// Where the pen stands before each byte; within a cluster in equal steps.
    pen: Vec<Length>,
    /// The width of all that stretches before each byte.
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
                let first = collected.text[start..].chars().next();
                let bytes = u32::try_from(end - start).unwrap_or(u32::MAX);
                for byte in 0..bytes {
                    ruler.pen.push(pen + advance * (f64::from(byte) / f64::from(bytes)));
                    ruler.spaces.push(spaces);
                }
                pen += advance;
                spaces += advance * first.map_or(0.0, stretchable_part);
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

    /// The width of what stretches in it.
    pub(super) fn spaces(&self, range: &Range<usize>) -> Length {
        self.spaces[range.end] - self.spaces[range.start]
    }
}

/// The part of its width that a justified line may stretch of a character. A space stretches whole
/// (U+202F, the narrow one, keeps its width; U+00A0 is a space like others but for the break). Between
/// Chinese characters and kana, which know no spaces, a little is added after each.
pub(super) fn stretchable_part(character: char) -> f64 {
    match character {
        ' ' | '\u{a0}' => 1.0,
        '\u{2e80}'..='\u{30ff}'
        | '\u{31f0}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{ff01}'..='\u{ff60}'
        | '\u{20000}'..='\u{3ffff}' => IDEOGRAPH,
        _ => 0.0,
    }
}

/// So that a line of forty of them can be filled where the next one does not fit any more, with
/// less between them than a reader sees.
const IDEOGRAPH: f64 = 0.12;

/// Where the ink of a line ends: before its last spaces, which hang outside.
pub(super) fn ink_end(text: &str, range: &Range<usize>) -> usize {
    let ink = text[range.clone()].trim_end_matches(|c: char| c == ' ' || is_invisible(c));
    range.start + ink.len()
}
