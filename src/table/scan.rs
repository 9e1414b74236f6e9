//! The cells of one record as they are written, quotes and all: their places, which a reader of
//! values does not tell.

use std::ops::Range;

/// A cell as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cell {
    /// Its bytes within the record, quotes among them, delimiters not.
    pub(crate) range: Range<usize>,
    /// Whether it begins with a quote.
    pub(crate) is_quoted: bool,
    /// What is wrong with its quotes.
    pub(crate) fault: Option<QuoteFault>,
}

/// What can be wrong with the quotes of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuoteFault {
    /// It opens and never closes.
    Unclosed,
    /// It closes before the cell's end.
    TextAfter,
}

/// The cells of a record without its line end.
pub(crate) fn cells(record: &str, delimiter: u8) -> Vec<Cell> {
    let bytes = record.as_bytes();
    let mut cells = Vec::new();
    let mut start = 0;
    loop {
        let is_quoted = bytes.get(start) == Some(&b'"');
        let mut fault = None;
        let mut at = start;
        if is_quoted {
            at = if let Some(close) = closing_quote(bytes, start + 1) {
                close + 1
            } else {
                fault = Some(QuoteFault::Unclosed);
                bytes.len()
            };
        }
        let end = bytes[at..].iter().position(|byte| *byte == delimiter).map(|found| at + found);
        let cell_end = end.unwrap_or(bytes.len());
        if is_quoted && fault.is_none() && !record[at..cell_end].trim().is_empty() {
            fault = Some(QuoteFault::TextAfter);
        }
        cells.push(Cell { range: start..cell_end, is_quoted, fault });
        match end {
            Some(end) => start = end + 1,
            None => return cells,
        }
    }
}

/// The quote that ends a quoted cell; a doubled one stands for itself.
pub(crate) fn closing_quote(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at += bytes[at..].iter().position(|byte| *byte == b'"')?;
        if bytes.get(at + 1) != Some(&b'"') {
            return Some(at);
        }
        at += 2;
    }
}

/// Whether all bytes of a text are of a kind. None is left out, since so they are looked at many at
/// a time.
pub(crate) fn all(text: &str, is_of_kind: impl Fn(u8) -> bool) -> bool {
    text.bytes().fold(true, |all, byte| all & is_of_kind(byte))
}

/// How many lines end in a text, by LF, CR LF or CR.
pub(crate) fn line_ends(text: &str) -> usize {
    let newlines = text.matches('\n').count();
    if !text.contains('\r') {
        return newlines;
    }
    newlines + text.matches('\r').count() - text.matches("\r\n").count()
}

/// A text without the line end at its end.
pub(crate) fn without_line_end(text: &str) -> &str {
    let text = text.strip_suffix('\n').unwrap_or(text);
    text.strip_suffix('\r').unwrap_or(text)
}

/// The line end that a text begins with; empty when it begins with none.
pub(crate) fn first_line_end(text: &str) -> &str {
    ["\r\n", "\n", "\r"].into_iter().find(|end| text.starts_with(end)).unwrap_or("")
}

/// The last line end of a text.
pub(crate) fn last_line_end(text: &str) -> Option<&'static str> {
    let at = text.rfind(['\n', '\r'])?;
    ["\r\n", "\n", "\r"].into_iter().find(|end| text[..=at].ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_found_with_their_quotes() {
        let record = "a,\"b, \"\"c\"\"\n\",,\" \" ";
        let found: Vec<_> =
            cells(record, b',').iter().map(|cell| &record[cell.range.clone()]).collect();
        assert_eq!(found, ["a", "\"b, \"\"c\"\"\n\"", "", "\" \" "]);
    }

    #[test]
    fn faulty_quotes_are_told() {
        let fault = |record| cells(record, b',').last().unwrap().fault;
        assert_eq!(fault("a,\"b"), Some(QuoteFault::Unclosed));
        assert_eq!(fault("a,\"b\"c"), Some(QuoteFault::TextAfter));
        assert_eq!(fault("a,b\"c\""), None);
    }

    #[test]
    fn lines_end_by_any_of_three() {
        assert_eq!(line_ends("a\nb\r\nc\rd"), 3);
        assert_eq!(last_line_end("a\r\nb"), Some("\r\n"));
        assert_eq!(last_line_end("a"), None);
    }
}
