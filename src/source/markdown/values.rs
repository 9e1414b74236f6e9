//! What a template prints, kept out of the Markdown: tokens that stand for values and for blocks.

use std::ops::Range;

use crate::diagnostic::code_point;
use crate::source::markdown::Problem;

/// Opens the token of a value. Tokens are made of noncharacters (Unicode 23.7), which Markdown takes
/// for letters and no text contains.
const VALUE: char = '\u{FDD0}';
/// Opens the token of a block placed by a call.
const BLOCK: char = '\u{FDD1}';
/// Ends a token.
const END: char = '\u{FDD2}';
/// Stands before each line of front matter, so that nothing there begins a block.
pub(crate) const GUARD: char = '\u{FDD3}';
/// The digit 0 of a token's number; 1 to 9 follow it.
const ZERO: u32 = 0xFDD4;

/// Values that a template printed.
///
/// Each stands in the filled text as a token and is put back as it is after parsing, so that
/// nothing in it is read as Markdown.
#[derive(Clone, Debug, Default)]
pub struct Values(Vec<String>);

/// A block that a call of the template places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placed {
    /// A list of signatories: its index in `Letter::signatories`.
    Signatories(usize),
    /// The complimentary close.
    Close,
    /// The notes.
    Notes,
    /// The body's headings as a list.
    Contents,
}

/// What the template prints, on a line of its own, for a block that a call places.
pub fn placed(block: &Placed) -> String {
    token(
        BLOCK,
        match block {
            Placed::Close => 0,
            Placed::Notes => 1,
            Placed::Contents => 2,
            Placed::Signatories(index) => index.saturating_add(3),
        },
    )
}

/// Something that stands in the text for something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    /// A value, by its index.
    Value(usize),
    /// A block.
    Block(Placed),
}

impl Token {
    /// The token at the start of `text`, and its length in bytes.
    pub(crate) fn read(text: &str) -> Option<(Self, usize)> {
        let kind = text.chars().next().filter(|first| matches!(*first, VALUE | BLOCK))?;
        let mut number = 0_usize;
        let mut length = kind.len_utf8();
        for character in text[length..].chars() {
            length += character.len_utf8();
            if character == END {
                let token = match (kind, number) {
                    (VALUE, index) => Self::Value(index),
                    (_, 0) => Self::Block(Placed::Close),
                    (_, 1) => Self::Block(Placed::Notes),
                    (_, 2) => Self::Block(Placed::Contents),
                    (_, number) => Self::Block(Placed::Signatories(number - 3)),
                };
                return Some((token, length));
            }
            let digit = u32::from(character).checked_sub(ZERO).filter(|digit| *digit < 10)?;
            number = number.checked_mul(10)?.checked_add(digit as usize)?;
        }
        None
    }
}

fn token(kind: char, number: usize) -> String {
    let digits = number
        .to_string()
        .bytes()
        .filter_map(|digit| char::from_u32(ZERO + u32::from(digit - b'0')))
        .collect::<String>();
    format!("{kind}{digits}{END}")
}

impl Values {
    /// Keeps a value and gives the token to print in its place.
    ///
    /// White space within it becomes one space, also where it holds a line break; no-break spaces
    /// stay. Tokens in it (a value may have been put together from printed ones) are restored.
    pub fn hold(&mut self, value: &str) -> String {
        let restored = self.restore(value);
        let mut folded = String::with_capacity(restored.len());
        for character in restored.chars() {
            if !folds(character) {
                folded.push(character);
            } else if !folded.ends_with(' ') {
                folded.push(' ');
            }
        }
        self.0.push(folded);
        token(VALUE, self.0.len() - 1)
    }

    /// `text` with each value in the place of its token.
    pub fn restore(&self, text: &str) -> String {
        let mut restored = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find([VALUE, GUARD]) {
            restored.push_str(&rest[..at]);
            rest = &rest[at..];
            let length = if let Some((Token::Value(index), length)) = Token::read(rest) {
                restored.push_str(self.get(index));
                length
            } else if let Some(line) = rest.strip_prefix(GUARD) {
                rest.len() - line.trim_start_matches(' ').len()
            } else {
                restored.push(VALUE);
                VALUE.len_utf8()
            };
            rest = &rest[length..];
        }
        restored.push_str(rest);
        restored
    }

    /// The value at an index; a token of another letter stands for nothing.
    pub(crate) fn get(&self, index: usize) -> &str {
        self.0.get(index).map_or("", String::as_str)
    }

    /// Refuses a text with noncharacters other than whole tokens of these values, and one with
    /// control characters, also in a value: a terminal would obey them.
    pub(crate) fn check(&self, text: &str) -> Result<(), Vec<Problem>> {
        let mut problems = Vec::new();
        let mut at = 0;
        while let Some(found) = text[at..]
            .find(|letter| ('\u{FDD0}'..='\u{FDEF}').contains(&letter) || is_control(letter))
        {
            at += found;
            match Token::read(&text[at..]) {
                Some((Token::Value(index), length)) if index < self.0.len() => {
                    if let Some(letter) = self.get(index).chars().find(|one| is_control(*one)) {
                        problems.push(control(at..at + length, letter));
                    }
                    at += length;
                }
                Some((Token::Block(_), length)) => at += length,
                None if text[at..].starts_with(is_control) => {
                    let letter = text[at..].chars().next().unwrap_or_default();
                    problems.push(control(at..at + letter.len_utf8(), letter));
                    at += letter.len_utf8();
                }
                _ => {
                    problems.push(stray(at..at + VALUE.len_utf8(), &text[at..]));
                    at += VALUE.len_utf8();
                }
            }
        }
        if problems.is_empty() { Ok(()) } else { Err(problems) }
    }
}

/// Whether a character counts as white space that folds; no-break spaces and spaces of a set width
/// do not.
pub(crate) fn folds(character: char) -> bool {
    matches!(character, '\t'..='\r' | ' ' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether a character is a control character, other than white space.
fn is_control(character: char) -> bool {
    character.is_control() && !folds(character)
}

fn control(range: Range<usize>, character: char) -> Problem {
    let message = format!("{} cannot be printed", code_point(character));
    Problem::new(range, "control-character", message).help("delete it")
}

fn stray(range: Range<usize>, rest: &str) -> Problem {
    let number = rest.chars().next().map_or(0, u32::from);
    Problem::new(range, "noncharacter", format!("U+{number:04X} is no character"))
        .help("delete it; if it came from a filter that cuts text, do not cut what was printed")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_comes_back_with_its_white_space_folded() {
        let mut values = Values::default();
        let first = values.hold("*Star*  &\r\n Co.\u{a0}\u{a0}|");
        let second = values.hold("");
        let text = format!("a {first}{second} b");
        assert_eq!(values.check(&text), Ok(()));
        assert_eq!(values.restore(&text), "a *Star* & Co.\u{a0}\u{a0}| b");
    }

    #[test]
    fn a_value_made_of_printed_values_holds_what_they_are() {
        let mut values = Values::default();
        let name = values.hold("1. FC");
        let both = values.hold(&format!("{name} / {name}"));
        assert_eq!(values.restore(&both), "1. FC / 1. FC");
    }

    #[test]
    fn noncharacters_that_are_no_token_are_refused() {
        let mut values = Values::default();
        let token = values.hold("x");
        let cut = format!("ab{}", &token[..6]);
        let problems = values.check(&cut).unwrap_err();
        assert_eq!(problems[0].range, 2..5);
        assert_eq!(problems[0].message, "U+FDD0 is no character");
        assert!(Values::default().check(&token).is_err());
    }

    #[test]
    fn control_characters_are_refused_where_they_stand() {
        let mut values = Values::default();
        let token = values.hold("a\u{1b}[2J");
        let text = format!("one\r\n\ttwo\0 {token} three");
        let ranges = values.check(&text).unwrap_err().into_iter().map(|problem| problem.range);
        assert_eq!(ranges.collect::<Vec<_>>(), [9..10, 11..11 + token.len()]);
    }

    #[test]
    fn every_block_has_a_token_of_its_own() {
        for block in [Placed::Close, Placed::Notes, Placed::Contents, Placed::Signatories(41)] {
            let token = placed(&block);
            assert_eq!(Token::read(&token), Some((Token::Block(block), token.len())));
        }
    }
}
