//! Texts by direction: Word asks of each run whether it runs from right to left.

use std::ops::Range;

use unicode_bidi::{BidiClass, bidi_class};

use crate::model::{Direction, Language};
use crate::render::docx::xml::Xml;

/// A text in stretches of one direction. What has none of its own, such as signs and digits,
/// belongs to what it stands in: between two of one direction to them, else to what is around
/// (UAX 9, N1 and N2).
pub(crate) fn stretches(text: &str, around: Direction) -> Vec<(Direction, &str)> {
    let mut stretches: Vec<(Direction, Range<usize>)> = Vec::new();
    let mut push = |direction, range: Range<usize>| match stretches.last_mut() {
        _ if range.is_empty() => {}
        Some((before, so_far)) if *before == direction => so_far.end = range.end,
        _ => stretches.push((direction, range)),
    };
    let mut start = 0;
    let mut last = around;
    for (at, character) in text.char_indices() {
        let Some(strong) = strong(character) else { continue };
        push(if last == strong { strong } else { around }, start..at);
        start = at + character.len_utf8();
        push(strong, at..start);
        last = strong;
    }
    push(around, start..text.len());
    stretches.into_iter().map(|(direction, range)| (direction, &text[range])).collect()
}

/// The direction of the first character that has one.
pub(crate) fn first_strong(text: &str) -> Option<Direction> {
    text.chars().find_map(strong)
}

fn strong(character: char) -> Option<Direction> {
    match bidi_class(character) {
        BidiClass::L => Some(Direction::LeftToRight),
        BidiClass::R | BidiClass::AL => Some(Direction::RightToLeft),
        _ => None,
    }
}

/// Says which language text is in: in the slot of its script, too, where Word has one.
pub(crate) fn write_language(language: &Language, xml: &mut Xml) {
    let tag = tag(language);
    let mut attributes = vec![("w:val", tag.as_str())];
    if ["ja", "ko", "zh"].contains(&language.primary()) {
        attributes.push(("w:eastAsia", &tag));
    }
    if is_complex(language) {
        attributes.push(("w:bidi", &tag));
    }
    xml.empty("w:lang", &attributes);
}

/// Languages of scripts that are set as complex ones (ISO 29500-1, 17.3.2.26), beside those that
/// run from right to left; their letters rise above and reach below the usual line.
const COMPLEX: [&str; 20] = [
    "as", "bn", "bo", "dz", "gu", "hi", "kn", "km", "lo", "ml", "mr", "my", "ne", "or", "pa", "sa",
    "si", "ta", "te", "th",
];

/// Whether a language is written in a complex script.
pub(crate) fn is_complex(language: &Language) -> bool {
    let primary = language.primary();
    language.direction() == Direction::RightToLeft || COMPLEX.contains(&primary)
}

/// The tag without extensions, which Word does not know.
fn tag(language: &Language) -> String {
    let subtags = language.as_str().split('-').take_while(|subtag| subtag.len() > 1);
    subtags.collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEFT: Direction = Direction::LeftToRight;
    const RIGHT: Direction = Direction::RightToLeft;

    #[test]
    fn signs_belong_to_what_they_stand_in() {
        assert_eq!(
            stretches("(a) ب، ج, b", LEFT),
            [(LEFT, "(a) "), (RIGHT, "ب، ج"), (LEFT, ", b")]
        );
        assert_eq!(
            stretches("ب (a, b) 5.", RIGHT),
            [(RIGHT, "ب ("), (LEFT, "a, b"), (RIGHT, ") 5.")]
        );
        assert_eq!(stretches("5", RIGHT), [(RIGHT, "5")]);
        assert_eq!(stretches("", LEFT), []);
    }

    #[test]
    fn a_language_stands_in_the_slot_of_its_script() {
        let written = |tag: &str| {
            let mut xml = Xml::default();
            write_language(&Language::parse(tag).unwrap(), &mut xml);
            String::from_utf8(xml.into_bytes()).unwrap()
        };
        assert_eq!(written("fr-CA"), "<w:lang w:val=\"fr-CA\"/>");
        assert_eq!(written("zh-Hant"), "<w:lang w:val=\"zh-Hant\" w:eastAsia=\"zh-Hant\"/>");
        assert_eq!(written("th-u-ca-buddhist"), "<w:lang w:val=\"th\" w:bidi=\"th\"/>");
    }
}
