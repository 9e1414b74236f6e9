//! Characters that cannot stand in a cell.

use unicode_script::{Script, UnicodeScript};

use crate::diagnostic::unseen;

/// The first character of a cell that cannot be seen and says nothing: controls other than a tab
/// or a line end, bidirectional controls, zero-width characters. Joiners (U+200C, U+200D) may
/// stand after a letter of a script that is written with them.
pub fn unprintable(cell: &str) -> Option<char> {
    if cell.bytes().all(|byte| (0x20..0x7F).contains(&byte)) {
        return None;
    }
    let mut before = None;
    for character in cell.chars() {
        if !is_printable(character, before) {
            return Some(character);
        }
        before = Some(character);
    }
    None
}

/// Whether a character may stand in a cell, after the one `before` it.
pub fn is_printable(character: char, before: Option<char>) -> bool {
    match character {
        '\t' | '\n' | '\r' => true,
        '\u{200C}' | '\u{200D}' => before.is_some_and(writes_joiners),
        _ => !unseen(character),
    }
}

/// Whether the script of a letter, or of the mark on it, is one whose letters join or stack.
fn writes_joiners(character: char) -> bool {
    matches!(
        character.script(),
        Script::Arabic
            | Script::Bengali
            | Script::Devanagari
            | Script::Gujarati
            | Script::Gurmukhi
            | Script::Inherited
            | Script::Kannada
            | Script::Khmer
            | Script::Malayalam
            | Script::Mongolian
            | Script::Myanmar
            | Script::Nko
            | Script::Oriya
            | Script::Sinhala
            | Script::Syriac
            | Script::Tamil
            | Script::Telugu
            | Script::Tibetan
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joiners_stand_only_where_the_script_needs_them() {
        assert_eq!(unprintable("नेपाल \u{915}\u{94D}\u{200D}\u{937}"), None);
        assert_eq!(unprintable("می\u{200C}خواهم"), None);
        assert_eq!(unprintable("Hu\u{200D}man"), Some('\u{200D}'));
    }

    #[test]
    fn overrides_and_controls_are_found() {
        assert_eq!(unprintable("two\nlines"), None);
        for character in ['\0', '\u{1B}', '\u{202E}', '\u{200B}', '\u{2028}', '\u{FEFF}'] {
            assert_eq!(unprintable(&format!("é{character}")), Some(character));
        }
    }
}
