//! Punctuation that hangs outside the measure, so that the edge looks straight.

use std::ops::Range;

use crate::model::Length;
use crate::typeset::paragraph::collect::is_invisible;
use crate::typeset::paragraph::ruler::Ruler;

/// The part of its width by which a mark hangs outside.
pub(super) const HANGING: f64 = 0.5;

/// How far the first character of a line hangs outside: a quote, but not the full stop of `.org`.
pub(super) fn at_start(text: &str, ruler: &Ruler, line: &Range<usize>) -> Length {
    let mut characters = text[line.clone()].char_indices();
    let first = characters.find(|&(_, character)| !is_invisible(character));
    hang(ruler, line.start, first.filter(|&(_, character)| is_quote(character)))
}

/// How far the last character of a line hangs outside; `ink` ends before the line's last spaces.
pub(super) fn at_end(text: &str, ruler: &Ruler, ink: &Range<usize>) -> Length {
    let last = text[ink.clone()].char_indices().next_back();
    hang(ruler, ink.start, last)
}

fn hang(ruler: &Ruler, offset: usize, character: Option<(usize, char)>) -> Length {
    match character {
        Some((at, character)) if is_light(character) => {
            let start = offset + at;
            ruler.width(&(start..start + character.len_utf8())) * HANGING
        }
        _ => Length::ZERO,
    }
}

/// Hyphens, full stops, commas and quotes.
fn is_light(character: char) -> bool {
    matches!(character, '-' | '\u{2010}' | '\u{2011}' | '.' | ',') || is_quote(character)
}

fn is_quote(character: char) -> bool {
    matches!(character, '\'' | '"' | '‘'..='‟' | '‹' | '›' | '«' | '»')
}
