//! Levels and anchors of headings.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::model::{Block, Slugs};
use crate::source::markdown::Problem;

/// The headings of a letter so far.
#[derive(Debug, Default)]
pub(crate) struct Headings {
    /// Levels as written.
    levels: Vec<(u8, Range<usize>)>,
    anchors: BTreeSet<String>,
    slugs: Slugs,
}

impl Headings {
    /// Takes a heading of a level as written, saying `text`, and gives it its anchor.
    pub(crate) fn add(&mut self, level: u8, text: &str, range: Range<usize>) -> String {
        self.levels.push((level, range));
        let anchor = self.slugs.unique(text, "section", |anchor| self.anchors.contains(anchor));
        self.anchors.insert(anchor.clone());
        anchor
    }

    /// Headings that are more than one level deeper than the one before.
    pub(crate) fn problems(&self) -> impl Iterator<Item = Problem> {
        let pairs = self.levels.iter().zip(self.levels.iter().skip(1));
        pairs.filter(|(before, heading)| heading.0 > before.0 + 1).map(|(before, heading)| {
            let deepest = "#".repeat(usize::from(before.0) + 1);
            Problem::new(
                heading.1.clone(),
                "heading-level",
                "this heading is more than one level deeper than the one before",
            )
            .help(format!("write it with `{deepest}` at most"))
        })
    }

    /// Makes the highest level that the letter uses level 1.
    pub(crate) fn settle(&self, blocks: &mut [Block]) {
        let highest = self.levels.iter().map(|(level, _)| *level).min().unwrap_or(1);
        if highest > 1 {
            raise(blocks, highest - 1);
        }
    }
}

fn raise(blocks: &mut [Block], by: u8) {
    for block in blocks {
        match block {
            Block::Heading { level, .. } => *level = level.saturating_sub(by).max(1),
            Block::Quotation(inner) => raise(inner, by),
            Block::List(list) => list.items.iter_mut().for_each(|item| raise(item, by)),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_are_slugs_and_unique() {
        let mut headings = Headings::default();
        let mut anchor = |text| headings.add(1, text, 0..0);
        assert_eq!(anchor("What we ask"), "what-we-ask");
        assert_eq!(anchor("What we ask?"), "what-we-ask-2");
        assert_eq!(anchor("What we ask 3"), "what-we-ask-3");
        assert_eq!(anchor("WHAT  WE — ASK"), "what-we-ask-4");
        assert_eq!(anchor("China’s policy"), "chinas-policy");
        assert_eq!(anchor("우리의 요구"), "우리의-요구");
        assert_eq!(anchor("…"), "section");
    }
}
