//! Where words may be divided.

use std::ops::Range;

use hypher::Lang;

use crate::model::Language;

/// The shortest word that is divided, in characters.
const SHORTEST: usize = 5;

/// The fewest characters before and after a hyphen, even where a language allows fewer.
const BEFORE: usize = 2;
const AFTER: usize = 3;

/// A word of a paragraph, and how willingly it is divided.
pub(super) struct Word {
    /// Its letters in the paragraph's text.
    pub(super) range: Range<usize>,
    /// Whether it is a name, or part of a compound that has a hyphen already.
    pub(super) reluctant: bool,
}

/// The words of a token, which has no space in it, that may be divided.
pub(super) fn words_of(text: &str, token: &Range<usize>, language: &Language) -> Vec<Word> {
    let characters = &text[token.clone()];
    if characters.chars().any(|c| c.is_numeric() || matches!(c, '\u{ad}' | '@' | '/' | '_')) {
        return Vec::new();
    }
    let compound = characters.contains(['-', '\u{2010}', '\u{2011}']);
    let nouns_are_capitalized = matches!(language.primary(), "de" | "lb");
    let mut words = Vec::new();
    let mut offset = token.start;
    for letters in characters.split(|c: char| !c.is_alphabetic()) {
        let range = offset..offset + letters.len();
        offset = range.end + text[range.end..].chars().next().map_or(0, char::len_utf8);
        if letters.chars().nth(SHORTEST - 1).is_none()
            || letters.chars().skip(1).any(char::is_uppercase)
        {
            continue;
        }
        let name = letters.starts_with(char::is_uppercase)
            && !nouns_are_capitalized
            && !begins_sentence(text, range.start);
        words.push(Word { range, reluctant: name || compound });
    }
    words
}

/// The bytes of a word before which it may be divided.
pub(super) fn divisions(word: &str, language: &Language) -> Vec<usize> {
    let Some(patterns) = patterns(language) else { return Vec::new() };
    let (before, after) = patterns.bounds();
    let syllables = hypher::hyphenate_bounded(word, patterns, before.max(BEFORE), after.max(AFTER));
    let mut places: Vec<usize> = syllables
        .scan(0, |end, syllable| {
            *end += syllable.len();
            Some(*end)
        })
        .collect();
    places.pop();
    places
}

fn patterns(language: &Language) -> Option<Lang> {
    language.primary().as_bytes().try_into().ok().and_then(Lang::from_iso)
}

fn begins_sentence(text: &str, offset: usize) -> bool {
    let before =
        text[..offset].trim_end_matches(|c: char| !c.is_alphanumeric() && !ends_sentence(c));
    before.is_empty() || before.ends_with(ends_sentence)
}

fn ends_sentence(character: char) -> bool {
    matches!(character, '.' | '!' | '?' | ':' | '…')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn divided(word: &str, tag: &str) -> String {
        let language = Language::parse(tag).unwrap();
        let mut shown = word.to_owned();
        for place in divisions(word, &language).into_iter().rev() {
            shown.insert(place, '-');
        }
        shown
    }

    fn words(text: &str, tag: &str) -> Vec<(String, bool)> {
        let language = Language::parse(tag).unwrap();
        let start = text.rfind(' ').map_or(0, |space| space + 1);
        words_of(text, &(start..text.len()), &language)
            .into_iter()
            .map(|word| (text[word.range].to_owned(), word.reluctant))
            .collect()
    }

    #[test]
    fn words_are_divided_by_the_patterns_of_their_language() {
        assert_eq!(divided("committee", "en"), "com-mit-tee");
        assert_eq!(divided("Menschenrechte", "de-AT"), "Men-schen-rechte");
        assert_eq!(divided("правительство", "ru"), "пра-ви-тель-ство");
        assert_eq!(divided("committee", "tlh"), "committee");
    }

    #[test]
    fn names_and_compounds_are_divided_reluctantly_and_some_words_never() {
        assert_eq!(words("to Geneva", "en"), [("Geneva".to_owned(), true)]);
        assert_eq!(words("nach Geneva", "de"), [("Geneva".to_owned(), false)]);
        assert_eq!(words("it. “Geneva", "en"), [("Geneva".to_owned(), false)]);
        assert_eq!(words("well-founded", "en"), [("founded".to_owned(), true)]);
        assert_eq!(words("the UNESCO", "en"), []);
        assert_eq!(words("a B2B-company", "en"), []);
        assert_eq!(words("dell’organizzazione", "it"), [("organizzazione".to_owned(), false)]);
    }
}
