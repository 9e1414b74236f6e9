//! The records of a CSV text, with the bytes that each was read from.

use std::ops::Range;

use csv::{ReaderBuilder, StringRecord, Terminator};

use crate::table::scan;

/// One record, which may run over several lines of the file.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// The bytes of the text that it was read from, without its line end.
    pub(crate) span: Range<usize>,
    /// The line that it begins on, counted from 1.
    pub(crate) number: usize,
    pub(crate) values: Values,
    pub(crate) state: State,
}

impl Line {
    /// Whether the quotes may be at fault: those of values that stand in the text all close.
    pub(crate) fn may_be_misquoted(&self) -> bool {
        matches!(self.values, Values::Own(_))
    }

    /// How many cells the record has.
    pub(crate) fn count(&self) -> usize {
        match &self.values {
            Values::InText { count, .. } => *count as usize,
            Values::Own(record) => record.len(),
        }
    }

    /// A cell with the space round it, by the text of all records and the ranges in it.
    pub(crate) fn cell<'a>(
        &'a self,
        column: usize,
        text: &'a str,
        ranges: &[Range<u32>],
    ) -> Option<&'a str> {
        match &self.values {
            Values::InText { first, count } => {
                let is_there = column < *count as usize;
                let range = ranges.get(*first as usize + column).filter(|_| is_there)?;
                text.get(range.start as usize..range.end as usize)
            }
            Values::Own(record) => record.get(column),
        }
    }
}

/// Where the values of a record's cells are.
#[derive(Clone, Debug)]
pub(crate) enum Values {
    /// In the text, as they stand there: the first of their ranges, and how many there are.
    InText { first: u32, count: u32 },
    /// In a record of their own: a quote within quotes is another value than its text, and so is
    /// what was edited.
    Own(Box<StringRecord>),
}

/// The records of a text, and where the values stand that are in it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Records {
    pub(crate) lines: Vec<Line>,
    /// Bytes of the text: one list for all records, since a list of each takes more than the text.
    pub(crate) ranges: Vec<Range<u32>>,
}

#[derive(Clone, Debug)]
pub(crate) enum State {
    Untouched,
    /// What stands in its place now.
    Edited(String),
    Removed,
}

/// The delimiter that the header uses most, outside quotes; of two, the one that comes first.
pub(crate) fn delimiter_of(text: &str) -> u8 {
    let header = text.trim_start_matches(['\r', '\n']);
    let bytes = header.as_bytes();
    let mut counts = [(b',', 0_usize, usize::MAX), (b';', 0, usize::MAX), (b'\t', 0, usize::MAX)];
    let (mut at, mut is_start) = (0, true);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\n' | b'\r' => break,
            // Within a bare cell a quote is a letter like others.
            b'"' if is_start => {
                at = quoted_end(bytes, at).unwrap_or(at);
                is_start = false;
            }
            b' ' => {}
            _ => {
                let count = counts.iter_mut().find(|(delimiter, ..)| delimiter == byte);
                is_start = count.is_some();
                if let Some(count) = count {
                    count.1 += 1;
                    count.2 = count.2.min(at);
                }
            }
        }
        at += 1;
    }
    let used = counts.iter().filter(|(_, count, _)| *count > 0);
    let most = used.max_by_key(|(_, count, first)| (*count, usize::MAX - first));
    most.map_or(b',', |(delimiter, ..)| *delimiter)
}

pub(crate) fn records(text: &str, delimiter: u8) -> Records {
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .terminator(Terminator::CRLF)
        .from_reader(text.as_bytes());
    let mut records = Records::default();
    let mut cells = StringRecord::new();
    let (mut counted, mut number) = (0, 1);
    // Text that is UTF-8 and may have rows of any length leaves the reader nothing to refuse.
    while let Ok(true) = reader.read_record(&mut cells) {
        // The reader passes over blank lines and over the second half of a line end.
        let from = cells.position().map_or(0, |position| offset(position.byte(), text));
        let start = from + text[from..].len() - text[from..].trim_start_matches(['\r', '\n']).len();
        let end = offset(reader.position().byte(), text);
        let end = start + scan::without_line_end(&text[start..end.max(start)]).len();
        let is_blank =
            cells.len() == 1 && cells[0].trim().is_empty() && !text[start..end].contains('"');
        if !is_blank {
            number += scan::line_ends(&text[counted..start]);
            counted = start;
            let values = find(&mut records.ranges, &cells, text, start..end, delimiter)
                .unwrap_or_else(|| Values::Own(Box::new(cells.clone())));
            let state = State::Untouched;
            records.lines.push(Line { span: start..end, number, values, state });
        }
    }
    records
}

/// Finds the cells of a record where they stand in the text, if all of them do: each within quotes
/// or without, up to a delimiter or the end. Where they stand is added to `ranges`.
pub(crate) fn find(
    ranges: &mut Vec<Range<u32>>,
    cells: &StringRecord,
    text: &str,
    span: Range<usize>,
    delimiter: u8,
) -> Option<Values> {
    let first = ranges.len();
    let mut at = span.start;
    for cell in cells {
        let quotes = usize::from(text.as_bytes().get(at) == Some(&b'"'));
        let start = at + quotes;
        let end = start + cell.len();
        let is_there = text.as_bytes().get(start..end) == Some(cell.as_bytes());
        // A quote at the end of a text that looks like the closing one can be half of a doubled one.
        let is_closed =
            quotes == 0 || text.as_bytes().get(end) == Some(&b'"') && !cell.contains('"');
        let after = end + quotes;
        let is_last = after == span.end;
        if !is_there || !is_closed || !is_last && text.as_bytes().get(after) != Some(&delimiter) {
            ranges.truncate(first);
            return None;
        }
        ranges.push(u32::try_from(start).ok()?..u32::try_from(end).ok()?);
        at = after + 1;
    }
    let count = u32::try_from(cells.len()).ok()?;
    Some(Values::InText { first: u32::try_from(first).ok()?, count })
}

fn offset(byte: u64, text: &str) -> usize {
    usize::try_from(byte).map_or(text.len(), |byte| byte.min(text.len()))
}

/// Where the quote stands that closes a quoted cell, whichever delimiter ends the cell.
fn quoted_end(bytes: &[u8], start: usize) -> Option<usize> {
    let close = scan::closing_quote(bytes, start + 1)?;
    let behind = bytes[close + 1..].iter().find(|byte| **byte != b' ');
    behind.is_none_or(|byte| b",;\t\r\n".contains(byte)).then_some(close)
}
