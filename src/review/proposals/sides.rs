//! The text of a Word file with all of its tracked changes accepted, and what
//! was tracked.

use std::ops::Range;

use crate::review::proposals::word_file::{Fate, Piece, WordFile};

/// A paragraph with its changes accepted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Accepted {
    pub(crate) text: String,
    /// The bytes of `text` that comments are about, each with the comment's index. An empty range
    /// stands where what it was about was deleted.
    pub(crate) comments: Vec<(Range<usize>, usize)>,
}

/// A tracked change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tracked {
    pub(crate) text: String,
    pub(crate) author: String,
}

impl WordFile {
    /// The paragraphs that say something when all changes are accepted.
    pub(crate) fn accepted(&self) -> Vec<Accepted> {
        let mut paragraphs = Vec::new();
        let mut open = Accepted::default();
        for paragraph in &self.paragraphs {
            for piece in &paragraph.pieces {
                open.push(piece);
            }
            // Where the end was deleted, the next paragraph goes on with this one.
            if paragraph.end != Fate::Deleted {
                paragraphs.push(std::mem::take(&mut open));
            }
        }
        paragraphs.push(open);
        paragraphs.retain(|paragraph| !paragraph.text.trim().is_empty());
        paragraphs
    }

    /// Everything that was tracked, in order.
    pub(crate) fn tracked(&self) -> Vec<Tracked> {
        let pieces = self.paragraphs.iter().flat_map(|paragraph| &paragraph.pieces);
        let changed = pieces.filter(|piece| piece.fate != Fate::Kept);
        changed
            .map(|Piece { text, author, .. }| Tracked {
                text: text.clone(),
                author: author.clone(),
            })
            .collect()
    }
}

impl Accepted {
    fn push(&mut self, piece: &Piece) {
        let start = self.text.len();
        if piece.fate != Fate::Deleted {
            self.text.push_str(&piece.text);
        }
        let end = self.text.len();
        for comment in &piece.comments {
            match self.comments.iter_mut().find(|(_, other)| other == comment) {
                Some((range, _)) => range.end = end,
                None => self.comments.push((start..end, *comment)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::proposals::word_file::WordParagraph;

    fn piece(text: &str, fate: Fate, comments: &[usize]) -> Piece {
        Piece { text: text.into(), fate, author: "Kim".into(), comments: comments.to_vec() }
    }

    #[test]
    fn accepted_text_has_what_was_inserted_and_joins_what_was_joined() {
        let file = WordFile {
            paragraphs: vec![
                WordParagraph {
                    pieces: vec![
                        piece("We ", Fate::Kept, &[]),
                        piece("ask", Fate::Deleted, &[0]),
                        piece("urge", Fate::Inserted, &[0]),
                    ],
                    end: Fate::Deleted,
                },
                WordParagraph { pieces: vec![piece(" you.", Fate::Kept, &[])], end: Fate::Kept },
                WordParagraph::default(),
            ],
            comments: Vec::new(),
        };
        let accepted = file.accepted();
        assert_eq!(accepted.len(), 1);
        assert_eq!(accepted[0].text, "We urge you.");
        assert_eq!(accepted[0].comments, [(3..7, 0)]);
        assert_eq!(file.tracked().len(), 2);
    }
}
