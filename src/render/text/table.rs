//! A table in columns.

use unicode_width::UnicodeWidthStr;

use crate::model::{Alignment, Table};
use crate::render::text::flow::Flow;

const BETWEEN_COLUMNS: &str = "  ";

/// The rows, under the heads and a row of `-`; a table without heads has neither.
pub(crate) fn table(table: &Table) -> Vec<String> {
    let cells = |row: &Vec<_>| row.iter().map(|cell: &Vec<_>| Flow::line(cell)).collect::<Vec<_>>();
    let heads = cells(&table.heads);
    let rows: Vec<Vec<String>> = table.rows.iter().map(cells).collect();
    let count = rows.iter().map(Vec::len).max().unwrap_or_default().max(heads.len());
    let widths: Vec<usize> = (0..count)
        .map(|column| {
            let cells = rows.iter().chain([&heads]).filter_map(|row| row.get(column));
            cells.map(|cell| cell.width()).max().unwrap_or_default()
        })
        .collect();

    let mut lines = Vec::new();
    if heads.iter().any(|head| !head.is_empty()) {
        lines.push(line(&heads, &widths, &table.alignments));
        let rules: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
        lines.push(line(&rules, &widths, &[]));
    }
    lines.extend(rows.iter().map(|row| line(row, &widths, &table.alignments)));
    lines
}

fn line(cells: &[String], widths: &[usize], alignments: &[Alignment]) -> String {
    let padded: Vec<String> = cells
        .iter()
        .zip(widths)
        .enumerate()
        .map(|(column, (cell, width))| {
            let free = width.saturating_sub(cell.width());
            let before = match alignments.get(column) {
                Some(Alignment::End) => free,
                Some(Alignment::Center) => free / 2,
                Some(Alignment::Start) | None => 0,
            };
            format!("{:before$}{cell}{:after$}", "", "", after = free - before)
        })
        .collect();
    padded.join(BETWEEN_COLUMNS).trim_end_matches(' ').to_owned()
}
