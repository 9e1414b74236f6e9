//! Text as words and the signs between them.

use unicode_normalization::char::is_combining_mark;
use unicode_script::{Script, UnicodeScript};

/// A stretch of text that is compared, counted or wrapped as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Segment<'a> {
    /// A word, a number, an address; of a script that sets no spaces, one character.
    Word(&'a str),
    /// A sign that is none of the others: a comma, a bracket.
    Sign(&'a str),
    /// White space.
    Space(&'a str),
}

/// How an address in running text begins.
const ADDRESSES: [&str; 3] = ["https://", "http://", "www."];

/// A text in its segments, which together are the text.
pub fn segments(text: &str) -> impl Iterator<Item = Segment<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let segment = first(rest)?;
        rest = &rest[segment.text().len()..];
        Some(segment)
    })
}

/// How many words a text has.
pub fn count_words(text: &str) -> usize {
    segments(text).filter(|segment| matches!(segment, Segment::Word(_))).count()
}

/// Whether a character belongs to a script that sets no spaces between words.
pub fn is_unspaced(character: char) -> bool {
    matches!(
        character.script(),
        Script::Han
            | Script::Hiragana
            | Script::Katakana
            | Script::Thai
            | Script::Lao
            | Script::Khmer
            | Script::Myanmar
    )
}

impl<'a> Segment<'a> {
    /// The text of it.
    pub fn text(self) -> &'a str {
        match self {
            Self::Word(text) | Self::Sign(text) | Self::Space(text) => text,
        }
    }
}

fn first(text: &str) -> Option<Segment<'_>> {
    let character = text.chars().next()?;
    let while_true = |fits: fn(char) -> bool| {
        let end = text.find(|character| !fits(character)).unwrap_or(text.len());
        &text[..end]
    };
    Some(if character.is_whitespace() {
        Segment::Space(while_true(char::is_whitespace))
    } else if character.script() == Script::Katakana {
        Segment::Word(while_true(|next| next.script() == Script::Katakana || next == 'ー'))
    } else if is_unspaced(character) && character.is_alphanumeric() {
        Segment::Word(with_marks(text, character.len_utf8()))
    } else if let Some(address) = address(text) {
        Segment::Word(address)
    } else if character.is_alphanumeric() {
        Segment::Word(word(text))
    } else {
        Segment::Sign(with_marks(text, character.len_utf8()))
    })
}

/// The first so many bytes, and the marks that stand on their last character.
fn with_marks(text: &str, length: usize) -> &str {
    let marks = text[length..].find(|next| !is_combining_mark(next));
    &text[..marks.map_or(text.len(), |marks| length + marks)]
}

/// An address, without the signs that end the sentence round it.
fn address(text: &str) -> Option<&str> {
    ADDRESSES.iter().find(|start| text.starts_with(**start))?;
    let ends = |next: char| next.is_whitespace() || "<>\"”»".contains(next);
    let address = &text[..text.find(ends).unwrap_or(text.len())];
    Some(address.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']']))
}

/// Letters and digits, and the signs that hold two of them together: `o’clock`, `well-known`,
/// `1,000`, `and/or`.
fn word(text: &str) -> &str {
    let mut before = None;
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let after = characters.peek().map(|(_, after)| *after);
        let belongs = is_of_word(character)
            || is_combining_mark(character)
            || match (before, after) {
                (Some(before), Some(after)) if is_of_word(before) && is_of_word(after) => {
                    match character {
                        '\'' | '’' | '-' | '‐' | '‑' | '.' | '/' | '@' | '_' => true,
                        ',' | ':' => before.is_numeric() && after.is_numeric(),
                        _ => false,
                    }
                }
                _ => false,
            };
        if !belongs {
            return &text[..at];
        }
        before = Some(character);
    }
    text
}

fn is_of_word(character: char) -> bool {
    character.is_alphanumeric() && !is_unspaced(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        let word = |segment| match segment {
            Segment::Word(word) => Some(word),
            _ => None,
        };
        segments(text).filter_map(word).collect()
    }

    #[test]
    fn signs_within_a_word_belong_to_it_and_those_after_it_do_not() {
        assert_eq!(
            words("It’s well-known: 1,000, or 3.5 (and/or)."),
            ["It’s", "well-known", "1,000", "or", "3.5", "and/or"]
        );
        assert_eq!(words("U.S. and e\u{301}tat"), ["U.S", "and", "e\u{301}tat"]);
    }

    #[test]
    fn an_address_is_one_word() {
        assert_eq!(words("(see https://x.org/a?b=c,d)."), ["see", "https://x.org/a?b=c,d"]);
        assert_eq!(words("www.x.org, mail@x.org"), ["www.x.org", "mail@x.org"]);
    }

    #[test]
    fn scripts_without_spaces_are_counted_by_character() {
        assert_eq!(words("私はデータを見る"), ["私", "は", "データ", "を", "見", "る"]);
        assert_eq!(words("ที่นี่"), ["ที่", "นี่"]);
        assert_eq!(words("우리는 요구한다"), ["우리는", "요구한다"]);
    }

    #[test]
    fn nothing_is_lost() {
        let text = " ,a\u{301}…「日本」\u{a0}x–y\n\u{301}https://";
        assert_eq!(segments(text).map(Segment::text).collect::<String>(), text);
    }
}
