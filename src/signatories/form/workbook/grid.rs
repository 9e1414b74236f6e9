//! The cells of a sheet as text.

use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::visible;
use crate::signatories::form::limits::{MOST_CELLS, Room, TooLarge};
use crate::signatories::form::workbook::error::WorkbookError;
use crate::signatories::form::{Form, Record};

/// The rows and columns that spreadsheet programs have.
pub(crate) const MOST_ROWS: usize = 1 << 20;
pub(crate) const MOST_COLUMNS: usize = 1 << 14;

/// How many cells a remark names.
const NAMED: usize = 5;

/// The rows of a sheet that have anything in them.
#[derive(Debug, Default)]
pub(crate) struct Grid {
    rows: Vec<Row>,
    room: Room,
    oddities: [Cells; 4],
}

#[derive(Debug)]
struct Row {
    /// Counted from 0.
    number: usize,
    cells: Vec<String>,
}

/// What a cell can be that is not read as it is shown.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Oddity {
    /// A formula whose result is not in the file.
    Uncalculated,
    /// An error such as `#REF!`.
    Error,
    /// A number with more digits than spreadsheet programs keep.
    LongNumber,
    /// Several cells as one.
    Merged,
}

/// Cells by their names, the first few of them.
#[derive(Debug, Default)]
struct Cells {
    named: Vec<String>,
    count: usize,
}

impl Grid {
    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Puts text into a cell, row and column counted from 0. Rows come in their order.
    pub(crate) fn put(
        &mut self,
        row: usize,
        column: usize,
        text: String,
    ) -> Result<(), WorkbookError> {
        if text.trim().is_empty() {
            return Ok(());
        }
        if row >= MOST_ROWS || column >= MOST_COLUMNS {
            return Err(WorkbookError::damaged("a cell lies outside of its sheet"));
        }
        let is_new = self.rows.last().is_none_or(|last| last.number != row);
        if is_new {
            self.rows.push(Row { number: row, cells: Vec::new() });
        }
        if let Some(row) = self.rows.last_mut() {
            let added = (column + 1).saturating_sub(row.cells.len());
            self.room.take(added, text.len())?;
            if added > 0 {
                row.cells.resize(column + 1, String::new());
            }
            row.cells[column] = text;
        }
        Ok(())
    }

    /// Notes a cell, or the cells, that are not read as they are shown.
    pub(crate) fn note(
        &mut self,
        oddity: Oddity,
        cells: impl FnOnce() -> String,
    ) -> Result<(), WorkbookError> {
        self.room.take(1, 0)?;
        let noted = &mut self.oddities[oddity as usize];
        noted.count += 1;
        if noted.named.len() < NAMED {
            noted.named.push(cells());
        }
        Ok(())
    }

    /// The answers under the header, which is the first row with anything in it; but where that is
    /// one cell, and two or more stand in the next row, it is a title and passed over.
    pub(crate) fn into_form(mut self, shown: &Path, sheet: &str) -> Result<Form, WorkbookError> {
        let has_title = match self.rows.as_slice() {
            [first, second, ..] => filled(first) == 1 && filled(second) > 1,
            _ => false,
        };
        let mut remarks = Vec::new();
        if has_title {
            let title = self.rows.remove(0).number + 1;
            remarks.push(format!("passed over row {title}, a title above the header"));
        }
        if self.rows.is_empty() {
            return Err(WorkbookError::Empty);
        }
        let width = self.rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
        if width.saturating_mul(self.rows.len()) > MOST_CELLS {
            return Err(TooLarge::Cells.into());
        }
        remarks.extend(self.remarks(sheet));
        let mut rows = self.rows.into_iter().map(|mut row| {
            row.cells.resize(width, String::new());
            row
        });
        let headers = rows.next().map(|row| row.cells).unwrap_or_default();
        let file: Arc<Path> = shown.into();
        let record =
            |row: Row| Record { file: Arc::clone(&file), line: row.number + 1, cells: row.cells };
        Ok(Form { headers, records: rows.map(record).collect(), remarks })
    }

    fn remarks(&self, sheet: &str) -> Vec<String> {
        let sheet = visible(sheet);
        let words = [
            (Oddity::Uncalculated, "formulas that were never calculated, read as empty"),
            (Oddity::Error, "errors such as `#REF!`, read as empty"),
            (Oddity::LongNumber, "numbers of which digits after the 15th may be lost"),
            (Oddity::Merged, "merged cells, of which only the first is read"),
        ];
        let noted = words.iter().map(|(oddity, what)| (what, &self.oddities[*oddity as usize]));
        let noted = noted.filter(|(_, cells)| cells.count > 0);
        noted
            .map(|(what, cells)| {
                let more = match cells.count - cells.named.len() {
                    0 => String::new(),
                    more => format!(" and {more} more"),
                };
                format!("in sheet `{sheet}`: {what}: {}{more}", cells.named.join(", "))
            })
            .collect()
    }
}

fn filled(row: &Row) -> usize {
    row.cells.iter().filter(|cell| !cell.is_empty()).count()
}

/// A cell as spreadsheet programs name it, row and column counted from 0: `C7`.
pub(crate) fn cell_name(row: usize, column: usize) -> String {
    let mut letters = Vec::new();
    let mut left = column + 1;
    while left > 0 {
        let letter = u8::try_from((left - 1) % 26).unwrap_or_default();
        letters.insert(0, char::from(b'A' + letter));
        left = (left - 1) / 26;
    }
    format!("{}{}", String::from_iter(letters), row + 1)
}

/// Row and column, counted from 0, of a cell by its name; none for what names none.
pub(crate) fn cell_position(name: &str) -> Option<(usize, usize)> {
    let digits = name.find(|character: char| character.is_ascii_digit())?;
    let (letters, row) = name.split_at(digits);
    let column = letters.bytes().try_fold(0_usize, |column, letter| {
        let letter = letter.is_ascii_alphabetic().then(|| letter.to_ascii_uppercase() - b'A')?;
        let column = column * 26 + usize::from(letter) + 1;
        (column <= MOST_COLUMNS).then_some(column)
    })?;
    let row = row.parse::<usize>().ok().filter(|row| *row <= MOST_ROWS)?;
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_as_spreadsheets_do() {
        for (name, row, column) in
            [("A1", 0, 0), ("Z9", 8, 25), ("AA10", 9, 26), ("XFD1048576", 1_048_575, 16_383)]
        {
            assert_eq!(cell_name(row, column), name);
            assert_eq!(cell_position(name), Some((row, column)));
        }
        for name in
            ["", "A", "1", "A0", "XFE1", "A1048577", "AAAAAAAAAAAAAAAA1", "A99999999999999999999"]
        {
            assert_eq!(cell_position(name), None, "{name}");
        }
    }

    #[test]
    fn a_title_is_told_from_a_header() {
        let form = |cells: &[(usize, usize, &str)]| {
            let mut grid = Grid::default();
            for (row, column, text) in cells {
                grid.put(*row, *column, (*text).to_owned()).unwrap();
            }
            grid.into_form(Path::new("form.xlsx"), "Sheet1").unwrap()
        };
        let titled = form(&[(0, 0, "Answers"), (2, 0, "name"), (2, 1, "email"), (3, 0, "A")]);
        assert_eq!(titled.headers, ["name", "email"]);
        assert_eq!(titled.records[0].line, 4);
        assert_eq!(titled.remarks, ["passed over row 1, a title above the header"]);
        let names = form(&[(1, 1, "name"), (2, 1, "A"), (4, 1, "B")]);
        assert_eq!(names.headers, ["", "name"]);
        assert_eq!(names.records.len(), 2);
    }

    #[test]
    fn cells_far_out_do_not_fill_the_memory() {
        let mut grid = Grid { room: Room::new(100, 100), ..Grid::default() };
        grid.put(0, 60, "x".to_owned()).unwrap();
        let error = grid.put(1, 60, "x".to_owned()).unwrap_err();
        assert_eq!(error.to_string(), "has more than 10,000,000 cells");
        let error = Grid::default().put(0, MOST_COLUMNS, "x".to_owned()).unwrap_err();
        assert_eq!(error.to_string(), "is damaged: a cell lies outside of its sheet");
    }
}
