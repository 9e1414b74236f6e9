//! How much two passages have in common.

use std::collections::BTreeMap;

use crate::draft::diff::passage::Passage;
use crate::draft::diff::token::Atom;
use crate::model::is_unspaced;

/// What the longest word weighs: a digest says no more than a long word does.
const HEAVIEST: u32 = 12;

/// The words of a passage without their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Bag {
    /// The number of each word and what it weighs, in the order of the numbers.
    words: Vec<(u32, u32)>,
    /// What all of them weigh.
    pub(crate) weight: u32,
}

/// Numbers for words, whatever stands round them.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary(BTreeMap<String, u32>);

impl Vocabulary {
    /// The words of a passage. A word weighs as much as it is long, so that what any two passages
    /// share counts for little; characters that are words count in pairs.
    pub(crate) fn bag(&mut self, passage: &Passage) -> Bag {
        let mut words = Vec::new();
        for tokens in &passage.texts {
            let texts: Vec<&str> = tokens
                .iter()
                .filter_map(|token| match &token.atom {
                    Atom::Word(text) | Atom::Code(text) => Some(text.as_str()),
                    _ => None,
                })
                .collect();
            for (index, word) in texts.iter().enumerate() {
                let next = texts.get(index + 1).filter(|next| next.starts_with(is_unspaced));
                match next {
                    Some(next) if word.starts_with(is_unspaced) => {
                        words.push(self.number(&format!("{word}{next}")));
                    }
                    _ => words.push(self.number(word)),
                }
            }
        }
        words.sort_unstable();
        let weight = words.iter().map(|(_, weight)| weight).sum();
        Bag { words, weight }
    }

    fn number(&mut self, word: &str) -> (u32, u32) {
        let next = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        let length = u32::try_from(word.chars().count()).unwrap_or(HEAVIEST).min(HEAVIEST);
        let number = match self.0.get(word) {
            Some(number) => *number,
            None => *self.0.entry(word.to_owned()).or_insert(next),
        };
        (number, length)
    }
}

impl Bag {
    /// How many words there are.
    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    /// The words of both.
    pub(crate) fn and(&self, other: &Self) -> Self {
        let mut words = [self.words.as_slice(), other.words.as_slice()].concat();
        words.sort_unstable();
        Self { words, weight: self.weight + other.weight }
    }

    /// What the words that both have weigh.
    pub(crate) fn shared(&self, other: &Self) -> u32 {
        let (mut one, mut two) = (self.words.iter().peekable(), other.words.iter().peekable());
        let mut shared = 0;
        while let (Some(a), Some(b)) = (one.peek(), two.peek()) {
            match a.cmp(b) {
                std::cmp::Ordering::Less => drop(one.next()),
                std::cmp::Ordering::Greater => drop(two.next()),
                std::cmp::Ordering::Equal => {
                    shared += a.1;
                    one.next();
                    two.next();
                }
            }
        }
        shared
    }

    /// From 0, nothing in common, to 1000, the same words (Dice's coefficient).
    pub(crate) fn likeness(&self, other: &Self) -> u32 {
        let both = u64::from(self.weight) + u64::from(other.weight);
        let shared = 2000 * u64::from(self.shared(other));
        u32::try_from(shared.checked_div(both).unwrap_or(1000)).unwrap_or(1000)
    }
}
