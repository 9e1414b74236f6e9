//! Two texts and their alignment, as one sequence of passages.

use std::collections::BTreeMap;

use similar::{Algorithm, capture_diff_slices};

use crate::draft::diff::align::{Alignment, Group};
use crate::draft::diff::edit::edits;
use crate::draft::diff::passage::Passage;
use crate::draft::diff::spans::{spans, whole};
use crate::draft::diff::token::{Atom, Lexicon, Token};
use crate::model::{Boundary, Change, ChangedPassage, Span};

/// A passage with the numbers of its tokens.
#[derive(Clone, Debug)]
pub(crate) struct Read {
    pub(crate) passage: Passage,
    /// Of each of its texts.
    pub(crate) keys: Vec<Vec<u32>>,
}

/// The passages of both texts in one order.
pub(crate) fn compose(
    old: &[Read],
    new: &[Read],
    alignment: &Alignment,
    lexicon: &mut Lexicon,
) -> Vec<ChangedPassage> {
    let mut composer = Composer {
        old,
        new,
        lexicon,
        from: alignment.moved.iter().copied().collect(),
        to: alignment.moved.iter().map(|(old, new)| (*new, *old)).collect(),
        old_places: BTreeMap::new(),
        new_places: BTreeMap::new(),
        passages: Vec::new(),
    };
    let mut at = (0, 0);
    let end = Group { old: old.len()..old.len(), new: new.len()..new.len() };
    for group in alignment.groups.iter().chain([&end]) {
        (at.0..group.old.start).for_each(|index| composer.only_old(index));
        (at.1..group.new.start).for_each(|index| composer.only_new(index));
        composer.both(group);
        at = (group.old.end, group.new.end);
    }
    for (old, new) in &alignment.moved {
        if let (Some(from), Some(to)) = (composer.old_places.get(old), composer.new_places.get(new))
        {
            composer.passages[*from].moved = Some(*to);
            composer.passages[*to].moved = Some(*from);
        }
    }
    composer.passages
}

struct Composer<'a> {
    old: &'a [Read],
    new: &'a [Read],
    lexicon: &'a mut Lexicon,
    /// Where what was moved stands in the new text, by where it stands in the old one.
    from: BTreeMap<usize, usize>,
    to: BTreeMap<usize, usize>,
    /// Where moved passages came to stand among `passages`.
    old_places: BTreeMap<usize, usize>,
    new_places: BTreeMap<usize, usize>,
    passages: Vec<ChangedPassage>,
}

impl Composer<'_> {
    fn only_old(&mut self, index: usize) {
        let passage = &self.old[index].passage;
        let change = if self.from.contains_key(&index) {
            self.old_places.insert(index, self.passages.len());
            Change::Same
        } else {
            Change::Deleted
        };
        self.passages.push(ChangedPassage {
            old: Some(passage.role.clone()),
            new: None,
            boundary: Boundary::Kept,
            moved: None,
            texts: passage.texts.iter().map(|text| whole(change, text)).collect(),
        });
    }

    fn only_new(&mut self, index: usize) {
        let read = &self.new[index];
        let texts = if let Some(from) = self.to.get(&index) {
            self.new_places.insert(index, self.passages.len());
            self.cells(&self.old[*from], read)
        } else {
            let inserted = |text: &Vec<Token>| whole(Change::Inserted, text);
            read.passage.texts.iter().map(inserted).collect()
        };
        self.passages.push(ChangedPassage {
            old: None,
            new: Some(read.passage.role.clone()),
            boundary: Boundary::Kept,
            moved: None,
            texts,
        });
    }

    fn both(&mut self, group: &Group) {
        let (old, new) = (&self.old[group.old.clone()], &self.new[group.new.clone()]);
        let ([first_old, ..], [first_new, ..]) = (old, new) else { return };
        let pieces = if old.len() == 1 && new.len() == 1 {
            vec![self.cells(first_old, first_new)]
        } else {
            let boundary = self.boundary();
            let (old_tokens, old_keys) = joined(old, &boundary);
            let (new_tokens, new_keys) = joined(new, &boundary);
            let edits = edits(&old_keys, &new_keys, self.lexicon);
            spans(&old_tokens, &new_tokens, &edits).into_iter().map(|spans| vec![spans]).collect()
        };
        let boundary = if old.len() > 1 { Boundary::Joined } else { Boundary::Split };
        for (index, texts) in pieces.into_iter().enumerate() {
            let role = |side: &[Read]| side.get(index).map(|read| read.passage.role.clone());
            self.passages.push(ChangedPassage {
                old: role(old),
                new: role(new),
                boundary: if index == 0 { Boundary::Kept } else { boundary },
                moved: None,
                texts,
            });
        }
    }

    fn boundary(&mut self) -> (Token, u32) {
        let token = Token { space: String::new(), atom: Atom::Boundary, wraps: [].into() };
        let keys = self.lexicon.keys(std::slice::from_ref(&token), |note| note);
        (token, keys[0])
    }

    /// What each cell says in both texts; what is no row has one.
    fn cells(&self, old: &Read, new: &Read) -> Vec<Vec<Span>> {
        let pair = |i: usize, j: usize| {
            let edits = edits(&old.keys[i], &new.keys[j], self.lexicon);
            let pieces = spans(&old.passage.texts[i], &new.passage.texts[j], &edits);
            pieces.into_iter().next().unwrap_or_default()
        };
        if old.keys.len() == new.keys.len() {
            return (0..old.keys.len()).map(|cell| pair(cell, cell)).collect();
        }
        // A column came or went: the cells that stayed tell which.
        let mut cells = Vec::new();
        for op in capture_diff_slices(Algorithm::Myers, &old.keys, &new.keys) {
            let (olds, news) = (op.old_range(), op.new_range());
            let both = olds.len().min(news.len());
            cells.extend(olds.clone().zip(news.clone()).map(|(i, j)| pair(i, j)));
            let deleted = olds.skip(both).map(|i| whole(Change::Deleted, &old.passage.texts[i]));
            cells.extend(deleted);
            let inserted = news.skip(both).map(|j| whole(Change::Inserted, &new.passage.texts[j]));
            cells.extend(inserted);
        }
        cells
    }
}

/// Several passages as one, with a token where each but the first begins.
fn joined(passages: &[Read], boundary: &(Token, u32)) -> (Vec<Token>, Vec<u32>) {
    let tokens: Vec<&[Token]> =
        passages.iter().filter_map(|read| read.passage.texts.first().map(Vec::as_slice)).collect();
    let keys: Vec<&[u32]> =
        passages.iter().filter_map(|read| read.keys.first().map(Vec::as_slice)).collect();
    (tokens.join(&boundary.0), keys.join(&boundary.1))
}
