//! Changes of a table, each of which leaves all other bytes alone.

use std::borrow::Cow;

use csv::{StringRecord, WriterBuilder};

use crate::encoding;
use crate::table::records::{Line, State, Values, find};
use crate::table::{Table, scan};

impl Table {
    /// Changes a cell, and no byte of any other. It is quoted where it was or has to be.
    ///
    /// # Panics
    ///
    /// When there is no such row or column.
    pub fn set(&mut self, row: usize, column: usize, value: &str) {
        let delimiter = self.delimiter;
        let raw = self.raw(&self.rows[row]).to_owned();
        let cell = &scan::cells(&raw, delimiter)[column];
        let written = quoted(value, delimiter, cell.is_quoted);
        let edited = [&raw[..cell.range.start], &written, &raw[cell.range.end..]].concat();
        let line = &self.rows[row];
        let cell = |number| self.cell_in(line, number).unwrap_or_default();
        let count = line.count().max(column + 1);
        let values: StringRecord =
            (0..count).map(|number| if number == column { value } else { cell(number) }).collect();
        let line = &mut self.rows[row];
        line.values = Values::Own(Box::new(values));
        line.state = State::Edited(edited);
    }

    /// Adds a column on the right, empty in every row, and tells its number: one delimiter at the
    /// end of each row, none in blank lines. A cell that a record lacks reads as empty.
    pub fn add_column(&mut self, name: &str) -> usize {
        let column = self.header.count();
        let header = quoted(name, self.delimiter, false);
        let mut lines = std::mem::take(&mut self.rows);
        for line in &mut lines {
            if !matches!(line.state, State::Removed) {
                let edited = format!("{}{}", self.raw(line), char::from(self.delimiter));
                line.state = State::Edited(edited);
            }
        }
        self.rows = lines;
        let edited = format!("{}{}{header}", self.raw(&self.header), char::from(self.delimiter));
        self.header.state = State::Edited(edited);
        let headers: StringRecord = self.cells(&self.header).chain([name]).collect();
        self.header.values = Values::Own(Box::new(headers));
        column
    }

    /// Appends a row with so many of its cells filled as `values` has, and tells its number.
    pub fn append(&mut self, values: &[&str]) -> usize {
        let end = self.line_end();
        let ends_in_newline = self.text.ends_with(['\n', '\r']);
        if !ends_in_newline {
            self.text.push_str(end);
            self.line_ends += 1;
        }
        let number = self.line_ends + 1;
        let count = values.len().max(self.header.count());
        let cells: StringRecord =
            (0..count).map(|column| values.get(column).copied().unwrap_or_default()).collect();
        let start = self.text.len();
        for (column, cell) in cells.iter().enumerate() {
            if column > 0 {
                self.text.push(char::from(self.delimiter));
            }
            self.text.push_str(&quoted(cell, self.delimiter, false));
        }
        if self.text.len() == start {
            // A row of one empty cell would be read as a blank line.
            self.text.push_str("\"\"");
        }
        let span = start..self.text.len();
        if ends_in_newline {
            self.text.push_str(end);
            self.line_ends += 1;
        }
        let values = find(&mut self.ranges, &cells, &self.text, span.clone(), self.delimiter)
            .unwrap_or_else(|| Values::Own(Box::new(cells)));
        self.rows.push(Line { span, number, values, state: State::Untouched });
        self.rows.len() - 1
    }

    /// Removes a row with its line end.
    ///
    /// # Panics
    ///
    /// When there is no such row.
    pub fn remove(&mut self, row: usize) {
        self.rows[row].state = State::Removed;
    }

    /// The file as it is now to be written, in the encoding that it was read in.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut written = String::with_capacity(self.text.len() + 256);
        let mut at = 0;
        for line in std::iter::once(&self.header).chain(&self.rows) {
            written.push_str(&self.text[at..line.span.start]);
            at = line.span.end;
            match &line.state {
                State::Untouched => written.push_str(&self.text[line.span.clone()]),
                State::Edited(edited) => written.push_str(edited),
                State::Removed => at += scan::first_line_end(&self.text[at..]).len(),
            }
        }
        written.push_str(&self.text[at..]);
        encoding::encode(written, self.encoding)
    }

    /// What ends the last row that has an end: a new row's own. Line breaks within cells are none.
    fn line_end(&self) -> &'static str {
        let mut next = self.text.len();
        for line in self.rows.iter().rev().chain([&self.header]) {
            if let Some(end) = scan::last_line_end(&self.text[line.span.end..next]) {
                return end;
            }
            next = line.span.start;
        }
        scan::last_line_end(&self.text[..next]).unwrap_or("\n")
    }

    pub(crate) fn raw<'a>(&'a self, line: &'a Line) -> &'a str {
        match &line.state {
            State::Edited(edited) => edited,
            _ => &self.text[line.span.clone()],
        }
    }
}

/// A cell as it is written.
pub(crate) fn quoted(value: &str, delimiter: u8, was_quoted: bool) -> Cow<'_, str> {
    // Most cells have nothing that could need quotes, and lists are long.
    let is_plain =
        |byte: u8| byte != delimiter && (byte.is_ascii_alphanumeric() || b" -.:/@".contains(&byte));
    if !was_quoted && !value.is_empty() && value.bytes().all(is_plain) {
        return Cow::Borrowed(value);
    }
    let style = if was_quoted { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary };
    let mut writer =
        WriterBuilder::new().delimiter(delimiter).quote_style(style).from_writer(Vec::new());
    // A second cell, so that an empty one is not taken for a blank line.
    let written = writer.write_record([value, "x"]).ok().and_then(|()| writer.into_inner().ok());
    let tail = if was_quoted { ",\"x\"\n".len() } else { ",x\n".len() };
    let mut written = written.expect("text can be written to memory");
    written.truncate(written.len() - tail);
    Cow::Owned(String::from_utf8(written).expect("quotes round UTF-8 leave it UTF-8"))
}
