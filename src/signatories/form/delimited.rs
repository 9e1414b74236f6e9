//! Answers as CSV or TSV.

use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::signatories::form::limits::Room;
use crate::signatories::form::problem::{column_name, problem_at, too_large};
use crate::signatories::form::{Form, Record};
use crate::table::{LooseRow, QuoteFault, loose_rows};

/// Reads rows of cells under a header. Unlike a list's, headers may be empty or repeat, and rows
/// may be short; what stands past the last header, or in a quote that never closes, has no
/// meaning that could be guessed.
pub(crate) fn read(
    text: &str,
    shown: &Path,
    delimiter: Option<u8>,
) -> Result<Form, Vec<Diagnostic>> {
    let (text, declared) = declared_delimiter(text);
    let lines_before = usize::from(declared.is_some());
    let mut rows = loose_rows(text, declared.or(delimiter))
        .into_iter()
        .map(|row| LooseRow { line: row.line + lines_before, ..row })
        .filter(|row| row.cells.iter().any(|cell| !cell.trim().is_empty()));
    let Some(header) = rows.next() else { return Ok(Form::default()) };
    let width = header.cells.len();
    // A quote left open in the header has all answers for its name.
    let mut faults = Vec::from_iter(quote_fault(&header, &[], shown));
    let file: Arc<Path> = shown.into();
    let mut room = Room::default();
    let mut records = Vec::new();
    for mut row in rows {
        let fault = quote_fault(&row, &header.cells, shown);
        if let Some(fault) = fault.or_else(|| too_long(&row, width, shown)) {
            faults.push(fault);
            continue;
        }
        row.cells.resize(width, String::new());
        room.take(width, row.cells.iter().map(String::len).sum())
            .map_err(|error| vec![too_large(error, shown)])?;
        records.push(Record { file: Arc::clone(&file), line: row.line, cells: row.cells });
    }
    if faults.is_empty() {
        Ok(Form { headers: header.cells, records, remarks: Vec::new() })
    } else {
        Err(faults)
    }
}

/// The text after the line by which a spreadsheet program is told the delimiter, `sep=;`, and the
/// delimiter.
fn declared_delimiter(text: &str) -> (&str, Option<u8>) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let first = first.trim_end_matches('\r').trim_matches('"');
    match first.as_bytes() {
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', delimiter]
            if delimiter.is_ascii_punctuation() || *delimiter == b'\t' =>
        {
            (rest, Some(*delimiter))
        }
        _ => (text, None),
    }
}

fn quote_fault(row: &LooseRow, headers: &[String], shown: &Path) -> Option<Diagnostic> {
    let (column, fault) = row.quote_fault?;
    let name = column_name(headers, column);
    let message = match fault {
        QuoteFault::Unclosed => format!("{name} opens a quote that never closes"),
        QuoteFault::TextAfter => format!("{name} goes on after its closing quote"),
    };
    Some(
        problem_at("quote", message, shown, row.line, 1)
            .help("a quote within a quoted cell is written twice: `\"\"`"),
    )
}

/// Cells past the header are faulty unless they are empty, as a delimiter at the end of a line
/// makes them.
fn too_long(row: &LooseRow, width: usize, shown: &Path) -> Option<Diagnostic> {
    let found = row.cells.iter().rposition(|cell| !cell.trim().is_empty())? + 1;
    if found <= width {
        return None;
    }
    let message = format!("row has {found} cells, the header has {width}");
    Some(
        problem_at("ragged-row", message, shown, row.line, 1)
            .help("a cell with a delimiter or a line break in it has to be quoted"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<(usize, Vec<String>)> {
        let form = read(text, Path::new("form.csv"), None).unwrap();
        let header = [(0, form.headers)];
        let records = form.records.into_iter().map(|record| (record.line, record.cells));
        header.into_iter().chain(records).collect()
    }

    fn row(line: usize, cells: &[&str]) -> (usize, Vec<String>) {
        (line, cells.iter().map(|cell| (*cell).to_owned()).collect())
    }

    fn faults(text: &str) -> Vec<(usize, String)> {
        let told = |fault: Diagnostic| (fault.place.map_or(0, |place| place.line), fault.message);
        read(text, Path::new("form.csv"), None).unwrap_err().into_iter().map(told).collect()
    }

    #[test]
    fn headers_may_repeat_and_rows_may_be_short() {
        let text = "Name,Name,,E-mail\n\nA,B\r\n , ,,\n\"C,\nD\",,x,y,,\n";
        let expected = [
            row(0, &["Name", "Name", "", "E-mail"]),
            row(3, &["A", "B", "", ""]),
            row(5, &["C,\nD", "", "x", "y"]),
        ];
        assert_eq!(cells(text), expected);
    }

    #[test]
    fn a_declared_delimiter_is_taken() {
        assert_eq!(
            cells("sep=;\r\na,b;c\r\n1;2\r\n"),
            [row(0, &["a,b", "c"]), row(3, &["1", "2"])]
        );
        assert_eq!(cells("\"sep=|\"\na|b\n"), [row(0, &["a", "b"])]);
        assert_eq!(cells("sep=\n"), [row(0, &["sep="])]);
        assert_eq!(cells("a;b,c\n1;2\n").len(), 2);
    }

    #[test]
    fn what_has_no_column_is_told_by_its_line() {
        assert_eq!(
            faults("a,b\n1,2,3\n1\n1,\"2\"x\n1,\"2\n"),
            [
                (2, "row has 3 cells, the header has 2".to_owned()),
                (4, "`b` goes on after its closing quote".to_owned()),
                (5, "`b` opens a quote that never closes".to_owned()),
            ]
        );
        let header = (1, "column 2 opens a quote that never closes".to_owned());
        assert_eq!(faults("a,\"b\ncanary,1\n"), [header]);
    }

    #[test]
    fn an_empty_text_has_neither_header_nor_answers() {
        assert_eq!(cells(""), [row(0, &[])]);
        assert_eq!(cells("\n,,\n"), [row(0, &[])]);
    }
}
