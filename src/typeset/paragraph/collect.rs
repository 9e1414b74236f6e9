//! The pieces of a paragraph as one text.

use crate::model::Language;
use crate::typeset::paragraph::Piece;

/// A paragraph's text, from which all later stages work.
pub(super) struct Collected<'a> {
    /// Every piece after the other. Tabs and line ends are spaces in it.
    pub(super) text: String,
    /// The pieces.
    pub(super) pieces: &'a [Piece<'a>],
    /// Where each piece ends in `text`.
    pub(super) ends: Vec<usize>,
    /// Where a line ends because the author wants it: after the space that stands for it.
    pub(super) forced: Vec<usize>,
}

impl Collected<'_> {
    /// The language of the text at a byte.
    pub(super) fn language_at(&self, offset: usize) -> &Language {
        let piece = self.ends.partition_point(|&end| end <= offset).min(self.pieces.len() - 1);
        self.pieces[piece].language
    }
}

/// Joins the pieces. A `\n`, `\r\n`, U+2028 or other line end becomes a space that ends a line.
pub(super) fn collect<'a>(pieces: &'a [Piece<'a>]) -> Collected<'a> {
    let mut text = String::with_capacity(pieces.iter().map(|piece| piece.text.len()).sum());
    let mut forced = Vec::new();
    let mut ends = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let mut characters = piece.text.chars().peekable();
        while let Some(character) = characters.next() {
            match character {
                '\r' if characters.peek() == Some(&'\n') => {}
                '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                    text.push(' ');
                    forced.push(text.len());
                }
                // U+001C to U+001F separate records; UAX 9 takes them for ends of paragraphs.
                '\t' | '\r' | '\u{1c}'..='\u{1f}' => text.push(' '),
                _ => text.push(character),
            }
        }
        ends.push(text.len());
    }
    Collected { text, pieces, ends, forced }
}

/// Whether a character only steers direction, joining or breaks between others: it takes no ink,
/// and is not part of what a line shows. Joiners and marks, which belong to a cluster, are.
pub(super) fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{ad}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'
            | '\u{200e}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
    )
}

/// Whether a character has to have a glyph in a face that shows it: joiners and selectors only tell
/// how others are drawn (Unicode's `Default_Ignorable_Code_Point`).
pub(super) fn needs_glyph(character: char) -> bool {
    !is_invisible(character)
        && !matches!(
            character,
            '\u{34f}'
                | '\u{115f}'..='\u{1160}'
                | '\u{17b4}'..='\u{17b5}'
                | '\u{180b}'..='\u{180f}'
                | '\u{200c}'..='\u{200d}'
                | '\u{3164}'
                | '\u{fe00}'..='\u{fe0f}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}
