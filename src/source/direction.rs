//! The direction of a piece of text, and the isolates that keep pieces of other direction apart
//! (UAX 9).

use unicode_bidi::{BidiClass, bidi_class};

use crate::model::{Direction, END_OF_ISOLATE, ISOLATE, Inline};

/// Whether the first strong character of a text runs against `direction`; not where none does.
pub(crate) fn runs_against(text: &str, direction: Direction) -> bool {
    let strong = text.chars().find_map(|character| match bidi_class(character) {
        BidiClass::L => Some(Direction::LeftToRight),
        BidiClass::R | BidiClass::AL => Some(Direction::RightToLeft),
        _ => None,
    });
    strong.is_some_and(|strong| strong != direction)
}

/// A text, between the two isolate characters where it runs against `direction`.
pub(crate) fn isolated(text: &str, direction: Direction) -> String {
    if runs_against(text, direction) {
        format!("{ISOLATE}{text}{END_OF_ISOLATE}")
    } else {
        text.to_owned()
    }
}

/// Turns isolate characters within texts into isolates.
pub(crate) fn isolates(inlines: Vec<Inline>) -> Vec<Inline> {
    inlines.into_iter().flat_map(isolates_of).collect()
}

fn isolates_of(inline: Inline) -> Vec<Inline> {
    vec![match inline {
        Inline::Text(text) => return split(&text),
        Inline::Emphasis(text) => Inline::Emphasis(isolates(text)),
        Inline::Strong(text) => Inline::Strong(isolates(text)),
        Inline::Link { address, text } => Inline::Link { address, text: isolates(text) },
        Inline::Span { language, text } => Inline::Span { language, text: isolates(text) },
        Inline::Isolate(text) => Inline::Isolate(isolates(text)),
        Inline::Code(text) => Inline::Code(text.replace([ISOLATE, END_OF_ISOLATE], "")),
        Inline::NoteMark(_) | Inline::LineBreak => inline,
    }]
}

fn split(text: &str) -> Vec<Inline> {
    let mut inlines = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(ISOLATE) {
        let (within, after) = after.split_once(END_OF_ISOLATE).unwrap_or((after, ""));
        inlines.push(Inline::Text(before.to_owned()));
        inlines.push(Inline::Isolate(vec![Inline::Text(within.to_owned())]));
        rest = after;
    }
    inlines.push(Inline::Text(rest.to_owned()));
    inlines.retain(|inline| *inline != Inline::Text(String::new()));
    inlines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_strong_character_tells_the_direction() {
        assert!(runs_against("جمعية HRW", Direction::LeftToRight));
        assert!(!runs_against("HRW جمعية", Direction::LeftToRight));
        assert!(!runs_against("12 (3)", Direction::RightToLeft));
        assert!(runs_against("(HRW)", Direction::RightToLeft));
    }

    #[test]
    fn isolate_characters_become_isolates_also_within_emphasis() {
        let text = |text: &str| Inline::Text(text.to_owned());
        assert_eq!(
            isolates(vec![Inline::Strong(vec![text("a \u{2068}ب\u{2069}, c")])]),
            vec![Inline::Strong(vec![text("a "), Inline::Isolate(vec![text("ب")]), text(", c")])]
        );
    }
}
