//! Which passage of one text is which of the other.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::draft::diff::likeness::Bag;
use crate::model::PassageKind;

/// Passages in their order are one when they are so much alike, in thousandths.
const ALIKE: u32 = 400;

/// Passages in another order are one when they are so much alike: a paragraph that only sounds
/// like another was not moved there.
const ALIKE_ELSEWHERE: u32 = 600;

/// Passages that weigh less, in letters, are not followed to other places: there is more than one
/// `Sincerely,` in the world.
const LIGHTEST_MOVED: u32 = 12;

/// A part that was split off has so much, in tenths, of its words from the passage that it was
/// part of.
const SPLIT_OFF: u32 = 6;

/// Passages of so few words are one when they stand in each other's place: the close.
const SHORT: usize = 4;

/// How many words are compared for likeness at once, at most. A hundred pages that were written
/// anew stay below it; what is longer is compared in pieces.
const BUDGET: usize = 80_000_000;

/// How many pairs of passages are weighed at once, at most; each takes eight bytes.
const PAIRS: usize = 4_000_000;

/// What the alignment needs to know of a passage.
#[derive(Clone, Debug)]
pub(crate) struct Outline {
    /// Passages with the same one say the same.
    pub(crate) identity: u32,
    pub(crate) kind: PassageKind,
    pub(crate) bag: Bag,
}

/// The passages of one text and those of the other that they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Alignment {
    /// In order: one passage and one, or one that was split and its parts, or several that were
    /// joined and what they became.
    pub(crate) groups: Vec<Group>,
    /// Passages that stand elsewhere, by index: in the one text, in the other.
    pub(crate) moved: Vec<(usize, usize)>,
}

/// Passages of both texts that are one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Group {
    pub(crate) old: Range<usize>,
    pub(crate) new: Range<usize>,
}

/// Aligns two texts. The other way round, the result is the same the other way round.
pub(crate) fn align(old: &[Outline], new: &[Outline]) -> Alignment {
    let identities =
        |text: &[Outline]| -> Vec<u32> { text.iter().map(|passage| passage.identity).collect() };
    let (old_identities, new_identities) = (identities(old), identities(new));
    if old_identities > new_identities {
        return align(new, old).reversed();
    }
    let mut pairs = Vec::new();
    let mut gap = (0, 0);
    let same = same(&old_identities, &new_identities);
    for (i, j) in same.into_iter().chain([(old.len(), new.len())]) {
        pair_alike(old, gap.0..i, new, gap.1..j, &mut pairs);
        pairs.push((i, j));
        gap = (i + 1, j + 1);
    }
    pairs.pop();
    let groups = pairs.into_iter().map(|(i, j)| Group { old: i..i + 1, new: j..j + 1 });
    let mut alignment = Alignment { groups: groups.collect(), moved: Vec::new() };
    alignment.find_split(old, new);
    alignment.flip();
    alignment.find_split(new, old);
    alignment.flip();
    alignment.find_moved(old, new);
    alignment
}

/// The passages that are word for word the same, in order.
fn same(old: &[u32], new: &[u32]) -> Vec<(usize, usize)> {
    let ops = capture_diff_slices(Algorithm::Patience, old, new);
    let equal = ops.into_iter().filter_map(|op| match op {
        DiffOp::Equal { old_index, new_index, len } => Some((old_index, new_index, len)),
        _ => None,
    });
    equal.flat_map(|(i, j, length)| (0..length).map(move |at| (i + at, j + at))).collect()
}

/// Pairs the passages of two gaps that are alike, in order, so that they are so in sum as much as
/// can be.
fn pair_alike(
    old: &[Outline],
    old_gap: Range<usize>,
    new: &[Outline],
    new_gap: Range<usize>,
    pairs: &mut Vec<(usize, usize)>,
) {
    if old_gap.is_empty() || new_gap.is_empty() {
        return;
    }
    let cost = cost(old[old_gap.clone()].iter(), new[new_gap.clone()].iter());
    let pieces = cost.div_ceil(BUDGET).max((old_gap.len() * new_gap.len()).div_ceil(PAIRS));
    for piece in 0..pieces {
        let part = |gap: &Range<usize>| {
            let at = |piece: usize| gap.start + gap.len() * piece / pieces;
            at(piece)..at(piece + 1)
        };
        let (old_part, new_part) = (part(&old_gap), part(&new_gap));
        let best = best_pairs(&old[old_part.clone()], &new[new_part.clone()]);
        pairs.extend(best.into_iter().map(|(i, j)| (old_part.start + i, new_part.start + j)));
    }
}

/// How many words have to be looked at to compare each passage of one text with each of another.
fn cost<'a>(
    old: impl ExactSizeIterator<Item = &'a Outline>,
    new: impl ExactSizeIterator<Item = &'a Outline>,
) -> usize {
    let (olds, news) = (old.len(), new.len());
    let words = |count: usize, one: &Outline| count + one.bag.len() + 1;
    olds.saturating_mul(new.fold(0, words)).saturating_add(news.saturating_mul(old.fold(0, words)))
}

fn best_pairs(old: &[Outline], new: &[Outline]) -> Vec<(usize, usize)> {
    // Two first or two last ones stand in each other's place.
    let level = |i: usize, j: usize| i == 0 && j == 0 || i + 1 == old.len() && j + 1 == new.len();
    let width = new.len() + 1;
    // The best sum for what follows, and what two passages add to it.
    let mut sums = vec![0_u32; (old.len() + 1) * width];
    let mut values = vec![0_u32; old.len() * new.len()];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            let value = value(&old[i], &new[j], level(i, j));
            values[i * new.len() + j] = value;
            let paired = if value > 0 { value + sums[(i + 1) * width + j + 1] } else { 0 };
            let apart = sums[(i + 1) * width + j].max(sums[i * width + j + 1]);
            sums[i * width + j] = paired.max(apart);
        }
    }
    let mut pairs = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < old.len() && j < new.len() {
        let value = values[i * new.len() + j];
        let sum = sums[i * width + j];
        if value > 0 && sum == value + sums[(i + 1) * width + j + 1] {
            pairs.push((i, j));
            i += 1;
            j += 1;
        } else if sum == sums[(i + 1) * width + j] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

/// What it is worth to take two passages for one; 0 if they cannot be.
fn value(old: &Outline, new: &Outline, level: bool) -> u32 {
    let titles = old.kind == PassageKind::Title && new.kind == PassageKind::Title;
    let short = |passage: &Outline| passage.bag.len() <= SHORT;
    let likeness = old.bag.likeness(&new.bag);
    if !comparable(old.kind, new.kind) {
        0
    } else if titles
        || likeness >= ALIKE
        || level && old.kind == new.kind && short(old) && short(new)
    {
        likeness.max(1)
    } else {
        0
    }
}

/// Whether one kind of passage can have become another.
fn comparable(old: PassageKind, new: PassageKind) -> bool {
    let class = |kind| match kind {
        PassageKind::Title | PassageKind::Heading(_) | PassageKind::Paragraph => 0,
        PassageKind::Heads | PassageKind::Row => 1,
        PassageKind::Code => 2,
        PassageKind::Note => 3,
        PassageKind::Break => 4,
    };
    class(old) == class(new)
}

impl Alignment {
    fn flip(&mut self) {
        for group in &mut self.groups {
            std::mem::swap(&mut group.old, &mut group.new);
        }
    }

    fn reversed(mut self) -> Self {
        self.flip();
        self.moved = self.moved.into_iter().map(|(one, other)| (other, one)).collect();
        self
    }

    /// Gives to a passage of the one text that was split the parts of it that stand beside.
    fn find_split(&mut self, one: &[Outline], other: &[Outline]) {
        for index in 0..self.groups.len() {
            let Group { old, new } = self.groups[index].clone();
            let (whole, part) = (&one[old.start], &other[new.start]);
            let running = whole.kind == PassageKind::Paragraph && part.kind == whole.kind;
            if old.len() != 1 || new.len() != 1 || !running || whole.identity == part.identity {
                continue;
            }
            let first = index.checked_sub(1).map_or(0, |before| self.groups[before].new.end);
            let last = self.groups.get(index + 1).map_or(other.len(), |after| after.new.start);
            let mut parts = part.bag.clone();
            let mut split = new;
            while split.end < last && splits_off(whole, &mut parts, &other[split.end]) {
                split.end += 1;
            }
            while split.start > first && splits_off(whole, &mut parts, &other[split.start - 1]) {
                split.start -= 1;
            }
            self.groups[index].new = split;
        }
    }

    /// Finds among what is left the passages that stand elsewhere, those that are most alike first.
    fn find_moved(&mut self, old: &[Outline], new: &[Outline]) {
        let left = |text: &[Outline], taken: &dyn Fn(&Group) -> Range<usize>| -> Vec<usize> {
            let taken: BTreeSet<usize> = self.groups.iter().flat_map(taken).collect();
            let heavy = |index: &usize| text[*index].bag.weight >= LIGHTEST_MOVED;
            (0..text.len()).filter(|index| !taken.contains(index)).filter(heavy).collect()
        };
        let old_left = left(old, &|group| group.old.clone());
        let mut new_left = left(new, &|group| group.new.clone());
        let mut places: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for index in new_left.iter().rev() {
            places.entry(new[*index].identity).or_default().push(*index);
        }
        let mut unlike = Vec::new();
        for index in old_left {
            match places.get_mut(&old[index].identity).and_then(Vec::pop) {
                Some(place) => self.moved.push((index, place)),
                None => unlike.push(index),
            }
        }
        let found: BTreeSet<usize> = self.moved.iter().map(|(_, place)| *place).collect();
        new_left.retain(|index| !found.contains(index));
        self.find_moved_and_edited(old, &unlike, new, &new_left);
        self.moved.sort_unstable();
    }

    fn find_moved_and_edited(
        &mut self,
        old: &[Outline],
        old_left: &[usize],
        new: &[Outline],
        new_left: &[usize],
    ) {
        let olds = old_left.iter().map(|index| &old[*index]);
        let news = new_left.iter().map(|index| &new[*index]);
        if cost(olds, news) > BUDGET {
            return;
        }
        let mut alike = Vec::new();
        for i in old_left {
            for j in new_left.iter().filter(|j| comparable(old[*i].kind, new[**j].kind)) {
                let likeness = old[*i].bag.likeness(&new[*j].bag);
                if likeness >= ALIKE_ELSEWHERE {
                    alike.push((std::cmp::Reverse(likeness), *i, *j));
                }
            }
        }
        alike.sort_unstable();
        let (mut old_found, mut new_found) = (BTreeSet::new(), BTreeSet::new());
        for (_, i, j) in alike {
            if !old_found.contains(&i) && !new_found.contains(&j) {
                old_found.insert(i);
                new_found.insert(j);
                self.moved.push((i, j));
            }
        }
    }
}

/// Whether a passage was part of `whole`, beside the `parts` that were found; it is then one of
/// them.
fn splits_off(whole: &Outline, parts: &mut Bag, passage: &Outline) -> bool {
    let all = parts.and(&passage.bag);
    let gained = whole.bag.shared(&all).saturating_sub(whole.bag.shared(parts));
    let splits_off = passage.kind == PassageKind::Paragraph
        && passage.bag.weight >= LIGHTEST_MOVED
        && u64::from(gained) * 10 >= u64::from(passage.bag.weight) * u64::from(SPLIT_OFF);
    if splits_off {
        *parts = all;
    }
    splits_off
}
