//! A source file as the words that it prints, each character with the bytes that were typed for it.

use std::ops::Range;

/// What stands for a template's tag: it prints anything.
const TAG: char = '\u{FFFC}';

/// The tags of a template and the comments of Markdown, which print nothing that stands there.
const TAGS: [(&str, &str, Option<char>); 4] =
    [("{{", "}}", Some(TAG)), ("{%", "%}", Some(TAG)), ("{#", "#}", None), ("<!--", "-->", None)];

/// A printed character and its bytes in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Printed {
    pub(crate) character: char,
    pub(crate) bytes: Range<usize>,
}

/// The characters that a file prints, in its order: Markdown's marks left out, white space of any
/// kind as one space, marks of quotation and dashes in their plain forms.
pub(crate) fn printed(text: &str) -> Vec<Printed> {
    let mut printed: Vec<Printed> = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        let (length, character) = next(rest, first, printed.last());
        let is_space = character == Some(' ');
        if let Some(character) = character
            && !(is_space && printed.last().is_some_and(|last| last.character == ' '))
        {
            printed.push(Printed { character, bytes: at..at + length });
        }
        at += length;
    }
    printed
}

/// Words as they are compared with what a file prints.
pub(crate) fn folded(words: &str) -> Vec<char> {
    let mut folded: Vec<char> = Vec::new();
    for character in words.chars() {
        let plain = plain(character);
        if !(plain == ' ' && folded.last() == Some(&' ')) {
            folded.push(plain);
        }
    }
    folded
}

/// How many bytes a text begins with that print one character, or none.
fn next(rest: &str, first: char, before: Option<&Printed>) -> (usize, Option<char>) {
    for (open, close, prints) in TAGS {
        if rest.starts_with(open) {
            let end = rest.find(close).map_or(rest.len(), |at| at + close.len());
            return (end, prints);
        }
    }
    if first.is_whitespace() {
        return (white_space(rest), Some(' '));
    }
    for (typed, character) in [("---", '-'), ("--", '-')] {
        if rest.starts_with(typed) {
            return (typed.len(), Some(character));
        }
    }
    let one = first.len_utf8();
    let escaped = rest[one..].chars().next().filter(char::is_ascii_punctuation);
    match (first, escaped) {
        ('\\', Some(escaped)) => (2, Some(plain(escaped))),
        ('_', _) if is_mark(rest, before) => (one, None),
        ('[', _) if rest.starts_with("[^") => (rest.find(']').map_or(one, |at| at + 1), None),
        (']', Some('(')) => (rest.find(')').map_or(one, |at| at + 1), None),
        (']', Some('{')) => (rest.find('}').map_or(one, |at| at + 1), None),
        ('*' | '`' | '[' | ']', _) => (one, None),
        _ => (one, Some(plain(first))),
    }
}

/// Whether an underscore stands at the edge of a word, where it marks emphasis.
fn is_mark(rest: &str, before: Option<&Printed>) -> bool {
    let is_word = |character: char| character.is_alphanumeric();
    let behind = rest.trim_start_matches('_').chars().next();
    !(before.is_some_and(|before| is_word(before.character)) && behind.is_some_and(is_word))
}

/// The bytes of white space, with the marks of quotation that begin the lines within it.
fn white_space(rest: &str) -> usize {
    let mut length = 0;
    let mut at_start = false;
    for character in rest.chars() {
        at_start |= character == '\n';
        if !(character.is_whitespace() || (at_start && character == '>')) {
            break;
        }
        length += character.len_utf8();
    }
    length
}

fn plain(character: char) -> char {
    match character {
        '“' | '”' | '„' | '«' | '»' | '‟' => '"',
        '‘' | '’' | '‚' | '‛' | '‹' | '›' => '\'',
        '–' | '—' | '\u{2010}' | '\u{2011}' => '-',
        _ if character.is_whitespace() => ' ',
        _ => character,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        printed(text).into_iter().map(|one| one.character).collect()
    }

    #[test]
    fn marks_are_left_out_and_tags_stand_for_what_they_print() {
        let text = "We **ask** you,\n> “dear” {{ x }}, to [read](https://a.b/c_d) snake_case _it_[^1] 1--2\\*";
        assert_eq!(read(text), "We ask you, \"dear\" \u{FFFC}, to read snake_case it 1-2*");
        let chars: String = folded("We ask you, „dear“").into_iter().collect();
        assert_eq!(chars, "We ask you, \"dear\"");
    }
}
