//! Runs that can be shaped at once: one piece, one script, one direction.

use std::ops::Range;

use unicode_bidi::{BidiInfo, Level};
use unicode_script::{Script, UnicodeScript};

use crate::model::Direction;
use crate::typeset::paragraph::collect::Collected;

/// A stretch of text of one piece, script and embedding level.
pub(super) struct Stretch {
    /// Its bytes in the text.
    pub(super) range: Range<usize>,
    /// The piece that it is part of.
    pub(super) piece: usize,
    /// Its script, by ISO 15924.
    pub(super) script: Script,
    /// Its embedding level by UAX 9; odd from right to left.
    pub(super) level: Level,
}

/// The embedding level of the paragraph itself.
pub(super) fn base_level(direction: Direction) -> Level {
    match direction {
        Direction::LeftToRight => Level::ltr(),
        Direction::RightToLeft => Level::rtl(),
    }
}

/// Splits a text wherever piece, script or direction change.
pub(super) fn itemize(collected: &Collected<'_>, direction: Direction) -> Vec<Stretch> {
    let text = &collected.text;
    let base = base_level(direction);
    let levels = (base.is_rtl() || text.chars().any(turns_direction))
        .then(|| BidiInfo::new(text, Some(base)).levels);
    let level_at = |offset: usize| {
        levels.as_ref().and_then(|levels| levels.get(offset)).copied().unwrap_or(base)
    };

    let mut stretches: Vec<Stretch> = Vec::new();
    let mut start = 0;
    for (piece, &end) in collected.ends.iter().enumerate() {
        let first = stretches.len();
        for (offset, character) in text[start..end].char_indices() {
            let offset = start + offset;
            let (level, script) = (level_at(offset), script_of(character));
            let next = offset + character.len_utf8();
            match stretches[first..].last_mut() {
                Some(last) if last.level == level && agree(last.script, script) => {
                    last.range.end = next;
                    if last.script == Script::Common {
                        last.script = script;
                    }
                }
                _ => stretches.push(Stretch { range: offset..next, piece, script, level }),
            }
        }
        start = end;
    }
    stretches
}

/// Whether a character may begin text of the other direction.
fn turns_direction(character: char) -> bool {
    matches!(
        character,
        '\u{590}'..='\u{8ff}'
            | '\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
            | '\u{fb1d}'..='\u{fdff}'
            | '\u{fe70}'..='\u{fefe}'
            | '\u{10800}'..='\u{10fff}'
            | '\u{1e800}'..='\u{1efff}'
    )
}

/// The script of a character; what is common to many scripts takes that of its neighbors.
fn script_of(character: char) -> Script {
    if character.is_ascii() {
        return if character.is_ascii_alphabetic() { Script::Latin } else { Script::Common };
    }
    match character.script() {
        Script::Inherited => Script::Common,
        script => script,
    }
}

fn agree(one: Script, other: Script) -> bool {
    one == other || one == Script::Common || other == Script::Common
}
