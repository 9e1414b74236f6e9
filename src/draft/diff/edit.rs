//! Which words of a passage changed, so that a reader sees what was done and no confetti.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::draft::diff::token::{LINE_END, Lexicon, Traits};

/// A word between two edits that is no longer than this, in letters, is taken into them.
const SHORT_WORD: usize = 3;

/// So many words between two edits are taken into them if these are longer than they.
const FEW_WORDS: usize = 3;

/// Tokens of one text that others of the other text replace; of those round them both have the
/// same. One of the two ranges may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Edit {
    pub(crate) old: Range<usize>,
    pub(crate) new: Range<usize>,
}

impl Edit {
    fn flipped(self) -> Self {
        Self { old: self.new, new: self.old }
    }

    fn replaces(&self) -> bool {
        !self.old.is_empty() && !self.new.is_empty()
    }
}

/// The edits that lead from one passage to another, in order. The other way round, they are the
/// same the other way round.
pub(crate) fn edits(old: &[u32], new: &[u32], lexicon: &Lexicon) -> Vec<Edit> {
    if old > new {
        return edits(new, old, lexicon).into_iter().map(Edit::flipped).collect();
    }
    let ops = capture_diff_slices(Algorithm::Myers, old, new);
    let mut edits: Vec<Edit> = Vec::new();
    for op in ops {
        if let DiffOp::Equal { .. } = op {
            continue;
        }
        let (old, new) = (op.old_range(), op.new_range());
        match edits.last_mut() {
            Some(last) if last.old.end == old.start && last.new.end == new.start => {
                last.old.end = old.end;
                last.new.end = new.end;
            }
            _ => edits.push(Edit { old, new }),
        }
    }
    slide(&mut edits, old, new, lexicon);
    merged(edits, old, new, lexicon)
}

/// Moves what was only put in, or only taken out, to where it begins and ends with a sentence or a
/// clause, as far as the words round it allow.
fn slide(edits: &mut [Edit], old: &[u32], new: &[u32], lexicon: &Lexicon) {
    for index in 0..edits.len() {
        let before = index.checked_sub(1).map(|before| edits[before].clone());
        let after = edits.get(index + 1).cloned();
        let edit = &mut edits[index];
        if edit.replaces() {
            continue;
        }
        let (text, range) = if edit.old.is_empty() { (new, &edit.new) } else { (old, &edit.old) };
        let side = |other: &Edit| {
            if edit.old.is_empty() { other.new.clone() } else { other.old.clone() }
        };
        // A token at least stays between two edits.
        let first = before.as_ref().map_or(0, |before| side(before).end + 1);
        let end = after.as_ref().map_or(text.len(), |after| side(after).start - 1);
        let left = (first..range.start)
            .rev()
            .zip((0..range.end).rev())
            .take_while(|(before, last)| text[*before] == text[*last])
            .count();
        let right = (range.end..end)
            .zip(range.start..)
            .take_while(|(after, first)| text[*after] == text[*first])
            .count();
        let pause = |at: Option<usize>| at.map_or(LINE_END, |at| lexicon.traits(text[at]).pause);
        let ending = |start: usize| {
            let last = start + range.len() - 1;
            let distance = start.abs_diff(range.start);
            (pause(start.checked_sub(1)) + pause(Some(last)), std::cmp::Reverse(distance))
        };
        let start = range.start;
        let best = (start - left..=start + right).max_by_key(|at| ending(*at)).unwrap_or(start);
        let slid = |range: &Range<usize>| {
            let start = range.start + best - start;
            start..start + range.len()
        };
        *edit = Edit { old: slid(&edit.old), new: slid(&edit.new) };
    }
}

/// Takes the little that stayed between two edits into them.
fn merged(edits: Vec<Edit>, old: &[u32], new: &[u32], lexicon: &Lexicon) -> Vec<Edit> {
    let traits =
        |keys: &[u32]| -> Vec<Traits> { keys.iter().map(|key| lexicon.traits(*key)).collect() };
    let length = |keys: &[u32]| -> usize { traits(keys).iter().map(|one| one.length).sum() };
    let divides = |keys: &[u32]| traits(keys).iter().any(Traits::divides);
    let size = |edit: &Edit| length(&old[edit.old.clone()]).max(length(&new[edit.new.clone()]));
    let is_divided =
        |edit: &Edit| divides(&old[edit.old.clone()]) || divides(&new[edit.new.clone()]);
    let mut merged: Vec<Edit> = Vec::new();
    for edit in edits {
        let Some(last) = merged.last_mut() else {
            merged.push(edit);
            continue;
        };
        let between = &old[last.old.end..edit.old.start];
        let words = traits(between).iter().filter(|one| one.word).count();
        let letters = length(between);
        let short = words <= 1 && letters <= SHORT_WORD;
        let shorter = words <= FEW_WORDS && letters <= size(last).min(size(&edit));
        let taken_in = short && (last.replaces() || edit.replaces())
            || shorter && last.replaces() && edit.replaces();
        if taken_in && !is_divided(last) && !is_divided(&edit) && !divides(between) {
            last.old.end = edit.old.end;
            last.new.end = edit.new.end;
        } else {
            merged.push(edit);
        }
    }
    merged
}
