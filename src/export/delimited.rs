//! Comma-separated values that a spreadsheet opens without running any of them.

use crate::signatories::Sheet;

/// What makes a spreadsheet take a cell for a formula (OWASP, CSV injection), full-width forms
/// among them.
const TRIGGERS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// The rows by RFC 4180, with the columns' names in the first: UTF-8 without a mark, lines ended by
/// LF.
///
/// What a spreadsheet would run gets an apostrophe before it, also a telephone number, since `+82`
/// would lose its sign.
pub(crate) fn csv(sheet: &Sheet<'_>) -> String {
    let mut csv = String::new();
    push_record(&mut csv, sheet.columns().iter().copied());
    for row in sheet.rows() {
        push_record(&mut csv, sheet.cells(*row));
    }
    csv
}

fn push_record<'a>(csv: &mut String, cells: impl Iterator<Item = &'a str>) {
    for (index, cell) in cells.enumerate() {
        if index > 0 {
            csv.push(',');
        }
        push_cell(csv, cell);
    }
    csv.push('\n');
}

fn push_cell(csv: &mut String, cell: &str) {
    let is_quoted = cell.contains(['"', ',', ';', '\t', '\r', '\n']);
    if is_quoted {
        csv.push('"');
    }
    // Where a semicolon or a tab parts cells, as in many locales, the quotes do not hold.
    let mut begins = true;
    for character in cell.chars() {
        if begins && TRIGGERS.contains(&character) {
            csv.push('\'');
        }
        match character {
            '"' => csv.push_str("\"\""),
            _ => csv.push(character),
        }
        begins =
            matches!(character, ';' | '\t' | '\r' | '\n') || (begins && character.is_whitespace());
    }
    if is_quoted {
        csv.push('"');
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cell(value: &str) -> String {
        let mut csv = String::new();
        push_cell(&mut csv, value);
        csv
    }

    #[test]
    fn nothing_that_a_spreadsheet_would_run_begins_a_cell() {
        assert_eq!(cell("=HYPERLINK(1)"), "'=HYPERLINK(1)");
        assert_eq!(cell("+82 2 123"), "'+82 2 123");
        assert_eq!(cell(" \u{3000}@x"), " \u{3000}'@x");
        assert_eq!(cell("－1"), "'－1");
        assert_eq!(cell("a;=b;\"\t-c"), "\"a;'=b;\"\"\t'-c\"");
    }

    #[test]
    fn all_else_stays_as_it_is() {
        assert_eq!(cell("Jean-Luc + Cie = 1 @ x"), "Jean-Luc + Cie = 1 @ x");
        assert_eq!(cell("a, \"b\""), "\"a, \"\"b\"\"\"");
        assert_eq!(cell("007"), "007");
        assert_eq!(cell(""), "");
    }

    proptest! {
        #[test]
        fn a_cell_read_back_is_itself_but_for_apostrophes(value in "[^\u{0}]{0,12}") {
            let written = cell(&value);
            let inner = match written.strip_prefix('"') {
                Some(rest) => rest.strip_suffix('"').unwrap().replace("\"\"", "\""),
                None => written,
            };
            let bare = |text: &str| text.replace('\'', "");
            prop_assert_eq!(bare(&inner), bare(&value));
            let begin = inner.split([';', '\t', '\r', '\n']).map(str::trim_start);
            prop_assert!(begin.clone().all(|part| !part.starts_with(TRIGGERS)));
        }
    }
}
