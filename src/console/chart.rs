//! Numbers as bars of a terminal.

use crate::console::aligned;

/// The longest bar, in columns.
const LONGEST: usize = 24;

/// A number with what it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    label: String,
    count: usize,
    is_drawn: bool,
}

impl Bar {
    /// A number that is compared with the others.
    pub fn new(label: impl Into<String>, count: usize) -> Self {
        Self { label: label.into(), count, is_drawn: true }
    }

    /// A number that has no bar, since it sums up several.
    pub fn sum(label: impl Into<String>, count: usize) -> Self {
        Self { is_drawn: false, ..Self::new(label, count) }
    }

    /// Whether it counts nothing.
    pub fn is_nothing(&self) -> bool {
        self.count == 0
    }
}

/// Bars under a heading, as long as their numbers; nothing where there are none.
pub fn chart(heading: &str, bars: &[Bar]) -> String {
    let drawn = bars.iter().filter(|bar| bar.is_drawn);
    let largest = drawn.map(|bar| bar.count).max().unwrap_or(0);
    let widest = bars.iter().map(|bar| bar.count.to_string().len()).max().unwrap_or(0);
    let line = |bar: &Bar| {
        let length = if bar.is_drawn { blocks(bar.count, largest) } else { String::new() };
        vec![format!("  {}", bar.label), format!("{:widest$}", bar.count), length]
    };
    let lines: Vec<_> = bars.iter().map(line).collect();
    if lines.is_empty() { String::new() } else { format!("{heading}\n{}", aligned(&lines)) }
}

/// A bar of eighths of a column. One of a number that is not nothing is never empty.
fn blocks(count: usize, largest: usize) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let eighths = (count * LONGEST * 8).div_ceil(largest.max(1));
    format!("{}{}", "█".repeat(eighths / 8), EIGHTHS[eighths % 8])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_as_long_as_its_number_and_never_empty_for_one() {
        assert_eq!(blocks(8, 8), "█".repeat(24));
        assert_eq!(blocks(3, 64), "█▏");
        assert_eq!(blocks(1, 10_000), "▏");
        assert_eq!(blocks(0, 8), "");
        assert_eq!(blocks(0, 0), "");
    }

    #[test]
    fn numbers_stand_under_each_other_and_a_sum_has_no_bar() {
        let bars = [Bar::new("北", 2), Bar::new("b", 1), Bar::sum("and 9 others", 40)];
        assert_eq!(
            chart("Country", &bars),
            "Country\n  北             2  ████████████████████████\n  \
             b              1  ████████████\n  and 9 others  40\n"
        );
        assert_eq!(chart("Country", &[]), "");
    }
}
