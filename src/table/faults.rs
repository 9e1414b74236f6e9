//! What is wrong with the form of a table, all at once.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Place, code_point};
use crate::table::records::Line;
use crate::table::scan::{self, QuoteFault};
use crate::table::{Excerpt, Table, unprintable};

/// The faults, and the rows whose cells are not those that were meant.
pub(crate) fn find(
    table: &Table,
    excerpt: impl Fn(&str) -> Excerpt,
) -> (Vec<Diagnostic>, BTreeSet<usize>) {
    let excerpts: Vec<_> = table.headers().map(excerpt).collect();
    let mut faults = Vec::new();
    let mut malformed = BTreeSet::new();
    header_faults(table, &mut faults);
    faults.extend(quote_fault(table, &table.header));
    character_faults(table, &table.header, &vec![Excerpt::Cell; excerpts.len()], &mut faults);
    for (row, line) in table.rows.iter().enumerate() {
        let ragged =
            || (line.count() != excerpts.len()).then(|| ragged(table, line, excerpts.len()));
        let fault = quote_fault(table, line);
        let has_open_quote = fault.is_some();
        if let Some(fault) = fault.or_else(ragged) {
            faults.push(fault);
            malformed.insert(row);
        }
        // Most rows are of ASCII that can be seen, and lists are long.
        let raw = &table.text[line.span.clone()];
        if !has_open_quote && !scan::all(raw, |byte| (b' '..=b'~').contains(&byte)) {
            character_faults(table, line, &excerpts, &mut faults);
        }
    }
    (faults, malformed)
}

fn character_faults(
    table: &Table,
    line: &Line,
    excerpts: &[Excerpt],
    faults: &mut Vec<Diagnostic>,
) {
    for (column, cell) in table.cells(line).enumerate() {
        if let Some(character) = unprintable(cell) {
            let excerpt = excerpts.get(column).copied().unwrap_or(Excerpt::Nothing);
            let message = format!(
                "{} holds {}, which cannot be seen",
                column_name(table, column),
                code_point(character)
            );
            let place = table.place_in(line, column, Some(character), excerpt);
            let help = "delete it, or type the text of the cell anew";
            faults.push(Diagnostic::error("control-character", message).at(place).help(help));
        }
    }
}

fn column_name(table: &Table, column: usize) -> String {
    match table.headers().nth(column) {
        Some(header) if !header.is_empty() => format!("`{header}`"),
        _ => format!("column {}", column + 1),
    }
}

fn header_faults(table: &Table, faults: &mut Vec<Diagnostic>) {
    let mut seen = BTreeSet::new();
    for (column, header) in table.headers().enumerate() {
        if header.is_empty() {
            let is_used = |row| !table.cell(row, column).is_empty();
            if table.rows().any(is_used) {
                let message = format!("column {} has no name", column + 1);
                faults.push(
                    Diagnostic::error("unnamed-column", message)
                        .at(table.header_place(column))
                        .help("give it a name, or take it out"),
                );
            }
        } else if !seen.insert(header.to_lowercase()) {
            let message = format!("column `{header}` stands twice");
            faults.push(
                Diagnostic::error("duplicate-column", message)
                    .at(table.header_place(column))
                    .help("give one of them another name, or take it out"),
            );
        }
    }
}

/// Told on the line on which the quote opens, since the text shows no other sign of it.
fn quote_fault(table: &Table, line: &Line) -> Option<Diagnostic> {
    if !line.may_be_misquoted() {
        return None;
    }
    let cells = scan::cells(&table.text[line.span.clone()], table.delimiter);
    let (column, fault) = cells
        .iter()
        .enumerate()
        .find_map(|(column, cell)| cell.fault.map(|fault| (column, fault)))?;
    let name = column_name(table, column);
    let (message, help) = match fault {
        QuoteFault::Unclosed => (
            format!("{name} opens a quote that never closes"),
            "close it; a quote within a quoted cell is written twice: `\"\"`",
        ),
        QuoteFault::TextAfter => (
            format!("{name} goes on after its closing quote"),
            "a quote within a quoted cell is written twice: `\"\"`; or one was left open here",
        ),
    };
    let place = table.place_in(line, column, Some('"'), Excerpt::Nothing);
    Some(Diagnostic::error("quote", message).at(place).help(help))
}

fn ragged(table: &Table, line: &Line, expected: usize) -> Diagnostic {
    let found = line.count();
    let cells = if found == 1 { "cell" } else { "cells" };
    let message = format!("row has {found} {cells}, the header has {expected}");
    let delimiter = char::from(table.delimiter).to_string();
    // So long a row shows nothing by its length.
    let excerpt = vec!["…"; found.min(40)].join(&delimiter);
    let place = Place {
        file: table.shown.clone(),
        line: line.number,
        column: 1,
        span: 0..excerpt.len(),
        excerpt,
    };
    let help = if found > expected {
        format!("a cell with {} in it has to be quoted", delimiter_name(table.delimiter))
    } else {
        format!("every row needs {} delimiters", expected.saturating_sub(1))
    };
    Diagnostic::error("ragged-row", message).at(place).help(help)
}

fn delimiter_name(delimiter: u8) -> &'static str {
    match delimiter {
        b';' => "a semicolon",
        b'\t' => "a tab",
        _ => "a comma",
    }
}
