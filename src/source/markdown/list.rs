//! The lists of a letter, out of the lists that CommonMark makes of them.

use std::ops::Range;

use crate::model::{Block, Enumerator, List};
use crate::source::markdown::marker::{Marker, Sequence};

/// A block and its bytes in the text read.
pub(crate) type Located = (Block, Range<usize>);

/// An item of a list as CommonMark sees it.
#[derive(Debug)]
pub(crate) struct Item {
    /// Its marker as it was written; none for a bullet.
    pub(crate) marker: Option<Marker>,
    /// Where it begins in the text read.
    pub(crate) range: Range<usize>,
    /// What it holds.
    pub(crate) blocks: Vec<Located>,
}

/// Lists of one style each, in order: CommonMark, which was shown replaced markers, takes `(A)` and
/// `1)` for one list.
pub(crate) fn split(text: &str, items: Vec<Item>) -> Vec<Located> {
    let mut lists: Vec<(Option<Sequence>, Vec<Item>)> = Vec::new();
    for item in items {
        if let Some((sequence, list)) = lists.last_mut()
            && Sequence::continues(sequence, item.marker.as_ref())
        {
            list.push(item);
        } else {
            lists.push((item.marker.as_ref().map(Sequence::begin), vec![item]));
        }
    }
    lists.into_iter().map(|(sequence, items)| list(text, sequence.as_ref(), items)).collect()
}

fn list(text: &str, sequence: Option<&Sequence>, items: Vec<Item>) -> Located {
    let start = items.first().map_or(0, |item| item.range.start);
    let end = items.last().map_or(0, |item| item.range.end);
    let enumerator = sequence.map_or(Enumerator::Bullet, Sequence::enumerator);
    let tight = tight(text, &items);
    let items = items
        .into_iter()
        .map(|item| item.blocks.into_iter().map(|(block, _)| block).collect())
        .collect();
    (Block::List(List { enumerator, tight, items }), start..end)
}

/// A list is loose if a blank line stands between two of its items, or between two blocks directly
/// in one (CommonMark 5.3).
fn tight(text: &str, items: &[Item]) -> bool {
    let between_items = items.iter().skip(1).any(|item| blank_before(text, item.range.start));
    let between_blocks = items
        .iter()
        .flat_map(|item| item.blocks.iter().skip(1))
        .any(|(_, range)| blank_before(text, range.start));
    !between_items && !between_blocks
}

/// Whether the line before the one of `at` is blank but for the marks of the quotations that `at`
/// stands in.
fn blank_before(text: &str, at: usize) -> bool {
    let Some(newline) = text[..at].rfind('\n') else { return false };
    let quotations = text[newline..at].matches('>').count();
    let line = text[..newline].rfind('\n').map_or(0, |before| before + 1);
    let marks = text[line..newline].trim_start_matches([' ', '\t', '\r', '>']);
    marks.is_empty() && text[line..newline].matches('>').count() <= quotations
}

#[cfg(test)]
mod tests {
    use crate::model::Block;
    use crate::source::markdown::{Values, body};

    fn spacing(text: &str) -> Vec<bool> {
        let body =
            body(text, &Values::default(), &crate::model::Language::default(), &mut |_, _| None)
                .unwrap();
        let lists = body.blocks.iter().filter_map(|block| match block {
            Block::List(list) => Some(list.tight),
            _ => None,
        });
        lists.collect()
    }

    #[test]
    fn a_blank_line_within_or_between_items_makes_a_list_loose() {
        assert_eq!(spacing("- a\n- b\n\n\n"), [true]);
        assert_eq!(spacing("- a\n\n- b\n- c\n"), [false]);
        assert_eq!(spacing("- a\n\n  b\n- c\n"), [false]);
        assert_eq!(spacing("- a\n  - b\n\n    c\n- d\n"), [true]);
        assert_eq!(spacing("- a\n\n  - b\n- c\n"), [false]);
        assert_eq!(spacing("- a\n  - b\n\n- c\n"), [false]);
        assert_eq!(spacing("- a\n  ```\n\n  b\n  ```\n- c\n"), [true]);
        assert_eq!(spacing("- a\n  > b\n  >\n- c\n"), [true]);
        assert_eq!(spacing("- a\n- b\n\n* c\n* d\n"), [true, true]);
    }
}
