//! A character that no face can show.

use std::ops::Range;

use crate::typeset::paragraph::collect::is_invisible;

/// No face has a glyph for a character.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no font has a glyph for `{character}` (U+{:04X}) in `{context}`", u32::from(*.character))]
pub struct MissingGlyph {
    /// The character.
    pub character: char,
    /// The word around it.
    pub context: String,
}

impl MissingGlyph {
    pub(crate) fn new(text: &str, cluster: Range<usize>) -> Self {
        let characters =
            |text: &str| text.chars().filter(|&c| !is_invisible(c)).collect::<String>();
        let before =
            text[..cluster.start].split(char::is_whitespace).next_back().unwrap_or_default();
        let after = text[cluster.start..].split(char::is_whitespace).next().unwrap_or_default();
        Self {
            character: text[cluster].chars().next().unwrap_or(char::REPLACEMENT_CHARACTER),
            context: characters(before) + &characters(after),
        }
    }
}
