//! The characters that a face has glyphs for.

use std::fmt::Write as _;

/// The characters that a face has glyphs for, as ranges of code points.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Coverage {
    /// First and last of each range, in order, with gaps between.
    ranges: Vec<(u32, u32)>,
}

impl Coverage {
    /// That of these code points, in any order.
    pub fn new(code_points: impl IntoIterator<Item = u32>) -> Self {
        let mut sorted: Vec<u32> = code_points.into_iter().collect();
        sorted.sort_unstable();
        let mut ranges: Vec<(u32, u32)> = Vec::new();
        for point in sorted {
            match ranges.last_mut() {
                Some((_, last)) if point <= last.saturating_add(1) => *last = point,
                _ => ranges.push((point, point)),
            }
        }
        Self { ranges }
    }

    /// Whether there is a glyph for a character.
    pub fn has(&self, character: char) -> bool {
        let point = u32::from(character);
        let place = self.ranges.partition_point(|&(_, last)| last < point);
        self.ranges.get(place).is_some_and(|&(first, _)| first <= point)
    }

    /// Whether there is no glyph for any.
    pub fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }

    /// The ranges as `parse` reads them: hexadecimal, each from the end of the one before.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        let mut end = 0;
        for &(first, last) in &self.ranges {
            let separator = if text.is_empty() { "" } else { " " };
            write!(text, "{separator}{:x}", first - end).expect("a string takes what it is given");
            if last > first {
                write!(text, "+{:x}", last - first).expect("a string takes what it is given");
            }
            end = last;
        }
        text
    }

    /// Reads what `to_text` writes; nothing where it is something else.
    pub fn parse(text: &str) -> Option<Self> {
        let number = |digits: &str| u32::from_str_radix(digits, 16).ok();
        let mut ranges = Vec::new();
        let mut end = 0_u32;
        for range in text.split(' ').filter(|range| !range.is_empty()) {
            let (from, more) = range.split_once('+').unwrap_or((range, "0"));
            let first = end.checked_add(number(from)?)?;
            let last = first.checked_add(number(more)?)?;
            ranges.push((first, last));
            end = last;
        }
        Some(Self { ranges })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_coverage_is_read_as_it_was_written() {
        let coverage = Coverage::new([0x42, 0x41, 0x41, 0x5d0, 0x1_f600]);
        assert_eq!(coverage.to_text(), "41+1 58e 1f030");
        assert_eq!(Coverage::parse(&coverage.to_text()), Some(coverage.clone()));
        assert!(coverage.has('A') && coverage.has('א') && coverage.has('😀'));
        assert!(!coverage.has('C') && !coverage.has('@') && !coverage.has('😁'));
        assert_eq!(Coverage::parse(""), Some(Coverage::default()));
        assert_eq!(Coverage::parse("ffffffff 1"), None);
        assert_eq!(Coverage::parse("41-5a"), None);
    }
}
