//! Demands whose markers skip one: `(A)`, `(B)`, `(D)`. Whoever answers the letter will miss (C).

use std::collections::BTreeMap;

use crate::check::Checked;
use crate::check::locate::{Locator, stretch};
use crate::diagnostic::{Diagnostic, Place};
use crate::model::{Block, Delimiter, Enumerator, List, Numbering};

/// Lists that neither begin anew nor go on where the one before of their kind ended, and markers
/// in the source that are printed as another.
pub(crate) fn skips(checked: &Checked<'_>) -> Vec<Diagnostic> {
    let mut ends = Ends::new();
    let mut findings = Vec::new();
    let places = &checked.places.blocks;
    for (index, block) in checked.letter.body.iter().enumerate() {
        let (Block::List(list), Some(place)) = (block, places.get(index)) else { continue };
        let next = places.get(index + 1);
        let mut skips = Vec::new();
        follow(list, 0, &mut ends, &mut skips);
        let mut locator = Locator::new(checked.source, Some(place), next);
        for skip in skips {
            let place = locator.place(&skip.marker).unwrap_or_else(|| place.clone());
            findings.push(skip.finding().at(place));
        }
        let stretch = stretch(checked.source, place, next);
        let renumbered = renumbered(list, &checked.source.text[stretch.clone()]);
        if !renumbered.is_empty() {
            // With what the lists are meant to end is not known.
            for end in ends.values_mut() {
                *end = None;
            }
        }
        for (marker, printed) in renumbered {
            let message = format!("`{}` is printed as `{printed}`", marker.text);
            let start = stretch.start + marker.start;
            let range = start..start + marker.text.len();
            findings.push(
                Diagnostic::warning("marker-skips", message)
                    .at(Place::new(checked.source.path, checked.source.text, range))
                    .help("number the items without a gap"),
            );
        }
    }
    findings
}

/// A list that begins where it should not.
struct Skip {
    /// Its first marker.
    marker: String,
    /// The last marker before of its kind.
    before: Option<String>,
}

impl Skip {
    fn finding(&self) -> Diagnostic {
        let marker = &self.marker;
        let (message, help) = match &self.before {
            Some(before) => {
                (format!("`{marker}` follows `{before}`"), "number the items without a gap")
            }
            None => (
                format!("the list begins with `{marker}`"),
                "the first item of a list needs a blank line above it",
            ),
        };
        Diagnostic::warning("marker-skips", message).help(help)
    }
}

/// How deep a list stands, and how it is marked: lists alike in both go on with each other.
type Series = (usize, &'static str, &'static str);

/// The ordinal and the marker with which each series last ended; none where that is not known.
type Ends = BTreeMap<Series, Option<(u32, String)>>;

fn follow(list: &List, depth: usize, ends: &mut Ends, skips: &mut Vec<Skip>) {
    let count = u32::try_from(list.items.len()).unwrap_or(u32::MAX);
    if let Enumerator::Ordered { numbering, delimiter, start } = list.enumerator {
        let (numbering, start) = in_context(numbering, delimiter, start, depth, ends);
        let series = series(depth, numbering, delimiter);
        let enumerator = Enumerator::Ordered { numbering, delimiter, start };
        let marker = |index: u32| enumerator.marker(index as usize).unwrap_or_default();
        let is_skip = match ends.get(&series) {
            Some(Some((ordinal, _))) => ordinal.checked_add(1) != Some(start),
            Some(None) => false,
            None => true,
        };
        if start > 1 && is_skip {
            let before = ends.get(&series).cloned().flatten().map(|(_, marker)| marker);
            skips.push(Skip { marker: marker(0), before });
        }
        let end = count.saturating_sub(1);
        ends.insert(series, Some((start.saturating_add(end), marker(end))));
    }
    for block in list.items.iter().flatten() {
        if let Block::List(inner) = block {
            follow(inner, depth + 1, ends, skips);
        }
    }
}

/// A lone `(i)` is a roman one, unless a list of letters has come to `(h)`.
fn in_context(
    numbering: Numbering,
    delimiter: Delimiter,
    start: u32,
    depth: usize,
    ends: &Ends,
) -> (Numbering, u32) {
    const H: u32 = 8;
    let letters = match numbering {
        Numbering::LowerRoman => Numbering::LowerAlpha,
        Numbering::UpperRoman => Numbering::UpperAlpha,
        _ => return (numbering, start),
    };
    match ends.get(&series(depth, letters, delimiter)) {
        Some(Some((H, _))) if start == 1 => (letters, H + 1),
        _ => (numbering, start),
    }
}

fn series(depth: usize, numbering: Numbering, delimiter: Delimiter) -> Series {
    let numbering = match numbering {
        Numbering::Decimal => "1",
        Numbering::LowerAlpha => "a",
        Numbering::UpperAlpha => "A",
        Numbering::LowerRoman => "i",
        Numbering::UpperRoman => "I",
    };
    let delimiter = match delimiter {
        Delimiter::Period => ".",
        Delimiter::Parenthesis => ")",
        Delimiter::Parentheses => "()",
    };
    (depth, numbering, delimiter)
}

/// A marker as it is written.
struct Written<'a> {
    text: &'a str,
    /// The byte at which it begins.
    start: usize,
}

/// Markers of a list that its source writes otherwise than they are printed, each with what is
/// printed. Numbers that are all the same leave the counting to the program.
fn renumbered<'a>(list: &List, source: &'a str) -> Vec<(Written<'a>, String)> {
    let mut printed = Printed::default();
    printed.push(list);
    let written = written(source);
    if written.len() != printed.markers.len() {
        return Vec::new();
    }
    let mut lists = vec![Vec::new(); printed.lists];
    for (marker, (_, list)) in written.iter().zip(&printed.markers) {
        lists[*list].push(marker.text);
    }
    let is_counted = |list: usize| {
        let same = lists[list].iter().all(|marker| *marker == lists[list][0]);
        same && lists[list][0].starts_with(|first: char| first.is_ascii_digit())
    };
    let pairs = written.into_iter().zip(printed.markers);
    pairs
        .filter(|(written, (printed, list))| written.text != printed && !is_counted(*list))
        .map(|(written, (printed, _))| (written, printed))
        .collect()
}

/// The markers of a list and of those within it, in the order of reading.
#[derive(Default)]
struct Printed {
    /// Each with the number of its list.
    markers: Vec<(String, usize)>,
    lists: usize,
}

impl Printed {
    fn push(&mut self, list: &List) {
        let number = self.lists;
        self.lists += 1;
        for (index, item) in list.items.iter().enumerate() {
            self.markers.extend(list.enumerator.marker(index).map(|marker| (marker, number)));
            self.push_all(item);
        }
    }

    fn push_all(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::List(list) => self.push(list),
                Block::Quotation(blocks) => self.push_all(blocks),
                _ => {}
            }
        }
    }
}

/// The markers at the starts of lines, several on one where items open at once.
fn written(source: &str) -> Vec<Written<'_>> {
    let mut markers = Vec::new();
    let mut line_start = 0;
    for line in source.split_inclusive('\n') {
        let mut rest = line;
        loop {
            rest = rest.trim_start_matches(|character: char| {
                character.is_whitespace() || matches!(character, '>' | '-' | '*' | '+')
            });
            let text = &rest[..rest.find(char::is_whitespace).unwrap_or(rest.len())];
            if !is_marker(text) {
                break;
            }
            markers.push(Written { text, start: line_start + line.len() - rest.len() });
            rest = &rest[text.len()..];
        }
        line_start += line.len();
    }
    markers
}

/// Whether a word looks like the marker of a list.
fn is_marker(word: &str) -> bool {
    let inner = word.strip_prefix('(').unwrap_or(word);
    let closed =
        inner.strip_suffix(')').or_else(|| inner.strip_suffix('.').filter(|_| inner == word));
    closed.is_some_and(|label| {
        let number = label.bytes().all(|byte| byte.is_ascii_digit());
        let letters = label.bytes().all(|byte| byte.is_ascii_alphabetic());
        !label.is_empty()
            && label.len() <= 9
            && (number || letters && (label.len() == 1 || is_roman(label)))
    })
}

fn is_roman(label: &str) -> bool {
    label.bytes().all(|byte| b"ivxlcdm".contains(&byte))
        || label.bytes().all(|byte| b"IVXLCDM".contains(&byte))
}

#[cfg(test)]
mod tests {
    use crate::check::letter::tests::found_in_body;

    #[test]
    fn a_marker_that_the_letter_prints_as_another_is_found() {
        assert_eq!(
            found_in_body("(A) one\n\n(B) two\n    1. x\n    2. y\n\n(D) three\n"),
            ["12:1 marker-skips: `(D)` is printed as `(C)`"]
        );
        assert_eq!(
            found_in_body("1. one\n   1. x\n   1. y\n2. two\n2. three\n"),
            ["10:1 marker-skips: `2.` is printed as `3.`"]
        );
    }

    #[test]
    fn behind_a_renumbered_list_no_list_skips() {
        assert_eq!(
            found_in_body("(A) one\n\n(C) two\n\nMore:\n\n(D) three\n"),
            ["8:1 marker-skips: `(C)` is printed as `(B)`"]
        );
    }

    #[test]
    fn a_list_that_goes_on_behind_a_gap_is_found() {
        assert_eq!(
            found_in_body("1. one\n2. two\n\nMore:\n\n4. four\n\nAnd:\n\n5. five\n"),
            ["11:1 marker-skips: `4.` follows `2.`"]
        );
        assert_eq!(
            found_in_body("We ask to:\n(A) one\n\n(B) two\n"),
            ["9:1 marker-skips: the list begins with `(B)`"]
        );
    }

    #[test]
    fn lists_may_go_on_begin_anew_and_leave_the_counting_to_the_program() {
        for body in [
            "1. one\n2. two\n\nMore:\n\n3. three\n\nAnew:\n\n1. one\n",
            "(A) one\n\n(B) two\n\nAnew:\n\n(A) one\n",
            "1. one\n1. two\n1. three\n\nMore:\n\n4. four\n",
            "(g) x\n\nor\n\n(a) x\n(b) x\n(c) x\n(d) x\n(e) x\n(f) x\n(g) x\n(h) x\n\nand\n\n(i) x\n\nand\n\n(j) x\n",
            "1. (a) one\n   (b) two\n\n   wrapped\n   (CSOs) text\n2. (a) one\n",
            "- (i) one\n  (ii) two\n- three\n",
            "> 3. as the law says\n",
            "{% for demand in ['a', 'b'] %}({{ ['A', 'B'][loop.index0] }}) {{ demand }}\n\n{% endfor %}\n",
        ] {
            let found = found_in_body(body);
            let expected = body
                .starts_with("(g)")
                .then(|| "6:1 marker-skips: the list begins with `(g)`".to_owned());
            assert_eq!(found, Vec::from_iter(expected), "{body}");
        }
    }
}
