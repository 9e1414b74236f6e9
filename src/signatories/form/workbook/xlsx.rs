//! The cells of an XLSX file (ECMA-376, part 1, 18.3.1).

use std::path::Path;

use crate::office::{Archive, Element, Node};
use crate::signatories::form::Form;
use crate::signatories::form::workbook::error::WorkbookError;
use crate::signatories::form::workbook::grid::{Grid, MOST_ROWS, Oddity, cell_name, cell_position};
use crate::signatories::form::workbook::number::{iso_moment, number_text};
use crate::signatories::form::workbook::read::sheets_remark;
use crate::signatories::form::workbook::xlsx_parts::{self, Parts, RichText, Sheet, unescaped};

/// The answers of the first sheet that is not hidden and not empty.
pub(crate) fn read(archive: &mut Archive<'_>, shown: &Path) -> Result<Form, WorkbookError> {
    let parts = xlsx_parts::read(archive)?;
    for sheet in &parts.sheets {
        let grid = cells(archive, sheet, &parts)?;
        if !grid.is_empty() {
            let mut form = grid.into_form(shown, &sheet.name)?;
            let remark = sheets_remark(shown, parts.sheets.len(), &sheet.name);
            form.remarks.splice(0..0, remark);
            return Ok(form);
        }
    }
    Err(WorkbookError::Empty)
}

/// A cell while it is read.
#[derive(Debug, Default)]
struct Cell {
    row: usize,
    column: usize,
    /// What its value is: a number where it says nothing.
    kind: String,
    style: usize,
    value: String,
    has_formula: bool,
}

fn cells(archive: &mut Archive<'_>, sheet: &Sheet, parts: &Parts) -> Result<Grid, WorkbookError> {
    let missing = || WorkbookError::damaged("a sheet is missing");
    let mut xml = archive.part(&sheet.part)?.ok_or_else(missing)?;
    let mut grid = Grid::default();
    // Where the next row and cell stand, unless they say so themselves.
    let (mut row, mut column) = (0, 0);
    let mut cell: Option<Cell> = None;
    let mut is_value = false;
    let mut text = RichText::default();
    while let Some(node) = xml.next()? {
        match node {
            Node::Open(element) => match (element.local_name(), &mut cell) {
                ("row", None) => {
                    if let Some(number) = element.attribute("r")? {
                        let number = number.parse().ok().filter(|row: &usize| *row <= MOST_ROWS);
                        row = number.and_then(|row| row.checked_sub(1)).ok_or_else(outside)?;
                    }
                    column = 0;
                }
                ("c", None) => cell = Some(Cell::open(&element, row, column)?),
                // Beside a text of its own, a value only repeats it.
                ("v", Some(cell)) => is_value = cell.kind != "inlineStr",
                ("f", Some(cell)) => cell.has_formula = true,
                ("mergeCell", None) => merged(&element, &mut grid)?,
                (name, _) => text.open(name),
            },
            Node::Text(part) => {
                if let Some(cell) = cell.as_mut().filter(|_| is_value || text.is_read()) {
                    cell.value.push_str(&part);
                }
            }
            Node::Close(end) => match end.local_name().as_ref() {
                "c" => {
                    if let Some(cell) = cell.take() {
                        (row, column) = (cell.row, cell.column + 1);
                        cell.put(parts, &mut grid)?;
                    }
                }
                "row" => row += 1,
                "v" => is_value = false,
                name => text.close(name),
            },
        }
    }
    Ok(grid)
}

fn outside() -> WorkbookError {
    WorkbookError::damaged("a cell lies outside of its sheet")
}

impl Cell {
    fn open(element: &Element<'_>, row: usize, column: usize) -> Result<Self, WorkbookError> {
        let (row, column) = match element.attribute("r")? {
            Some(name) => cell_position(&name).ok_or_else(outside)?,
            None => (row, column),
        };
        let style = element.attribute("s")?.and_then(|style| style.parse().ok());
        Ok(Self {
            row,
            column,
            kind: element.attribute("t")?.unwrap_or_default().into_owned(),
            style: style.unwrap_or_default(),
            ..Self::default()
        })
    }

    fn put(self, parts: &Parts, grid: &mut Grid) -> Result<(), WorkbookError> {
        let Self { row, column, ref kind, style, value, has_formula } = self;
        let name = || cell_name(row, column);
        // A formula whose result is an empty text says so by its kind.
        if has_formula && value.is_empty() && kind != "str" {
            return grid.note(Oddity::Uncalculated, name);
        }
        if value.is_empty() {
            return Ok(());
        }
        let text = match kind.as_str() {
            "s" => {
                let text =
                    value.trim().parse().ok().and_then(|number: usize| parts.texts.get(number));
                let missing = || WorkbookError::damaged("a cell names a text that is missing");
                text.ok_or_else(missing)?.clone()
            }
            "str" | "inlineStr" => unescaped(&value),
            "b" => match value.trim() {
                "1" | "true" => "TRUE".to_owned(),
                "0" | "false" => "FALSE".to_owned(),
                _ => value,
            },
            "e" => return grid.note(Oddity::Error, name),
            "d" => iso_moment(&value),
            _ => {
                let format = parts.formats.get(style).copied().unwrap_or_default();
                match number_text(&value, format, parts.is_1904) {
                    Some(number) => {
                        if number.is_too_long {
                            grid.note(Oddity::LongNumber, name)?;
                        }
                        number.text
                    }
                    None => value,
                }
            }
        };
        grid.put(row, column, text)
    }
}

/// Cells that are merged over rows: each row but the first would seem to lack what is shown in it.
fn merged(element: &Element<'_>, grid: &mut Grid) -> Result<(), WorkbookError> {
    let range = element.attribute("ref")?.unwrap_or_default();
    let corners = range
        .split_once(':')
        .and_then(|(from, to)| Some((cell_position(from)?, cell_position(to)?)));
    if let Some(((from, left), (to, right))) = corners
        && from < to
    {
        grid.note(Oddity::Merged, || {
            format!("{}:{}", cell_name(from, left), cell_name(to, right))
        })?;
    }
    Ok(())
}
