//! Why a letter could not be set.

use crate::model::{Language, Part};
use crate::typeset::paragraph::{MissingGlyph, script_in_words};

/// Why a letter could not be set.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TypesetError {
    /// No font has a glyph for a character.
    #[error(
        "no font has a glyph for `{character}` (U+{:04X}, {}) in `{context}` ({})",
        u32::from(*.character),
        script_in_words(*.character),
        .part.key()
    )]
    MissingGlyph {
        /// The character.
        character: char,
        /// The word around it.
        context: String,
        /// The part of the letter in which it stands.
        part: Part,
        /// The language that the word is in.
        language: Language,
        /// Why faces that have the character cannot be used.
        hindrances: Vec<String>,
    },
    /// Margins or size of the text leave no room for it.
    #[error("margins and text size leave no room for text on the page")]
    NoRoom,
    /// A table has more columns than the page has room for.
    #[error("a table has {columns} columns, more than the page has room for")]
    TooManyColumns {
        /// How many it has.
        columns: usize,
    },
}

impl TypesetError {
    /// A glyph that a part of the letter lacks.
    pub(crate) fn missing(missing: MissingGlyph, part: Part) -> Self {
        let MissingGlyph { character, context, language, hindrances } = missing;
        Self::MissingGlyph { character, context, part, language, hindrances }
    }
}
