//! Names divided over columns.

use std::ops::Range;

use crate::model::Length;
use crate::typeset::galley::Columns;
use crate::typeset::leading::{part, times};

/// Heights of a group of names, summed up, so that a column's is one subtraction.
#[derive(Debug)]
pub(crate) struct Heights {
    /// The sum of what the entries before each one take, gaps included.
    before: Vec<Length>,
    leading: Length,
    between: Length,
}

impl Heights {
    /// The heights in a setting whose leading and gaps are scaled.
    pub(crate) fn new(columns: &Columns, leading: f64, gap: f64) -> Self {
        let (leading, between) = (columns.leading * leading, columns.between * gap);
        let mut sum = Length::ZERO;
        let mut before = Vec::with_capacity(columns.entries.len() + 1);
        for (index, entry) in columns.entries.iter().enumerate() {
            before.push(sum);
            let last = columns.entries.get(index + 1).is_some_and(|next| next.continued);
            sum += times(leading, entry.lines.len());
            if !last {
                sum += between;
            }
        }
        before.push(sum);
        Self { before, leading, between }
    }

    /// How many entries there are.
    pub(crate) fn len(&self) -> usize {
        self.before.len() - 1
    }

    /// From the first baseline of a column of these entries to its last.
    fn height(&self, entries: Range<usize>) -> Length {
        let sum = self.before[entries.end] - self.before[entries.start];
        (sum - self.leading - self.between).max(Length::ZERO)
    }

    /// From baseline to baseline within an entry.
    pub(crate) fn leading(&self) -> Length {
        self.leading
    }

    /// The end of the longest column that begins with the entry at `from` and is no higher.
    fn fill(&self, from: usize, height: Length) -> usize {
        let limit = self.before[from] + height + self.leading + self.between + TOLERANCE;
        self.before.partition_point(|sum| *sum <= limit).saturating_sub(1).max(from)
    }

    /// The end of what so many columns of this height take from the entry at `from` on.
    fn fill_all(&self, from: usize, height: Length, columns: usize) -> usize {
        (0..columns).fold(from, |start, _| self.fill(start, height))
    }

    /// The columns filled to a height, one after the other, and the height that they reach.
    pub(crate) fn filled(&self, from: usize, height: Length, columns: usize) -> Division {
        let mut start = from;
        let ranges = (0..columns).map(|_| {
            let range = start..self.fill(start, height);
            start = range.end;
            range
        });
        self.division(ranges.collect())
    }

    /// All entries from `from` on in columns of like height, the first ones the longer.
    pub(crate) fn balanced(&self, from: usize, columns: usize) -> Division {
        let end = self.len();
        let height = self.least_height(from, columns);
        let mut start = from;
        let mut ranges = Vec::with_capacity(columns);
        for column in 0..columns {
            let left = columns - column;
            let longest = self.fill(start, height).max((start + 1).min(end));
            let share = self.before[start] + part(self.before[end] - self.before[start], left);
            let fair = self.before.partition_point(|sum| *sum + TOLERANCE < share);
            let mut stop = fair.clamp(start, longest);
            while stop < longest && self.fill_all(stop, height, left - 1) < end {
                stop += 1;
            }
            ranges.push(start..stop);
            start = stop;
        }
        self.division(ranges)
    }

    /// The least height at which the columns hold all entries from `from` on.
    fn least_height(&self, from: usize, columns: usize) -> Length {
        let end = self.len();
        let (mut short, mut enough) = (Length::ZERO, self.height(from..end));
        if self.fill_all(from, short, columns) >= end {
            return short;
        }
        while enough - short > TOLERANCE {
            let middle = (short + enough) / 2.0;
            if self.fill_all(from, middle, columns) < end {
                short = middle;
            } else {
                enough = middle;
            }
        }
        enough
    }

    /// One entry in the first column, whatever its height.
    pub(crate) fn single(&self, entry: usize, columns: usize) -> Division {
        let end = (entry + 1).min(self.len());
        let mut ranges = vec![end..end; columns.max(1)];
        ranges[0] = entry..end;
        self.division(ranges)
    }

    fn division(&self, ranges: Vec<Range<usize>>) -> Division {
        let height = ranges
            .iter()
            .filter(|range| !range.is_empty())
            .map(|range| self.height(range.clone()))
            .fold(Length::ZERO, Length::max);
        Division { ranges, height }
    }
}

/// Differences under this, in points, are rounding.
const TOLERANCE: Length = Length::pt(0.01);

/// Entries by column.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Division {
    /// The entries of each column.
    pub(crate) ranges: Vec<Range<usize>>,
    /// From the first baseline to the lowest.
    pub(crate) height: Length,
}

impl Division {
    /// The entry after the last one.
    pub(crate) fn end(&self) -> usize {
        self.ranges.last().map_or(0, |range| range.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::typeset::galley::Entry;
    use crate::typeset::line::Line;
    use proptest::prelude::*;

    fn heights(lines: &[usize]) -> Heights {
        let entries = lines
            .iter()
            .map(|count| Entry { lines: vec![Line::default(); *count], ..Entry::default() });
        let columns = Columns {
            entries: entries.collect(),
            leading: Length::pt(13.0),
            between: Length::pt(2.5),
            ..Columns::default()
        };
        Heights::new(&columns, 1.0, 1.0)
    }

    #[test]
    fn ten_like_names_make_columns_of_four_three_and_three() {
        assert_eq!(heights(&[1; 10]).balanced(0, 3).ranges, [0..4, 4..7, 7..10]);
    }

    #[test]
    fn fewer_names_than_columns_leave_the_last_ones_empty() {
        assert_eq!(heights(&[1, 1]).balanced(0, 3).ranges, [0..1, 1..2, 2..2]);
    }

    #[test]
    fn a_filled_column_ends_with_the_last_entry_that_fits() {
        let division = heights(&[1, 2, 1, 1]).filled(0, Length::pt(28.5), 2);
        assert_eq!(division.ranges, [0..2, 2..4]);
        assert_eq!(division.height, Length::pt(28.5));
    }

    proptest! {
        #[test]
        fn columns_are_balanced_within_one_entry(
            lines in prop::collection::vec(1usize..4, 1..60),
            columns in 1usize..4,
        ) {
            let heights = heights(&lines);
            let division = heights.balanced(0, columns);
            prop_assert_eq!(division.end(), lines.len());
            let each: Vec<Length> =
                division.ranges.iter().map(|range| heights.height(range.clone())).collect();
            if lines.len() >= columns * 4 {
                let tallest = each.iter().copied().fold(Length::ZERO, Length::max);
                let shortest = each.iter().copied().fold(tallest, Length::min);
                prop_assert!(tallest - shortest <= times(Length::pt(13.0 * 3.0 + 2.5), columns.saturating_sub(1)), "{:?}", each);
            }
        }
    }
}
