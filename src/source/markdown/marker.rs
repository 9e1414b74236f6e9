//! Markers of ordered lists, and which of them make up one list.

use crate::model::{Delimiter, Enumerator, Numbering};

/// CommonMark takes numbers of up to nine digits; a marker is replaced by one that is as long.
const LONGEST_NUMBER: usize = 9;

/// The marker of an ordered list's item as it is written: `(A)`, `iv.`, `3)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Marker {
    label: String,
    delimiter: Delimiter,
}

impl Marker {
    /// The marker at the start of `text`, whatever follows it.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let (inner, opened) = match text.strip_prefix('(') {
            Some(inner) => (inner, true),
            None => (text, false),
        };
        let end = inner
            .bytes()
            .take(LONGEST_NUMBER + 1)
            .position(|byte| !byte.is_ascii_alphanumeric())
            .filter(|end| *end > 0)?;
        let delimiter = match (opened, inner.as_bytes()[end]) {
            (true, b')') => Delimiter::Parentheses,
            (false, b')') => Delimiter::Parenthesis,
            (false, b'.') => Delimiter::Period,
            _ => return None,
        };
        let marker = Self { label: inner[..end].to_owned(), delimiter };
        let fits = marker.len() <= LONGEST_NUMBER + 1;
        (fits && !marker.readings().is_empty()).then_some(marker)
    }

    /// Its length in bytes, which is also its width.
    pub(crate) fn len(&self) -> usize {
        self.label.len() + if self.delimiter == Delimiter::Parentheses { 2 } else { 1 }
    }

    /// Whether CommonMark knows markers like it.
    pub(crate) fn common(&self) -> bool {
        self.decimal().is_some() && self.delimiter != Delimiter::Parentheses
    }

    /// Whether it is the first of its sequence: `(a)`, `1.`, `I)`.
    pub(crate) fn first(&self) -> bool {
        matches!(self.label.as_str(), "a" | "A" | "i" | "I") || self.decimal() == Some(1)
    }

    /// Whether it looks like an initial, as in `E. Roe`.
    pub(crate) fn initial(&self) -> bool {
        self.delimiter == Delimiter::Period
            && self.label.len() == 1
            && self.label.bytes().all(|byte| byte.is_ascii_uppercase())
    }

    /// Whether it reads like a year in brackets.
    fn year(&self) -> bool {
        self.label.len() == 4 && self.decimal().is_some()
    }

    /// A marker of the same length, for the first item of a list, that CommonMark knows.
    pub(crate) fn replacement(&self) -> String {
        let delimiter = if self.delimiter == Delimiter::Period { '.' } else { ')' };
        format!("{:0>width$}{delimiter}", 1, width = self.len() - 1)
    }

    fn decimal(&self) -> Option<u32> {
        self.label.bytes().all(|byte| byte.is_ascii_digit()).then(|| self.label.parse().ok())?
    }

    fn letter(&self) -> Option<(Numbering, u32)> {
        match self.label.as_bytes() {
            [letter @ b'a'..=b'z'] => Some((Numbering::LowerAlpha, u32::from(letter - b'a') + 1)),
            [letter @ b'A'..=b'Z'] => Some((Numbering::UpperAlpha, u32::from(letter - b'A') + 1)),
            _ => None,
        }
    }

    fn roman(&self) -> Option<(Numbering, u32)> {
        let numbering = match self.label.bytes().next()? {
            b'A'..=b'Z' => Numbering::UpperRoman,
            _ => Numbering::LowerRoman,
        };
        let mut value = 0;
        let mut greatest = 0;
        for digit in self.label.bytes().rev() {
            let digit = match digit.to_ascii_lowercase() {
                b'i' => 1,
                b'v' => 5,
                b'x' => 10,
                b'l' => 50,
                b'c' => 100,
                b'd' => 500,
                b'm' => 1000,
                _ => return None,
            };
            if digit < greatest {
                value -= digit;
            } else {
                value += digit;
                greatest = digit;
            }
        }
        let number = u32::try_from(value).ok()?;
        (numbering.ordinal(u64::from(number)) == self.label).then_some((numbering, number))
    }

    /// What it may be the first marker of, the likeliest first: a lone `i` is roman, any other
    /// single letter a letter unless what follows says otherwise.
    fn readings(&self) -> Vec<(Numbering, u32)> {
        if let Some(number) = self.decimal() {
            return vec![(Numbering::Decimal, number)];
        }
        match (self.letter(), self.roman()) {
            (Some(_), Some(roman)) if roman.1 == 1 => vec![roman],
            (letter, roman) => letter.into_iter().chain(roman).collect(),
        }
    }
}

/// The markers of one list, as far as they were seen.
#[derive(Clone, Debug)]
pub(crate) struct Sequence {
    delimiter: Delimiter,
    /// How the first marker may be read, the likeliest first.
    readings: Vec<(Numbering, u32)>,
    items: u32,
}

impl Sequence {
    /// The list that a marker begins.
    pub(crate) fn begin(marker: &Marker) -> Self {
        Self { delimiter: marker.delimiter, readings: marker.readings(), items: 1 }
    }

    /// Whether an item with a marker, or none if it has a bullet, goes on with a list; the list then
    /// holds it.
    pub(crate) fn continues(list: &mut Option<Self>, marker: Option<&Marker>) -> bool {
        match (list, marker) {
            (Some(sequence), Some(marker)) => sequence.take(marker),
            (list, marker) => list.is_none() && marker.is_none(),
        }
    }

    /// Takes a marker into the list; `false` if it belongs to another.
    pub(crate) fn take(&mut self, marker: &Marker) -> bool {
        let fitting = self.fitting(marker);
        if fitting.is_empty() {
            return false;
        }
        self.readings = fitting;
        self.items = self.items.saturating_add(1);
        true
    }

    /// Whether a marker at the start of a line right after an item's text goes on with the list: a
    /// bracketed year does only where its turn has come.
    pub(crate) fn goes_on(&self, marker: &Marker) -> bool {
        let due = |start: u32| marker.decimal() == Some(start.saturating_add(self.items));
        let fitting = self.fitting(marker);
        !fitting.is_empty() && (!marker.year() || fitting.iter().any(|(_, start)| due(*start)))
    }

    fn fitting(&self, marker: &Marker) -> Vec<(Numbering, u32)> {
        if marker.delimiter != self.delimiter {
            return Vec::new();
        }
        let open = self.readings.len() > 1;
        self.readings
            .iter()
            .filter(|(numbering, start)| match numbering {
                Numbering::Decimal => marker.decimal().is_some(),
                Numbering::LowerAlpha | Numbering::UpperAlpha => {
                    marker.letter().is_some_and(|(letters, _)| letters == *numbering)
                }
                Numbering::LowerRoman | Numbering::UpperRoman => {
                    marker.roman().is_some_and(|(numerals, number)| {
                        numerals == *numbering && (!open || number == start + 1)
                    })
                }
            })
            .copied()
            .collect()
    }

    /// How the list is marked.
    pub(crate) fn enumerator(&self) -> Enumerator {
        let (numbering, start) = self.readings.first().copied().unwrap_or((Numbering::Decimal, 1));
        Enumerator::Ordered { numbering, delimiter: self.delimiter, start }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(markers: &[&str]) -> (Vec<String>, Enumerator) {
        let read = |text: &str| Marker::read(text).unwrap();
        let mut sequence = Sequence::begin(&read(markers[0]));
        let others = markers[1..].iter().filter(|marker| !sequence.take(&read(marker)));
        (others.map(|marker| (*marker).to_owned()).collect(), sequence.enumerator())
    }

    fn ordered(numbering: Numbering, delimiter: Delimiter, start: u32) -> Enumerator {
        Enumerator::Ordered { numbering, delimiter, start }
    }

    #[test]
    fn markers_are_numbers_letters_and_roman_numerals() {
        for marker in ["(A)", "A.", "a)", "(iv)", "XIV.", "1)", "(12)", "xviii.", "999999999."] {
            assert_eq!(Marker::read(marker).map(|marker| marker.len()), Some(marker.len()));
        }
        for none in ["(CSOs)", "(", "()", "(A", "(A.", "ab)", "iiii.", "(1a)", "1234567890.", "é)"]
        {
            assert_eq!(Marker::read(none), None, "{none}");
        }
    }

    #[test]
    fn a_replacement_is_as_long_and_counts_as_one() {
        let replacement = |text| Marker::read(text).unwrap().replacement();
        assert_eq!(replacement("(A)"), "01)");
        assert_eq!(replacement("xviii."), "00001.");
        assert_eq!(replacement("b)"), "1)");
    }

    #[test]
    fn a_single_letter_is_roman_where_pandoc_says_so() {
        use Delimiter::{Parentheses, Period};
        let roman = |start| ordered(Numbering::LowerRoman, Parentheses, start);
        let alpha = |start| ordered(Numbering::LowerAlpha, Parentheses, start);
        assert_eq!(list(&["(i)"]), (vec![], roman(1)));
        assert_eq!(list(&["(i)", "(ii)", "(v)"]), (vec![], roman(1)));
        assert_eq!(list(&["(i)", "(j)"]), (vec!["(j)".to_owned()], roman(1)));
        assert_eq!(list(&["(h)", "(i)", "(j)"]), (vec![], alpha(8)));
        assert_eq!(list(&["(c)"]), (vec![], alpha(3)));
        assert_eq!(list(&["(c)", "(d)"]), (vec![], alpha(3)));
        assert_eq!(list(&["(v)", "(vi)"]), (vec![], roman(5)));
        assert_eq!(list(&["I.", "II."]), (vec![], ordered(Numbering::UpperRoman, Period, 1)));
    }

    #[test]
    fn another_style_or_delimiter_is_another_list() {
        for (one, other) in [("(A)", "(a)"), ("(A)", "A."), ("1.", "1)"), ("(1)", "(a)")] {
            assert_eq!(list(&[one, other]).0, [other]);
        }
    }

    #[test]
    fn a_bracketed_year_goes_on_only_in_its_turn() {
        let sequence = |text| Sequence::begin(&Marker::read(text).unwrap());
        let goes_on = |first, next| sequence(first).goes_on(&Marker::read(next).unwrap());
        assert!(goes_on("(1)", "(2)") && goes_on("(2018)", "(2019)") && goes_on("(1)", "(1)"));
        assert!(!goes_on("(1)", "(2019)"));
    }
}
