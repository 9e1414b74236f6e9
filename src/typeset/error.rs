//! Why a letter could not be set.

use crate::model::Part;
use crate::typeset::paragraph::MissingGlyph;

/// Why a letter could not be set.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TypesetError {
    /// No font has a glyph for a character.
    #[error(
        "no font has a glyph for `{character}` (U+{:04X}) in `{context}` ({})",
        u32::from(*.character),
        .part.key()
    )]
    MissingGlyph {
        /// The character.
        character: char,
        /// The word around it.
        context: String,
        /// The part of the letter in which it stands.
        part: Part,
    },
    /// Margins or size of the text leave no room for it.
    #[error("margins and text size leave no room for text on the page")]
    NoRoom,
}

impl TypesetError {
    /// A glyph that a part of the letter lacks.
    pub(crate) fn missing(missing: MissingGlyph, part: Part) -> Self {
        let MissingGlyph { character, context } = missing;
        Self::MissingGlyph { character, context, part }
    }
}
