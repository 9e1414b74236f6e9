//! The rows of a text that has cells, but need not be a table: as forms export them.

use crate::table::records::{Line, delimiter_of, records};
use crate::table::scan::{self, QuoteFault};

/// A row with as many cells as it happens to have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LooseRow {
    /// The line that it begins on, counted from 1.
    pub line: usize,
    /// Its cells without their quotes.
    pub cells: Vec<String>,
    /// What is wrong with the quotes of a cell, and which cell, counted from 0.
    pub quote_fault: Option<(usize, QuoteFault)>,
}

/// The rows of a text, its header among them, blank lines not; cells stand between `delimiter`,
/// or the comma, semicolon or tab that the first line uses most.
pub fn loose_rows(text: &str, delimiter: Option<u8>) -> Vec<LooseRow> {
    let delimiter = delimiter.unwrap_or_else(|| delimiter_of(text));
    let records = records(text, delimiter);
    let cells = |line: &Line| {
        let cell = |column| line.cell(column, text, &records.ranges).unwrap_or_default();
        (0..line.count()).map(|column| cell(column).to_owned()).collect()
    };
    let row = |line: &Line| LooseRow {
        line: line.number,
        quote_fault: line
            .may_be_misquoted()
            .then(|| quote_fault(&text[line.span.clone()], delimiter))
            .flatten(),
        cells: cells(line),
    };
    records.lines.iter().map(row).collect()
}

fn quote_fault(record: &str, delimiter: u8) -> Option<(usize, QuoteFault)> {
    let cells = scan::cells(record, delimiter);
    cells.iter().enumerate().find_map(|(column, cell)| Some((column, cell.fault?)))
}
