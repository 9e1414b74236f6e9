//! Columns of figures, which stand one under the other by their last digits.

use crate::model::Alignment;
use crate::typeset::table::Cell;

/// How a column is aligned: as its source says, but to the end where that says nothing and all its
/// cells are numbers of unlike length.
pub(crate) fn alignment<'c, 'b: 'c, 'a: 'b>(
    given: Alignment,
    cells: impl Iterator<Item = &'c Cell<'b, 'a>>,
) -> Alignment {
    if given != Alignment::Start {
        return given;
    }
    let mut lengths: Vec<usize> = Vec::new();
    for cell in cells {
        let text = cell.text();
        let text = text.trim();
        if !text.is_empty() && !is_number(text) {
            return given;
        }
        if !text.is_empty() {
            lengths.push(text.chars().count());
        }
    }
    if lengths.windows(2).any(|two| two[0] != two[1]) { Alignment::End } else { given }
}

/// Digits with what groups them, with a sign, a currency or a per cent: `$ 1,170.50`, `−3`, `12 %`.
fn is_number(text: &str) -> bool {
    let sign = |c: char| {
        matches!(c, '+' | '-' | '−' | '±' | '~' | '<' | '>' | '≈' | '%' | '‰')
            || matches!(c, '$' | '€' | '£' | '¥' | '₩' | '₹' | '₽' | '₺' | '₴' | '₪')
            || c.is_whitespace()
    };
    let digits = text.trim_matches(sign);
    digits.starts_with(char::is_numeric)
        && digits.ends_with(char::is_numeric)
        && digits.chars().all(|c| {
            c.is_numeric() || matches!(c, '.' | ',' | '\'' | '’' | '٬' | '٫') || c.is_whitespace()
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn aligned(given: Alignment, cells: &[&str]) -> Alignment {
        let cells: Vec<Cell<'_, '_>> = cells.iter().map(|text| Cell::Plain(text)).collect();
        alignment(given, cells.iter())
    }

    #[test]
    fn numbers_of_unlike_length_stand_at_the_end() {
        assert_eq!(aligned(Alignment::Start, &["1,170", "7", ""]), Alignment::End);
        assert_eq!(aligned(Alignment::Start, &["$ 11.50", "−3 %", "1 170"]), Alignment::End);
        assert_eq!(aligned(Alignment::Center, &["1,170", "7"]), Alignment::Center);
    }

    #[test]
    fn years_dates_and_words_stand_where_they_did() {
        for cells in [&["1974", "1999"][..], &["2022-08-02", "3"], &["7", "none"], &["", ""]] {
            assert_eq!(aligned(Alignment::Start, cells), Alignment::Start, "{cells:?}");
        }
    }
}
