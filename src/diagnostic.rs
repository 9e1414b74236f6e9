//! A problem in the user's text: how grave, of what kind, where, and what to do about it.

use std::ops::Range;
use std::path::{Path, PathBuf};

/// How grave a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; nothing fails for it.
    Note,
    /// Should be looked at before the letter goes out.
    Warning,
    /// Nothing can be made of the text.
    Error,
}

/// A stretch of one line in a file of the user's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file as it is to be shown: relative to the project where it lies in it.
    pub file: PathBuf,
    /// Counted from 1.
    pub line: usize,
    /// In characters, counted from 1.
    pub column: usize,
    /// The line itself, without its end; other cells of a list as `…`, since they may be private.
    /// Empty where nothing may be shown.
    pub excerpt: String,
    /// The bytes of `excerpt` that are meant; never past its end.
    pub span: Range<usize>,
}

impl Place {
    /// The place of `range` (bytes of `text`, the whole file); of a range over several lines, the
    /// part in its first line.
    pub fn new(file: &Path, text: &str, range: Range<usize>) -> Self {
        let start = floor_boundary(text, range.start);
        let end = floor_boundary(text, range.end).max(start);
        let line = text[..start].matches('\n').count() + 1;
        Self::on_line(file, text, line, start..end)
    }

    /// The same for who knows the line on which `range` begins.
    pub fn on_line(file: &Path, text: &str, line: usize, range: Range<usize>) -> Self {
        let start = floor_boundary(text, range.start);
        let end = floor_boundary(text, range.end).max(start);
        let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |newline| start + newline);
        let excerpt = text[line_start..line_end].trim_end_matches('\r');
        let within = |offset: usize| (offset - line_start).min(excerpt.len());
        Self {
            file: file.to_owned(),
            line,
            column: text[line_start..start].chars().count() + 1,
            span: within(start)..within(end),
            excerpt: excerpt.to_owned(),
        }
    }

    /// The letters that are meant; none where nothing may be shown.
    pub fn shown(&self) -> &str {
        self.excerpt.get(self.span.clone()).unwrap_or_default()
    }

    /// The place of a part of what is meant, by its bytes in `shown`.
    #[must_use]
    pub fn narrowed(&self, part: Range<usize>) -> Self {
        let before = self.shown().get(..part.start).unwrap_or_default();
        Self {
            column: self.column + before.chars().count(),
            span: self.span.start + part.start..self.span.start + part.end,
            ..self.clone()
        }
    }

    /// The place of the first of these letters in what is meant, or of all that is meant.
    #[must_use]
    pub fn of_letters(&self, letters: &str) -> Self {
        match self.shown().find(letters) {
            Some(start) => self.narrowed(start..start + letters.len()),
            None => self.clone(),
        }
    }
}

fn floor_boundary(text: &str, offset: usize) -> usize {
    let offset = offset.min(text.len());
    (0..=offset).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// A problem in the user's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How grave it is.
    pub severity: Severity,
    /// Its kind, stable from version to version: `unknown-key`.
    pub code: &'static str,
    /// What is wrong: lower case, no full stop, backquotes round names.
    pub message: String,
    /// Where, if it has a place.
    pub place: Option<Place>,
    /// What to do about it, each a line.
    pub help: Vec<String>,
    /// Replacements that do away with it, where no author could mind them; they belong together.
    pub mends: Vec<Mend>,
}

/// A replacement of a few characters in a file of the user's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mend {
    /// The characters that are replaced.
    pub place: Place,
    /// What comes in their stead.
    pub replacement: String,
}

impl Diagnostic {
    /// An error.
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message)
    }

    /// A warning.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message)
    }

    /// A note.
    pub fn note(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, code, message)
    }

    fn new(severity: Severity, code: &'static str, message: impl Into<String>) -> Self {
        let message = shortened(message.into());
        Self { severity, code, message, place: None, help: Vec::new(), mends: Vec::new() }
    }

    /// The same, at a place, where it is known.
    #[must_use]
    pub fn at(mut self, place: impl Into<Option<Place>>) -> Self {
        self.place = place.into();
        self
    }

    /// The same, with a line on what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// The same, with a replacement that is part of its mend.
    #[must_use]
    pub fn mend(mut self, place: Place, replacement: impl Into<String>) -> Self {
        self.mends.push(Mend { place, replacement: replacement.into() });
        self
    }
}

/// The longest message, in bytes: what it quotes may be a megabyte.
const LONGEST: usize = 400;

/// A message whose middle is left out where it is too long to be read.
fn shortened(message: String) -> String {
    if message.len() <= LONGEST {
        return message;
    }
    let head = floor_boundary(&message, LONGEST / 2);
    let tail = floor_boundary(&message, message.len() - LONGEST / 4);
    format!("{}…{}", &message[..head], &message[tail..])
}

/// The known name that is nearest to one that is not known, if it is near enough to be meant.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known
        .into_iter()
        .map(|candidate| {
            (strsim::jaro_winkler(&name.to_lowercase(), &candidate.to_lowercase()), candidate)
        })
        .filter(|(likeness, _)| *likeness > 0.75)
        .max_by(|(one, _), (other, _)| one.total_cmp(other))
        .map(|(_, candidate)| candidate)
}

/// The line that asks whether the nearest known name was meant, if one is near enough.
pub fn did_you_mean<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(name, known).map(|near| format!("did you mean `{near}`?"))
}

/// Names in backquotes with commas between: `` `name`, `role` ``.
pub fn backquoted<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    names.into_iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// Foreign text made safe to show: characters that cannot be seen, or that reorder or hide what
/// stands beside them, as `U+XXXX`.
pub fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        if unseen(character) {
            shown.push_str(&code_point(character));
        } else {
            shown.push(character);
        }
    }
    shown
}

/// A character by its number: `U+202E`.
pub fn code_point(character: char) -> String {
    format!("U+{:04X}", u32::from(character))
}

/// Whether a character cannot be seen, or reorders or hides what stands beside it: control
/// characters, bidirectional controls, zero-width characters, line and paragraph separators,
/// interlinear and tag characters, and the byte-order mark.
pub fn unseen(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{061C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_counts_lines_from_one_and_columns_in_characters() {
        let place = Place::new(Path::new("x.md"), "eins\r\nzwölf Üben\r\n", 13..18);
        assert_eq!((place.line, place.column), (2, 7));
        assert_eq!(place.excerpt, "zwölf Üben");
        assert_eq!(&place.excerpt[place.span], "Üben");
    }

    #[test]
    fn a_place_past_the_end_is_the_end() {
        let place = Place::new(Path::new("x.md"), "ü", 1..90);
        assert_eq!((place.line, place.column, place.span), (1, 1, 0..2));
    }

    #[test]
    fn the_nearest_name_is_only_named_when_it_is_near() {
        let known = ["salutation", "signatories", "subject"];
        assert_eq!(nearest("salutaion", known), Some("salutation"));
        assert_eq!(nearest("Signatorys", known), Some("signatories"));
        assert_eq!(nearest("zebra", known), None);
    }

    #[test]
    fn a_message_that_quotes_too_much_keeps_its_ends() {
        let said = Diagnostic::error("x", format!("`{}` is no country", "é".repeat(1000))).message;
        assert!(said.len() < 400 && said.starts_with("`éé"), "{said}");
        assert!(said.contains('…') && said.ends_with("` is no country"), "{said}");
    }

    #[test]
    fn what_cannot_be_seen_is_shown_by_number() {
        assert_eq!(visible("a\u{1b}[2Jb\u{202e}c"), "aU+001B[2JbU+202Ec");
    }
}
