//! Taking out of cells what cannot stand in the list, and saying so.

use crate::signatories::form::Form;
use crate::table::is_printable;

/// What is taken out of cells, each with how many cells had it.
#[derive(Debug, Default)]
struct TakenOut {
    line_breaks: usize,
    tabs: usize,
    zero_width: usize,
    soft_hyphens: usize,
    direction: usize,
    controls: usize,
    others: usize,
}

/// A character that is not kept as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unwanted {
    LineBreak,
    Tab,
    ZeroWidth,
    SoftHyphen,
    Direction,
    Control,
    Other,
}

/// The form with every cell and header on one line, without space round it and without characters
/// that cannot be seen; without answers that are empty or the header again, and columns at the end that have neither
/// header nor cell. What was taken out of cells is added to the remarks.
pub(crate) fn clean(mut form: Form) -> Form {
    for header in &mut form.headers {
        if let Some((cleaned, _)) = cleaned(header) {
            *header = cleaned;
        }
    }
    let mut taken_out = TakenOut::default();
    for record in &mut form.records {
        for cell in &mut record.cells {
            if let Some((cleaned, unwanted)) = cleaned(cell) {
                *cell = cleaned;
                taken_out.count(&unwanted);
            }
        }
    }
    form.records.retain(|record| record.cells.iter().any(|cell| !cell.is_empty()));
    let last_cell = |record: &[String]| record.iter().rposition(|cell| !cell.is_empty());
    let widths = form.records.iter().map(|record| record.cells.as_slice());
    let used = widths.chain([form.headers.as_slice()]).filter_map(last_cell).max();
    let width = used.map_or(0, |last| last + 1);
    form.headers.truncate(width);
    for record in &mut form.records {
        record.cells.truncate(width);
    }
    form.remarks.extend(taken_out.remarks());
    // Exports that were put together by hand have a header each.
    let answers = form.records.len();
    form.records.retain(|record| record.cells != form.headers);
    match answers - form.records.len() {
        0 => {}
        1 => form.remarks.push("passed over a row that repeats the header".to_owned()),
        rows => form.remarks.push(format!("passed over {rows} rows that repeat the header")),
    }
    form
}

impl TakenOut {
    fn count(&mut self, unwanted: &[Unwanted]) {
        for (kind, cells) in [
            (Unwanted::LineBreak, &mut self.line_breaks),
            (Unwanted::Tab, &mut self.tabs),
            (Unwanted::ZeroWidth, &mut self.zero_width),
            (Unwanted::SoftHyphen, &mut self.soft_hyphens),
            (Unwanted::Direction, &mut self.direction),
            (Unwanted::Control, &mut self.controls),
            (Unwanted::Other, &mut self.others),
        ] {
            *cells += usize::from(unwanted.contains(&kind));
        }
    }

    fn remarks(&self) -> impl Iterator<Item = String> {
        [
            ("line breaks", self.line_breaks),
            ("tabs", self.tabs),
            ("zero-width characters", self.zero_width),
            ("soft hyphens", self.soft_hyphens),
            ("controls of the writing direction", self.direction),
            ("control characters", self.controls),
            ("characters that cannot be seen", self.others),
        ]
        .into_iter()
        .filter(|(_, cells)| *cells > 0)
        .map(|(what, cells)| {
            let noun = if cells == 1 { "cell" } else { "cells" };
            format!("took {what} out of {cells} {noun}")
        })
    }
}

/// A cell as it is kept, where that differs from how it stands, and what was taken out of it.
fn cleaned(cell: &str) -> Option<(String, Vec<Unwanted>)> {
    if cell.bytes().all(|byte| matches!(byte, 0x20..0x7F)) {
        let trimmed = cell.trim();
        return (trimmed.len() < cell.len()).then(|| (trimmed.to_owned(), Vec::new()));
    }
    let mut kept = String::with_capacity(cell.len());
    let mut unwanted = Vec::new();
    let mut is_after_break = false;
    for character in cell.trim().chars() {
        match judge(character, kept.chars().next_back()) {
            None => {
                // A line break makes one space, whatever space stood round it.
                if is_after_break && character == ' ' {
                    continue;
                }
                is_after_break = false;
                kept.push(character);
            }
            Some(found) => {
                if !unwanted.contains(&found) {
                    unwanted.push(found);
                }
                if matches!(found, Unwanted::LineBreak | Unwanted::Tab) {
                    if !kept.is_empty() && !kept.ends_with(' ') {
                        kept.push(' ');
                    }
                    is_after_break = true;
                }
            }
        }
    }
    // Space may stand at the ends now that what hid it is gone.
    let kept = kept.trim();
    (kept != cell).then(|| (kept.to_owned(), unwanted))
}

fn judge(character: char, before: Option<char>) -> Option<Unwanted> {
    match character {
        '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
            Some(Unwanted::LineBreak)
        }
        '\t' => Some(Unwanted::Tab),
        // It shows where a word may be broken, and nothing else.
        '\u{AD}' => Some(Unwanted::SoftHyphen),
        _ if is_printable(character, before) => None,
        '\u{180E}' | '\u{200B}'..='\u{200D}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' => {
            Some(Unwanted::ZeroWidth)
        }
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
            Some(Unwanted::Direction)
        }
        _ if character.is_control() => Some(Unwanted::Control),
        _ => Some(Unwanted::Other),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use super::*;
    use crate::signatories::form::Record;
    use crate::table::unprintable;

    fn kept(cell: &str) -> String {
        cleaned(cell).map_or(cell.to_owned(), |(kept, _)| kept)
    }

    #[test]
    fn a_cell_becomes_one_line_that_can_be_seen() {
        assert_eq!(kept("  Amnesty \r\n International\u{2028}USA\n"), "Amnesty International USA");
        assert_eq!(kept("\u{FEFF}Net\u{200B}work\tfor\u{AD}ward\0"), "Network forward");
        assert_eq!(kept("\u{202E}\u{2066}abc\u{2069}\u{E0041}"), "abc");
        assert_eq!(kept(" \u{200B} x \u{200B} "), "x");
    }

    #[test]
    fn what_a_script_or_a_typographer_needs_stays() {
        for cell in ["می\u{200C}خواهم", "Nguyễn\u{A0}Văn", "क\u{94D}\u{200D}ष"] {
            assert_eq!(cleaned(cell), None, "{cell}");
        }
        assert_eq!(kept("Hu\u{200D}man"), "Human");
    }

    #[test]
    fn each_kind_is_said_once() {
        let record = |cells: &[&str]| Record {
            cells: cells.iter().map(|cell| (*cell).to_owned()).collect(),
            line: 1,
            file: Path::new("form.csv").into(),
        };
        let form = clean(Form {
            headers: vec!["Your\nname ".to_owned(), String::new(), String::new()],
            records: vec![
                record(&["a\nb\nc", "", " "]),
                record(&["\u{200B}", "", ""]),
                record(&["d\re", "f\u{200B}", ""]),
            ],
            remarks: Vec::new(),
        });
        assert_eq!(form.headers, ["Your name", ""]);
        assert_eq!(form.records, [record(&["a b c", ""]), record(&["d e", "f"])]);
        assert_eq!(
            form.remarks,
            ["took line breaks out of 2 cells", "took zero-width characters out of 2 cells"]
        );
    }

    #[test]
    fn a_header_that_stands_twice_answers_nothing() {
        let file: Arc<Path> = Path::new("form.csv").into();
        let record =
            |cell: &str| Record { file: file.clone(), line: 2, cells: vec![cell.to_owned()] };
        let form = clean(Form {
            headers: vec!["Name".to_owned()],
            records: vec![record(" Name"), record("A"), record("Name")],
            remarks: Vec::new(),
        });
        assert_eq!(form.records, [record("A")]);
        assert_eq!(form.remarks, ["passed over 2 rows that repeat the header"]);
    }

    proptest::proptest! {
        #[test]
        fn no_cell_is_left_that_the_list_refuses(cell in r"[\PC\pC]{0,40}") {
            let once = kept(&cell);
            proptest::prop_assert_eq!(unprintable(&once), None);
            proptest::prop_assert!(!once.contains(['\n', '\r', '\t']));
            proptest::prop_assert_eq!(once.trim(), once.as_str());
            proptest::prop_assert_eq!(kept(&once), once);
        }
    }
}
