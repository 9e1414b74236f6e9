//! Text as a handle.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// No handle is longer, in characters: long enough for the longest names of organizations, and no
/// megabyte that somebody pasted.
const LONGEST: usize = 100;

/// A text as a handle, fit for an id, an anchor or a file's name: letters and digits in lower
/// case, accents left off, hyphens between words. Empty when the text has neither letter nor
/// digit.
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len().min(LONGEST));
    let unaccented = text.nfd().filter(|character| !is_accent(*character));
    for character in unaccented.nfc().take(LONGEST) {
        if character.is_alphanumeric() || is_combining_mark(character) {
            slug.extend(character.to_lowercase());
        } else if !matches!(character, '\'' | '’' | '.') && !slug.is_empty() && !slug.ends_with('-')
        {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// The marks that Latin, Greek and Cyrillic put on letters; those of other scripts spell sounds.
fn is_accent(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_holds_letters_digits_and_hyphens() {
        assert_eq!(slug("Côte d’Ivoire / 2"), "cote-divoire-2");
        assert_eq!(slug("../../etc"), "etc");
        assert_eq!(slug("인권 위원회"), "인권-위원회");
        assert_eq!(slug("…"), "");
    }
}
