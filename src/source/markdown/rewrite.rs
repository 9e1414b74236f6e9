//! A text with some stretches replaced, which knows where each byte came from.

use std::collections::BTreeMap;
use std::ops::Range;

/// Replacements by the place of the original at which they begin.
#[derive(Clone, Debug, Default)]
pub(crate) struct Edits(BTreeMap<usize, Edit>);

#[derive(Clone, Debug)]
struct Edit {
    end: usize,
    replacement: String,
}

impl Edits {
    /// Replaces a stretch of the original. What was replaced there before is forgotten.
    pub(crate) fn replace(&mut self, range: Range<usize>, replacement: impl Into<String>) {
        let replacement = replacement.into();
        self.0.insert(range.start, Edit { end: range.end, replacement });
    }

    /// Leaves the original at `start` as it is.
    pub(crate) fn undo(&mut self, start: usize) {
        self.0.remove(&start);
    }
}

/// The outcome: a text, and the way back to the original.
#[derive(Clone, Debug)]
pub(crate) struct Rewritten<'a> {
    /// The text before it was changed.
    pub(crate) original: &'a str,
    /// The text to read.
    pub(crate) text: String,
    stretches: Vec<Stretch>,
}

#[derive(Clone, Debug)]
struct Stretch {
    /// Where it begins in the text, and where in the original.
    start: usize,
    original: usize,
    origin: Origin,
}

#[derive(Clone, Copy, Debug)]
enum Origin {
    Copied,
    Replaced,
}

impl<'a> Rewritten<'a> {
    /// Applies the edits; one that lies within another is left out.
    pub(crate) fn new(original: &'a str, edits: &Edits) -> Self {
        let mut text = String::with_capacity(original.len() + edits.0.len());
        let mut stretches = Vec::new();
        let mut copied = 0;
        for (&start, edit) in &edits.0 {
            let Some(before) = original.get(copied..start) else { continue };
            stretches.push(Stretch { start: text.len(), original: copied, origin: Origin::Copied });
            text.push_str(before);
            stretches.push(Stretch {
                start: text.len(),
                original: start,
                origin: Origin::Replaced,
            });
            text.push_str(&edit.replacement);
            copied = edit.end;
        }
        stretches.push(Stretch { start: text.len(), original: copied, origin: Origin::Copied });
        text.push_str(&original[copied..]);
        Self { original, text, stretches }
    }

    /// The place of the original that a place of the text came from.
    pub(crate) fn original(&self, offset: usize) -> usize {
        let after = self.stretches.partition_point(|stretch| stretch.start <= offset);
        let Some(stretch) = self.stretches[..after].last() else { return offset };
        match stretch.origin {
            Origin::Copied => stretch.original + (offset - stretch.start),
            Origin::Replaced => stretch.original,
        }
    }

    /// The stretch of the original that a stretch of the text came from.
    pub(crate) fn original_range(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.original(range.start);
        start..self.original(range.end).max(start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_place_leads_back_to_where_it_came_from() {
        let mut edits = Edits::default();
        edits.replace(2..5, "01)");
        edits.replace(3..4, "lost");
        edits.replace(7..7, "\n");
        let rewritten = Rewritten::new("> (A) text", &edits);
        assert_eq!(rewritten.text, "> 01) t\next");
        assert_eq!(rewritten.original(3), 2);
        assert_eq!(rewritten.original_range(&(6..9)), 6..8);
        assert_eq!(rewritten.original(11), 10);
    }
}
