//! A character that no face can show.

use std::ops::Range;

use unicode_script::{Script, UnicodeScript as _};

use crate::model::Language;
use crate::typeset::font::Fonts;
use crate::typeset::paragraph::collect::{Collected, is_invisible};
use crate::typeset::script_fonts;

/// No face has a glyph for a character.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no font has a glyph for `{character}` (U+{:04X}) in `{context}`", u32::from(*.character))]
pub struct MissingGlyph {
    /// The character.
    pub character: char,
    /// The word around it.
    pub context: String,
    /// The language that the word is in.
    pub language: Language,
    /// Why faces that have the character cannot be used.
    pub hindrances: Vec<String>,
}

impl MissingGlyph {
    pub(super) fn new(
        fonts: &Fonts<'_>,
        collected: &Collected<'_>,
        cluster: &Range<usize>,
        character: char,
    ) -> Self {
        let text = &collected.text;
        let characters =
            |text: &str| text.chars().filter(|&c| !is_invisible(c)).collect::<String>();
        let before =
            text[..cluster.start].split(char::is_whitespace).next_back().unwrap_or_default();
        let after = text[cluster.start..].split(char::is_whitespace).next().unwrap_or_default();
        Self {
            character,
            context: characters(before) + &characters(after),
            language: collected.language_at(cluster.start).clone(),
            hindrances: fonts.hindrances(character),
        }
    }
}

/// The script of a character, in words: `Khmer script`, `a symbol`.
pub fn script_in_words(character: char) -> String {
    match character.script() {
        Script::Common | Script::Inherited => "a symbol".to_owned(),
        _ if script_fonts::is_private(character) => "for private use".to_owned(),
        Script::Unknown => "no character".to_owned(),
        script => format!("{} script", script_fonts::name(script)),
    }
}
