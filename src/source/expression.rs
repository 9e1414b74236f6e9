//! How long one expression of a template may be: its parser goes a step deeper for each sign of
//! it, and a stack that is too deep would end the program without a word.

use std::ops::Range;

/// The most words and signs between `{{` and `}}`, or `{%` and `%}`. The stack of a thread has room
/// for several times as many, and no letter has a tenth of them.
const MOST: usize = 500;

/// The first expression that has more words and signs than can be parsed.
pub(crate) fn too_long(text: &str) -> Option<Range<usize>> {
    let mut at = 0;
    while let Some(start) = text[at..].find('{').map(|found| at + found) {
        let inside = start + 2;
        let closing = match text.as_bytes().get(start + 1) {
            Some(b'{') => "}}",
            Some(b'%') => "%}",
            Some(b'#') => {
                at = text[inside..].find("#}").map_or(text.len(), |end| inside + end);
                continue;
            }
            _ => {
                at = start + 1;
                continue;
            }
        };
        match measure(&text[inside..], closing) {
            Some(length) => at = inside + length,
            None => return Some(start..inside),
        }
    }
    None
}

/// The length of what stands before `closing`, in bytes; none where it has too many words and signs.
fn measure(text: &str, closing: &str) -> Option<usize> {
    let mut signs = 0;
    let mut in_word = false;
    let mut quote = None;
    let mut is_escaped = false;
    for (at, character) in text.char_indices() {
        if let Some(mark) = quote {
            if !is_escaped && character == mark {
                quote = None;
            }
            is_escaped = !is_escaped && character == '\\';
            continue;
        }
        if text[at..].starts_with(closing) {
            return Some(at);
        }
        let continues = character.is_alphanumeric() || character == '_';
        let goes_on = character.is_whitespace() || (continues && in_word);
        if !goes_on {
            signs += 1;
        }
        in_word = continues;
        if matches!(character, '"' | '\'') {
            quote = Some(character);
        }
        if signs > MOST {
            return None;
        }
    }
    Some(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expression_of_thousands_of_signs_is_found() {
        for long in [".a".repeat(600), "not ".repeat(600), "+1".repeat(600), "(".repeat(600)] {
            let text = format!("ü {{{{ short }}}} {{% if x{long} %}}{{% endif %}}");
            assert_eq!(too_long(&text), Some(15..17), "{long}");
        }
    }

    #[test]
    fn long_text_is_no_long_expression() {
        let words = "one, two. ".repeat(2000);
        let text = format!("{words}{{{{ a }}}}{words}{{% set b = \"{words}\" %}}{{# {words} #}}");
        assert_eq!(too_long(&text), None);
    }
}
