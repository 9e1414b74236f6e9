//! Which words of a passage changed, so that a reader sees what was done and no confetti.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::draft::diff::token::{Lexicon, Traits};

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
        let edit = edits[index].clone();
        if edit.replaces() {
            continue;
        }
        let before = index.checked_sub(1).map(|before| edits[before].clone());
        let after = edits.get(index + 1);
        let (text, range, start, end) = if edit.old.is_empty() {
            let end = after.map_or(new.len(), |after| after.new.start);
            (new, edit.new.clone(), before.map_or(0, |before| before.new.end), end)
        } else {
            let end = after.map_or(old.len(), |after| after.old.start);
            (old, edit.old.clone(), before.map_or(0, |before| before.old.end), end)
        };
        let left = (start..range.start)
            .rev()
            .zip((0..range.end).rev())
            .take_while(|(before, last)| text[*before] == text[*last])
            .count();
        let right = (range.end..end)
            .zip(range.start..)
            .take_while(|(after, first)| text[*after] == text[*first])
            .count();
        // Beside another edit there would be nothing between the two.
        let left = left.min((range.start - start).saturating_sub(usize::from(index > 0)));
        let right =
            right.min((end - range.end).saturating_sub(usize::from(index + 1 < edits.len())));
        let pause = |at: Option<usize>| at.map_or(4, |at| lexicon.traits(text[at]).pause);
        let best = (range.start - left..=range.start + right).max_by_key(|first| {
            let last = first + range.len() - 1;
            (
                pause(first.checked_sub(1)) + pause(Some(last)),
                std::cmp::Reverse(first.abs_diff(range.start)),
            )
        });
        let best = best.unwrap_or(range.start);
        let slid = |range: &Range<usize>| {
            let start = range.start + best
                - if edit.old.is_empty() { edit.new.start } else { edit.old.start };
            start..start + range.len()
        };
        edits[index] = Edit { old: slid(&edit.old), new: slid(&edit.new) };
    }
}

/// Takes the little that stayed between two edits into them.
fn merged(edits: Vec<Edit>, old: &[u32], new: &[u32], lexicon: &Lexicon) -> Vec<Edit> {
    let traits =
        |keys: &[u32]| -> Vec<Traits> { keys.iter().map(|key| lexicon.traits(*key)).collect() };
    let length = |keys: &[u32]| -> usize { traits(keys).iter().map(|traits| traits.length).sum() };
    let greater = |edit: &Edit| length(&old[edit.old.clone()]).max(length(&new[edit.new.clone()]));
    let divides = |edit: &Edit| {
        traits(&old[edit.old.clone()]).iter().any(Traits::divides)
            || traits(&new[edit.new.clone()]).iter().any(Traits::divides)
    };
    let mut merged: Vec<Edit> = Vec::new();
    for edit in edits {
        if let Some(last) = merged.last_mut() {
            let between = &old[last.old.end..edit.old.start];
            let words = traits(between).iter().filter(|traits| traits.word).count();
            let letters = length(between);
            let both = last.replaces() && edit.replaces();
            let swallowed =
                words <= 1 && letters <= SHORT_WORD && (last.replaces() || edit.replaces())
                    || words <= FEW_WORDS && letters <= greater(last).min(greater(&edit)) && both;
            let divided =
                divides(last) || divides(&edit) || traits(between).iter().any(Traits::divides);
            if swallowed && !divided {
                last.old.end = edit.old.end;
                last.new.end = edit.new.end;
                continue;
            }
        }
        merged.push(edit);
    }
    merged
}
