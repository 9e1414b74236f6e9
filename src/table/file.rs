//! A table together with the text that it was read from.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, Place};
use crate::encoding::{self, Encoding};
use crate::table::edit::quoted;
use crate::table::records::{Line, Records, State, Values, delimiter_of, records};
use crate::table::{Excerpt, faults, scan};

/// A table of text cells as RFC 4180 describes it, with a header, together with the text that it
/// was read from; rows that are appended stand in the text like those that were read.
///
/// Rows are counted from 0 without the header, columns from 0. A row keeps its number when
/// another is removed.
#[derive(Clone, Debug)]
pub struct Table {
    pub(crate) shown: PathBuf,
    pub(crate) text: String,
    pub(crate) encoding: Encoding,
    pub(crate) delimiter: u8,
    pub(crate) header: Line,
    pub(crate) rows: Vec<Line>,
    /// Where the values stand that are in the text.
    pub(crate) ranges: Vec<Range<u32>>,
    /// How many lines of the text have an end.
    pub(crate) line_ends: usize,
    /// Rows whose cells are not those that were meant.
    malformed: BTreeSet<usize>,
}

impl Table {
    /// A table with these columns and no rows, to be written as UTF-8 with commas.
    pub fn new(columns: &[&str]) -> Self {
        let header: Vec<_> = columns.iter().map(|name| quoted(name, b',', false)).collect();
        let header = header.join(",");
        Self {
            shown: PathBuf::new(),
            text: format!("{header}\n"),
            encoding: Encoding::Utf8,
            delimiter: b',',
            header: Line {
                span: 0..header.len(),
                number: 1,
                values: Values::Own(Box::new(columns.iter().copied().collect())),
                state: State::Untouched,
            },
            ranges: Vec::new(),
            rows: Vec::new(),
            line_ends: 1,
            malformed: BTreeSet::new(),
        }
    }

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
        let Records { lines: mut rows, ranges } = records(&text, delimiter);
        if rows.is_empty() {
            let message = format!("`{}` has no header", shown.display());
            return Err(vec![
                Diagnostic::error("missing-header", message)
                    .at(Place::new(shown, "", 0..0))
                    .help("begin the file with a line that names its columns"),
            ]);
        }
        let header = rows.remove(0);
        let line_ends = scan::line_ends(&text);
        let mut table = Self {
            shown: shown.to_owned(),
            text,
            encoding,
            delimiter,
            header,
            rows,
            ranges,
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

    /// The byte between cells.
    pub fn delimiter(&self) -> u8 {
        self.delimiter
    }

    /// The headers, without the space round them.
    pub fn headers(&self) -> impl Iterator<Item = &str> {
        self.cells(&self.header).map(str::trim)
    }

    /// The numbers of the rows that are there, in the order of the file. Rows with nothing in any
    /// cell are among them, blank lines are not.
    pub fn rows(&self) -> impl DoubleEndedIterator<Item = usize> {
        let present = |(number, line): (usize, &Line)| {
            (!matches!(line.state, State::Removed)).then_some(number)
        };
        self.rows.iter().enumerate().filter_map(present)
    }

    /// Whether a row is there.
    pub fn has(&self, row: usize) -> bool {
        self.rows.get(row).is_some_and(|line| !matches!(line.state, State::Removed))
    }

    /// A cell without the space round it; empty where the row has no such cell.
    pub fn cell(&self, row: usize, column: usize) -> &str {
        self.rows.get(row).and_then(|line| self.cell_in(line, column)).map_or("", str::trim)
    }

    /// Whether no cell of a row has anything in it.
    pub fn is_blank(&self, row: usize) -> bool {
        self.rows.get(row).is_none_or(|line| self.cells(line).all(|cell| cell.trim().is_empty()))
    }

    /// A row as it is written, without its line end.
    pub fn written(&self, row: usize) -> &str {
        self.rows.get(row).map_or("", |line| self.raw(line))
    }

    /// Whether a row is written without control characters, among them line ends and tabs, and
    /// without an equals sign: so that what only few cells may hold is not looked for in each.
    pub fn is_plain(&self, row: usize) -> bool {
        let is_plain = |byte: u8| byte >= b' ' && byte != b'=';
        scan::all(self.written(row), is_plain)
    }

    /// The cells of a record with the space round them.
    pub(crate) fn cells<'a>(&'a self, line: &'a Line) -> impl Iterator<Item = &'a str> {
        (0..line.count()).map(|column| self.cell_in(line, column).unwrap_or_default())
    }

    pub(crate) fn cell_in<'a>(&'a self, line: &'a Line, column: usize) -> Option<&'a str> {
        line.cell(column, &self.text, &self.ranges)
    }

    /// The line of the file that a row begins on, counted from 1.
    pub fn line(&self, row: usize) -> usize {
        self.rows.get(row).map_or(0, |line| line.number)
    }
}
