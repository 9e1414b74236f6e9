//! Text as a handle.

use std::borrow::Cow;
use std::collections::HashMap;

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick, is_nfd_quick};

/// No handle is longer, in characters: long enough for the longest names of organizations, and no
/// megabyte that somebody pasted.
const LONGEST: usize = 100;

/// A text as a handle, fit for an id, an anchor or a file's name: letters and digits in lower
/// case, accents left off, hyphens between words. Empty when the text has neither letter nor
/// digit.
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len().min(LONGEST));
    // Most names have nothing to take apart or to put together, ASCII never, and lists are long.
    let is_other = |character: &char| !character.is_ascii();
    let is_apart = is_nfd_quick(text.chars().filter(is_other)) == IsNormalized::Yes;
    let apart = if is_apart { Cow::Borrowed(text) } else { text.nfd().collect() };
    let letters = apart.chars().filter(|character| !is_accent(*character));
    if is_nfc_quick(letters.clone().filter(is_other)) == IsNormalized::Yes {
        push_slug(letters, &mut slug);
    } else {
        push_slug(letters.nfc(), &mut slug);
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

fn push_slug(characters: impl Iterator<Item = char>, slug: &mut String) {
    for character in characters.take(LONGEST) {
        match character {
            _ if character.is_ascii_alphanumeric() => slug.push(character.to_ascii_lowercase()),
            '\'' | '’' | '.' => {}
            _ if !character.is_ascii()
                && (character.is_alphanumeric() || is_combining_mark(character)) =>
            {
                slug.extend(character.to_lowercase());
            }
            _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            _ => {}
        }
    }
}

/// Slugs of several texts, told apart.
#[derive(Clone, Debug, Default)]
pub struct Slugs {
    /// The number to try next behind each slug that was taken.
    next: HashMap<String, usize>,
}

impl Slugs {
    /// The slug of a text, or `otherwise` where it has none; with a number behind it, from 2, where
    /// that is taken.
    pub fn unique(
        &mut self,
        text: &str,
        otherwise: &str,
        is_taken: impl Fn(&str) -> bool,
    ) -> String {
        let slug = match slug(text) {
            empty if empty.is_empty() => otherwise.to_owned(),
            slug => slug,
        };
        if !is_taken(&slug) {
            return slug;
        }
        let next = self.next.entry(slug.clone()).or_insert(2);
        loop {
            let numbered = format!("{slug}-{next}");
            *next += 1;
            if !is_taken(&numbered) {
                return numbered;
            }
        }
    }
}

/// Whether a character is a mark that Latin, Greek and Cyrillic put on letters. Those of other
/// scripts spell sounds.
pub fn is_accent(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36F}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn letters_may_come_in_parts_or_whole(text in "[ -~’áçÅ\u{301}\u{327}\u{304}ϊΣйб가각\u{11A8}\u{915}\u{93C}]{0,120}") {
            let expected = slug(&text);
            prop_assert_eq!(&slug(&text.nfd().collect::<String>()), &expected);
            prop_assert_eq!(&slug(&text.nfc().collect::<String>()), &expected);
        }
    }

    #[test]
    fn a_slug_holds_letters_digits_and_hyphens() {
        assert_eq!(slug("Côte d’Ivoire / 2"), "cote-divoire-2");
        assert_eq!(slug("../../etc"), "etc");
        assert_eq!(slug("인권 위원회"), "인권-위원회");
        assert_eq!(slug("Свобода і Ελλάς"), "свобода-і-ελλας");
        assert_eq!(slug("a\u{301}b\u{305}c\u{302}\u{327}"), "abc");
        assert_eq!(slug("b\u{305} c"), "b-c");
        assert_eq!(slug("…"), "");
    }
}
