//! A string of front matter as it was typed, with what a mend must not touch told apart.

use std::ops::Range;
use std::path::Path;

use crate::check::locate::offset;
use crate::diagnostic::Place;
use crate::source::SourceFile;

/// A string of TOML that stands in a file, sign by sign.
pub(crate) struct TypedString<'a> {
    file: &'a Path,
    /// The file, or the one line of it that is known.
    text: &'a str,
    /// The lines of the file above `text`.
    lines_above: usize,
    pub(crate) signs: Vec<Sign>,
}

/// A character as it is printed, with what was typed for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sign {
    /// Its bytes in the text.
    pub(crate) range: Range<usize>,
    /// None of an escape or a template tag, which may print anything.
    pub(crate) character: Option<char>,
}

/// The marks that TOML strings stand between, longer ones first.
const DELIMITERS: [&str; 4] = ["\"\"\"", "'''", "\"", "'"];

/// The tags of a template.
const TAGS: [(&str, &str); 3] = [("{{", "}}"), ("{%", "%}"), ("{#", "#}")];

impl<'a> TypedString<'a> {
    /// The string at `place`, which may lie in another file than `source`: there only a string of
    /// one line is found, since no more of the file is known.
    pub(crate) fn at(source: SourceFile<'a>, place: &'a Place) -> Option<Self> {
        let own = place.file == source.path;
        let (text, start) = if own {
            (source.text, offset(source.text, place))
        } else {
            (place.excerpt.as_str(), place.span.start)
        };
        let lines_above = if own { 0 } else { place.line - 1 };
        let signs = signs(text, content(text, start)?);
        Some(Self { file: &place.file, text, lines_above, signs })
    }

    /// The place of some of its bytes.
    pub(crate) fn place(&self, range: Range<usize>) -> Place {
        let place = Place::new(self.file, self.text, range);
        Place { line: place.line + self.lines_above, ..place }
    }

    /// Some of its bytes.
    pub(crate) fn typed(&self, range: Range<usize>) -> &'a str {
        self.text.get(range).unwrap_or_default()
    }

    /// The character before a sign, where it is known.
    pub(crate) fn before(&self, index: usize) -> Option<char> {
        self.signs.get(index.checked_sub(1)?)?.character
    }

    /// The character behind a sign, where it is known.
    pub(crate) fn behind(&self, index: usize) -> Option<char> {
        self.signs.get(index + 1)?.character
    }

    /// The bytes round a sign up to the nearest ones on either side that end a word.
    pub(crate) fn word(&self, index: usize, ends: impl Fn(Option<char>) -> bool) -> Range<usize> {
        let within = |sign: &&Sign| !ends(sign.character);
        let first = self.signs[..index].iter().rev().take_while(within).last();
        let last = self.signs[index + 1..].iter().take_while(within).last();
        let (first, last) =
            (first.unwrap_or(&self.signs[index]), last.unwrap_or(&self.signs[index]));
        first.range.start..last.range.end
    }
}

/// What stands between the delimiters of the string that begins at `start`.
fn content(text: &str, start: usize) -> Option<Range<usize>> {
    let delimiter = DELIMITERS.into_iter().find(|mark| text[start..].starts_with(mark))?;
    let is_one_line = delimiter.len() == 1;
    let begin = start + delimiter.len();
    let mut at = begin;
    while let Some(character) = text[at..].chars().next() {
        // Two more marks may stand right before the three that end a string of several lines.
        let ends = text[at..].starts_with(delimiter)
            && (is_one_line || !text[at + 1..].starts_with(delimiter));
        if ends {
            return Some(begin..at);
        }
        if is_one_line && character == '\n' {
            return None;
        }
        let is_escape = character == '\\' && delimiter.starts_with('"');
        let escaped = text[at + character.len_utf8()..].chars().next().filter(|_| is_escape);
        at += character.len_utf8() + escaped.map_or(0, char::len_utf8);
    }
    None
}

fn signs(text: &str, content: Range<usize>) -> Vec<Sign> {
    let is_basic = text[..content.start].ends_with('"');
    let mut signs = Vec::new();
    let mut at = content.start;
    while let Some(first) = text[at..content.end].chars().next() {
        let rest = &text[at..content.end];
        let (length, character) = if let Some(length) = tag(rest) {
            (length, None)
        } else if first == '\\' && is_basic {
            escape(rest)
        } else {
            (first.len_utf8(), Some(first))
        };
        signs.push(Sign { range: at..at + length, character });
        at += length;
    }
    signs
}

/// The length of the tag that a text begins with; one that nothing closes goes on to the end.
fn tag(text: &str) -> Option<usize> {
    let (_, close) = TAGS.iter().find(|(open, _)| text.starts_with(open))?;
    Some(text.find(close).map_or(text.len(), |at| at + close.len()))
}

/// The length of an escape, and the quotation mark that it stands for.
fn escape(text: &str) -> (usize, Option<char>) {
    let Some(kind) = text.chars().nth(1) else { return (text.len(), None) };
    let digits = match kind {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        _ => 0,
    };
    let length = 1 + kind.len_utf8() + digits;
    (length.min(text.len()), (kind == '"').then_some(kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(toml: &str) -> Option<String> {
        let content = content(toml, 0)?;
        let signs = signs(toml, content);
        Some(signs.into_iter().map(|sign| sign.character.unwrap_or('·')).collect())
    }

    #[test]
    fn escapes_and_tags_are_told_apart_from_what_prints_as_typed() {
        let signs = |toml: &str| read(toml).unwrap();
        assert_eq!(signs(r#""a\u2019s \"b\" \n'c" # d"#), "a·s \"b\" ·'c");
        assert_eq!(signs(r#"'a\n "b" {% if x %}c{% endif %}', 1"#), "a\\n \"b\" ·c·");
        assert_eq!(signs(r#""{{ x | default(\"a's\") }}'s {{ y""#), "·'s ·");
        assert_eq!(signs("\"\"\"\na \"b\"\n\"c\"\"\"\" "), "\na \"b\"\n\"c\"");
        assert_eq!(signs("'''it's'''"), "it's");
        assert_eq!(signs("\"\""), "");
        assert_eq!(signs(r#""é\\" "f""#), "é·");
    }

    #[test]
    fn what_is_no_whole_string_is_none() {
        for toml in ["12", "[\"a\"]", "\"a", "'a\nb'", "\"\"\"a\"\"", ""] {
            assert_eq!(read(toml), None, "{toml}");
        }
    }
}
