//! A CSV file that keeps every byte: delimiter, byte-order mark, line ends, quoting, blank lines.
//! Only what is edited changes.

mod characters;
mod encoding;
mod faults;
mod scan;

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::{Path, PathBuf};

use csv::{ReaderBuilder, StringRecord, Terminator, WriterBuilder};

use crate::diagnostic::{Diagnostic, Place};
use crate::table::encoding::Encoding;

pub use characters::unprintable;

/// A table of text cells as RFC 4180 describes it, with a header, together with the text that it
/// was read from.
///
/// Rows are counted from 0 without the header, columns from 0. A row keeps its number when
/// another is removed.
#[derive(Clone, Debug)]
pub struct Table {
    shown: PathBuf,
    text: String,
    encoding: Encoding,
    delimiter: u8,
    header: Line,
    rows: Vec<Line>,
    /// How many of `rows` were read; those after them were appended.
    read: usize,
    /// How many lines of the text have an end.
    line_ends: usize,
    /// Rows whose cells are not those that were meant.
    malformed: BTreeSet<usize>,
}

/// One record, which may run over several lines of the file.
#[derive(Clone, Debug)]
struct Line {
    /// The bytes of the text that it was read from, without its line end.
    span: Range<usize>,
    /// The line that it begins on, counted from 1.
    number: usize,
    cells: StringRecord,
    state: State,
}

#[derive(Clone, Debug)]
enum State {
    Untouched,
    /// What stands in its place now.
    Edited(String),
    Removed,
}

/// Whether the text of a cell may be shown in an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Excerpt {
    /// The cell is shown, the others of its row as `…`.
    Cell,
    /// The cell is private: its place alone.
    Nothing,
}

impl Table {
    /// Reads a file's bytes. `shown` is the file as errors name it; `excerpt` tells from a
    /// column's header whether its cells may be quoted in one.
    ///
    /// All that is wrong is told at once: rows with too many or too few cells, quotes that do not
    /// close, columns named twice or not at all, characters that cannot be seen.
    pub fn parse(
        bytes: &[u8],
        shown: &Path,
        excerpt: impl Fn(&str) -> Excerpt,
    ) -> Result<Self, Vec<Diagnostic>> {
        let (table, faults) = Self::read(bytes, shown, excerpt)?;
        if faults.is_empty() { Ok(table) } else { Err(faults) }
    }

    /// The same for a reader who has more to find fault with: what is wrong beside the table. Only
    /// where there is no text and no header there is no table.
    pub fn read(
        bytes: &[u8],
        shown: &Path,
        excerpt: impl Fn(&str) -> Excerpt,
    ) -> Result<(Self, Vec<Diagnostic>), Vec<Diagnostic>> {
        let (text, encoding) =
            encoding::decode(bytes).map_err(|error| vec![error.diagnostic(bytes, shown)])?;
        let delimiter = delimiter_of(&text);
        let mut rows = records(&text, delimiter);
        if rows.is_empty() {
            let message = format!("`{}` has no header", shown.display());
            return Err(vec![
                Diagnostic::error("missing-header", message)
                    .at(Place::new(shown, "", 0..0))
                    .help("begin the file with a line that names its columns"),
            ]);
        }
        let header = rows.remove(0);
        let read = rows.len();
        let line_ends = scan::line_ends(&text);
        let mut table = Self {
            shown: shown.to_owned(),
            text,
            encoding,
            delimiter,
            header,
            rows,
            read,
            line_ends,
            malformed: BTreeSet::new(),
        };
        let (faults, malformed) = faults::find(&table, excerpt);
        table.malformed = malformed;
        Ok((table, faults))
    }

    /// Whether the cells of a row are those that its author meant: as many as the header has, with
    /// quotes that close.
    pub fn is_well_formed(&self, row: usize) -> bool {
        !self.malformed.contains(&row)
    }

    /// The headers, without the space round them.
    pub fn headers(&self) -> impl Iterator<Item = &str> {
        self.header.cells.iter().map(str::trim)
    }

    /// The numbers of the rows that are there, in the order of the file. Rows with nothing in any
    /// cell are among them, blank lines are not.
    pub fn rows(&self) -> impl DoubleEndedIterator<Item = usize> {
        let present = |(number, line): (usize, &Line)| {
            (!matches!(line.state, State::Removed)).then_some(number)
        };
        self.rows.iter().enumerate().filter_map(present)
    }

    /// How many rows there are or were, removed ones among them: the next one's number.
    pub fn next_row(&self) -> usize {
        self.rows.len()
    }

    /// A cell without the space round it; empty where the row has no such cell.
    pub fn cell(&self, row: usize, column: usize) -> &str {
        self.rows.get(row).and_then(|line| line.cells.get(column)).map_or("", str::trim)
    }

    /// Whether no cell of a row has anything in it.
    pub fn is_blank(&self, row: usize) -> bool {
        self.rows.get(row).is_none_or(|line| line.cells.iter().all(|cell| cell.trim().is_empty()))
    }

    /// The line of the file that a row begins on, counted from 1.
    pub fn line(&self, row: usize) -> usize {
        self.rows.get(row).map_or(0, |line| line.number)
    }

    /// The place of a cell as it was read.
    pub fn place(&self, row: usize, column: usize, excerpt: Excerpt) -> Place {
        self.place_in(self.rows.get(row).unwrap_or(&self.header), column, None, excerpt)
    }

    /// The place of a character of a cell as it was read.
    pub fn place_of(&self, row: usize, column: usize, character: char, excerpt: Excerpt) -> Place {
        let line = self.rows.get(row).unwrap_or(&self.header);
        self.place_in(line, column, Some(character), excerpt)
    }

    /// The place of a column's header.
    pub fn header_place(&self, column: usize) -> Place {
        self.place_in(&self.header, column, None, Excerpt::Cell)
    }

    fn place_in(
        &self,
        line: &Line,
        column: usize,
        character: Option<char>,
        excerpt: Excerpt,
    ) -> Place {
        let raw = &self.text[line.span.clone()];
        let cells = scan::cells(raw, self.delimiter);
        let cell = cells.get(column).map_or(0..0, |cell| cell.range.clone());
        let written = &raw[cell.clone()];
        let meant = character
            .and_then(|character| written.find(character).map(|at| at..at + character.len_utf8()));
        let meant = meant.unwrap_or_else(|| {
            let start = written.len() - written.trim_start().len();
            start..written.trim_end().len().max(start)
        });
        let before = &raw[..cell.start + meant.start];
        let physical = before.rfind(['\n', '\r']).map_or(0, |newline| newline + 1);
        let (excerpt, span) = match excerpt {
            Excerpt::Cell => self.excerpt(written, meant, column, cells.len()),
            Excerpt::Nothing => (String::new(), 0..0),
        };
        Place {
            file: self.shown.clone(),
            line: line.number + scan::line_ends(before),
            column: before[physical..].chars().count() + 1,
            excerpt,
            span,
        }
    }

    /// A row with one cell as it is written and `…` for the others, and the bytes of what is meant
    /// within the cell.
    fn excerpt(
        &self,
        written: &str,
        meant: Range<usize>,
        column: usize,
        cells: usize,
    ) -> (String, Range<usize>) {
        let delimiter = char::from(self.delimiter);
        let mut excerpt = format!("…{delimiter}").repeat(column);
        let start = excerpt.len() + meant.start;
        excerpt.push_str(written);
        excerpt.push_str(&format!("{delimiter}…").repeat(cells.saturating_sub(column + 1)));
        (excerpt, start..start + meant.len())
    }

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
        let line = &mut self.rows[row];
        line.cells = line
            .cells
            .iter()
            .enumerate()
            .map(|(number, cell)| if number == column { value } else { cell })
            .collect();
        line.state = State::Edited(edited);
    }

    /// Adds a column on the right, empty in every row, and tells its number: one delimiter at the
    /// end of each row, none in blank lines.
    pub fn add_column(&mut self, name: &str) -> usize {
        let column = self.header.cells.len();
        let header = quoted(name, self.delimiter, false);
        let mut lines = std::mem::take(&mut self.rows);
        for line in &mut lines {
            if !matches!(line.state, State::Removed) {
                let edited = format!("{}{}", self.raw(line), char::from(self.delimiter));
                line.state = State::Edited(edited);
                line.cells.push_field("");
            }
        }
        self.rows = lines;
        let edited = format!("{}{}{header}", self.raw(&self.header), char::from(self.delimiter));
        self.header.state = State::Edited(edited);
        self.header.cells.push_field(name);
        column
    }

    /// Appends a row with so many of its cells filled as `values` has, and tells its number.
    pub fn append(&mut self, values: &[&str]) -> usize {
        let mut cells: StringRecord = values.iter().copied().collect();
        while cells.len() < self.header.cells.len() {
            cells.push_field("");
        }
        let written = cells
            .iter()
            .map(|cell| quoted(cell, self.delimiter, false))
            .collect::<Vec<_>>()
            .join(&char::from(self.delimiter).to_string());
        // A row of one empty cell would be read as a blank line.
        let written = if written.is_empty() { "\"\"".to_owned() } else { written };
        let end = self.text.len();
        self.rows.push(Line {
            span: end..end,
            number: self.line_ends + 1 + (self.rows.len() - self.read),
            cells,
            state: State::Edited(written),
        });
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
        for line in std::iter::once(&self.header).chain(&self.rows[..self.read]) {
            written.push_str(&self.text[at..line.span.start]);
            at = line.span.end;
            match &line.state {
                State::Untouched => written.push_str(&self.text[line.span.clone()]),
                State::Edited(edited) => written.push_str(edited),
                State::Removed => at += scan::first_line_end(&self.text[at..]).len(),
            }
        }
        written.push_str(&self.text[at..]);
        let ends_in_newline = self.text.ends_with(['\n', '\r']);
        for line in &self.rows[self.read..] {
            if let State::Edited(row) = &line.state {
                if !written.ends_with(['\n', '\r']) {
                    written.push_str(self.line_end());
                }
                written.push_str(row);
                if ends_in_newline {
                    written.push_str(self.line_end());
                }
            }
        }
        encoding::encode(&written, self.encoding)
    }

    /// What ends the last line that has an end: a new row's own.
    fn line_end(&self) -> &str {
        scan::last_line_end(&self.text).unwrap_or("\n")
    }

    fn raw<'a>(&'a self, line: &'a Line) -> &'a str {
        match &line.state {
            State::Edited(edited) => edited,
            _ => &self.text[line.span.clone()],
        }
    }
}

/// The delimiter that the first line uses most, outside quotes; of two, the one that comes first.
fn delimiter_of(text: &str) -> u8 {
    let mut quoted = false;
    let mut counts = [(b',', 0_usize, usize::MAX), (b';', 0, usize::MAX), (b'\t', 0, usize::MAX)];
    let header = text.trim_start_matches(['\r', '\n']);
    for (at, byte) in header.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            _ if quoted => {}
            _ => {
                if let Some(count) = counts.iter_mut().find(|(delimiter, ..)| *delimiter == byte) {
                    count.1 += 1;
                    count.2 = count.2.min(at);
                }
            }
        }
    }
    let used = counts.iter().filter(|(_, count, _)| *count > 0);
    let most = used.max_by_key(|(_, count, first)| (*count, usize::MAX - first));
    most.map_or(b',', |(delimiter, ..)| *delimiter)
}

fn records(text: &str, delimiter: u8) -> Vec<Line> {
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .terminator(Terminator::CRLF)
        .from_reader(text.as_bytes());
    let mut lines = Vec::new();
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
            let state = State::Untouched;
            lines.push(Line { span: start..end, number, cells: cells.clone(), state });
        }
    }
    lines
}

fn offset(byte: u64, text: &str) -> usize {
    usize::try_from(byte).map_or(text.len(), |byte| byte.min(text.len()))
}

/// A cell as it is written.
fn quoted(value: &str, delimiter: u8, was_quoted: bool) -> String {
    let style = if was_quoted { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary };
    let mut writer =
        WriterBuilder::new().delimiter(delimiter).quote_style(style).from_writer(Vec::new());
    // A second cell, so that an empty one is not taken for a blank line.
    let written = writer.write_record([value, "x"]).ok().and_then(|()| writer.into_inner().ok());
    let tail = if was_quoted { ",\"x\"\n".len() } else { ",x\n".len() };
    let mut written = written.expect("text can be written to memory");
    written.truncate(written.len() - tail);
    String::from_utf8(written).expect("quotes round UTF-8 leave it UTF-8")
}

#[cfg(test)]
mod tests;
