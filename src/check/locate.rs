//! Where in its source a piece of the printed letter stands.

use std::ops::Range;

use crate::diagnostic::Place;
use crate::source::SourceFile;

/// Looks for printed words in the part of the source that printed them, from the first on.
pub(crate) struct Locator<'a> {
    source: SourceFile<'a>,
    part: Option<&'a Place>,
    /// What of the part is still to be looked through.
    rest: Range<usize>,
}

impl<'a> Locator<'a> {
    /// Looks in what begins at `part` and ends where `next` begins, or the file does.
    pub(crate) fn new(
        source: SourceFile<'a>,
        part: Option<&'a Place>,
        next: Option<&Place>,
    ) -> Self {
        let rest = match part {
            Some(part) => stretch(source, part, next),
            None => 0..source.text.len(),
        };
        Self { source, part, rest }
    }

    /// The place of the words: in the part, else anywhere in the file, as a value may stand; else
    /// the part as a whole.
    pub(crate) fn place(&mut self, words: &str) -> Option<Place> {
        let text = self.source.text;
        if let Some(found) = find(&text[self.rest.clone()], words) {
            let found = self.rest.start + found.start..self.rest.start + found.end;
            self.rest.start = found.end;
            return Some(Place::new(self.source.path, text, found));
        }
        let part = self.part?;
        if part.file == self.source.path
            && let Some(found) = find(text, words)
        {
            return Some(Place::new(self.source.path, text, found));
        }
        Some(within(part, words).unwrap_or_else(|| part.clone()))
    }
}

/// The bytes of the source from one place to the next, or to the end; none of a place in another
/// file.
pub(crate) fn stretch(source: SourceFile<'_>, from: &Place, to: Option<&Place>) -> Range<usize> {
    if from.file != source.path {
        return 0..0;
    }
    let start = offset(source.text, from);
    let end = to.filter(|to| to.file == source.path).map(|to| offset(source.text, to));
    start..end.filter(|end| *end >= start).unwrap_or(source.text.len())
}

/// The part of a place that holds the words.
fn within(place: &Place, words: &str) -> Option<Place> {
    Some(place.narrowed(find(place.shown(), words)?))
}

/// The bytes at which a place begins.
pub(crate) fn offset(text: &str, place: &Place) -> usize {
    let line: usize =
        text.split_inclusive('\n').take(place.line.saturating_sub(1)).map(str::len).sum();
    let before = text[line..].chars().take(place.column.saturating_sub(1));
    line + before.map(char::len_utf8).sum::<usize>()
}

/// The bytes of the words, whatever white space stands between them: a line may end there.
fn find(text: &str, words: &str) -> Option<Range<usize>> {
    let mut words = words.split_whitespace();
    let first = words.next()?;
    text.match_indices(first).find_map(|(start, _)| {
        let mut end = start + first.len();
        for word in words.clone() {
            let rest = text[end..].trim_start();
            if rest.len() == text[end..].len() || !rest.starts_with(word) {
                return None;
            }
            end = text.len() - rest.len() + word.len();
        }
        Some(start..end)
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn words_are_found_over_the_end_of_a_line_each_once() {
        let path = Path::new("x.md");
        let text = "a [the\n  name], b\n\n[the name] and [the name]\n";
        let block = Place::new(path, text, 19..20);
        let source = SourceFile { path, text };
        let mut second = Locator::new(source, Some(&block), None);
        let place = |locator: &mut Locator<'_>| {
            locator.place("[the name]").map(|place| (place.line, place.column))
        };
        assert_eq!(place(&mut second), Some((4, 1)));
        assert_eq!(place(&mut second), Some((4, 16)));
        assert_eq!(place(&mut Locator::new(source, None, None)), Some((1, 3)));
    }

    #[test]
    fn words_of_a_value_are_found_where_the_value_stands_else_at_what_prints_it() {
        let path = Path::new("x.md");
        let text = "x = \"TODO\"\n\n{{ x }} {{ y }}\n";
        let block = Place::new(path, text, 12..27);
        let source = SourceFile { path, text };
        let mut locator = Locator::new(source, Some(&block), None);
        assert_eq!(locator.place("TODO").map(|place| place.line), Some(1));
        assert_eq!(locator.place("TBD"), Some(block));
    }

    #[test]
    fn a_place_in_another_file_is_narrowed_within_its_line() {
        let source = SourceFile { path: Path::new("x.md"), text: "TODO\n" };
        let other = Place::new(Path::new("y.toml"), "close = \"Ö TODO\"\n", 8..17);
        let place = Locator::new(source, Some(&other), None).place("TODO").unwrap();
        assert_eq!((place.line, place.column), (1, 12));
        assert_eq!(&place.excerpt[place.span], "TODO");
    }
}
