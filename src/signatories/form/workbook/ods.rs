//! The cells of an ODS file (OASIS `OpenDocument` 1.3, part 3, 9.1).

use std::collections::BTreeSet;
use std::io::Read;
use std::path::Path;

use crate::office::{Archive, Element, Node, OfficeError, Xml};
use crate::signatories::form::Form;
use crate::signatories::form::limits::Room;
use crate::signatories::form::workbook::error::WorkbookError;
use crate::signatories::form::workbook::grid::{Grid, MOST_COLUMNS, MOST_ROWS, Oddity, cell_name};
use crate::signatories::form::workbook::number::{iso_moment, iso_time, number_text};
use crate::signatories::form::workbook::number_format::NumberFormat;
use crate::signatories::form::workbook::read::sheets_remark;

/// The answers of the first sheet that is not hidden and not empty.
pub(crate) fn read(archive: &mut Archive<'_>, shown: &Path) -> Result<Form, WorkbookError> {
    if is_encrypted(archive)? {
        return Err(OfficeError::Password.into());
    }
    let mut xml = archive.part("content.xml")?.ok_or(WorkbookError::NoWorkbook)?;
    let mut hidden_styles = BTreeSet::new();
    let mut style = String::new();
    let mut sheets = 0;
    let mut found: Option<(String, Grid)> = None;
    while let Some(node) = xml.next()? {
        let Node::Open(element) = node else { continue };
        match element.name() {
            "office:text" | "office:presentation" => return Err(WorkbookError::NoWorkbook),
            "style:style" => {
                style = element.attribute("style:name")?.unwrap_or_default().into_owned();
            }
            "style:table-properties"
                if element.attribute("table:display")?.is_some_and(|shows| shows == "false") =>
            {
                hidden_styles.insert(style.clone());
            }
            "table:table" => {
                let style = element.attribute("table:style-name")?.unwrap_or_default();
                if hidden_styles.contains(&*style) {
                    continue;
                }
                sheets += 1;
                if found.is_none() {
                    let name = element.attribute("table:name")?.unwrap_or_default().into_owned();
                    let grid = cells(&mut xml)?;
                    found = (!grid.is_empty()).then_some((name, grid));
                }
            }
            _ => {}
        }
    }
    let (name, grid) = found.ok_or(WorkbookError::Empty)?;
    let mut form = grid.into_form(shown, &name)?;
    form.remarks.splice(0..0, sheets_remark(shown, sheets, &name));
    Ok(form)
}

fn is_encrypted(archive: &mut Archive<'_>) -> Result<bool, WorkbookError> {
    let Some(mut manifest) = archive.part("META-INF/manifest.xml")? else { return Ok(false) };
    while let Some(node) = manifest.next()? {
        if let Node::Open(element) = node
            && element.local_name() == "encryption-data"
        {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The cells of the table that was opened last.
fn cells(xml: &mut Xml<impl Read>) -> Result<Grid, WorkbookError> {
    let mut table = Table::default();
    // How deep within the table, and where what is passed over began: notes, drawings, and tables
    // within cells.
    let mut depth = 1_usize;
    let mut passed_over: Option<usize> = None;
    while depth > 0 {
        let Some(node) = xml.next()? else { break };
        match node {
            Node::Open(element) => {
                depth += 1;
                if passed_over.is_none() {
                    if is_passed_over(element.name()) {
                        passed_over = Some(depth);
                    } else {
                        table.open(&element)?;
                    }
                }
            }
            Node::Text(text) if passed_over.is_none() => table.text(&text),
            Node::Text(_) => {}
            Node::Close(end) => {
                match passed_over {
                    Some(from) if from == depth => passed_over = None,
                    Some(_) => {}
                    None => table.close(end.name().into_inner())?,
                }
                depth -= 1;
            }
        }
    }
    Ok(table.grid)
}

fn is_passed_over(name: &str) -> bool {
    matches!(name, "office:annotation" | "table:shapes" | "table:table")
        || name.starts_with("draw:")
}

/// A table while it is read.
#[derive(Debug, Default)]
struct Table {
    grid: Grid,
    /// The row that is read, counted from 0, and how often it stands there.
    row: usize,
    row_repeats: usize,
    cells: Vec<Cell>,
    /// The column of the next cell.
    column: usize,
    cell: Option<Cell>,
    is_paragraph: bool,
    room: Room,
}

/// A cell while it is read, and how often it stands there.
#[derive(Debug, Default)]
struct Cell {
    column: usize,
    repeats: usize,
    value_type: String,
    value: Option<String>,
    /// The paragraphs that it shows, with line breaks between.
    shown: String,
    paragraphs: usize,
    has_formula: bool,
    is_error: bool,
    rows_spanned: usize,
}

impl Table {
    fn open(&mut self, element: &Element<'_>) -> Result<(), WorkbookError> {
        match (element.name(), &mut self.cell) {
            ("table:table-row", None) => {
                self.row_repeats = count(element, "table:number-rows-repeated", MOST_ROWS)?;
                self.column = 0;
                self.cells.clear();
            }
            ("table:table-cell" | "table:covered-table-cell", None) => {
                self.cell = Some(Cell::open(element, self.column)?);
            }
            ("text:p", Some(cell)) => {
                if cell.paragraphs > 0 {
                    cell.shown.push('\n');
                }
                cell.paragraphs += 1;
                self.is_paragraph = true;
            }
            ("text:s", Some(cell)) => {
                // The space round a cell and runs of it say nothing.
                let spaces = count(element, "text:c", 80)?;
                self.room.take(0, spaces)?;
                cell.shown.push_str(&" ".repeat(spaces));
            }
            ("text:tab", Some(cell)) => cell.shown.push('\t'),
            ("text:line-break", Some(cell)) => cell.shown.push('\n'),
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if let Some(cell) = self.cell.as_mut().filter(|_| self.is_paragraph) {
            cell.shown.push_str(text);
        }
    }

    fn close(&mut self, name: &str) -> Result<(), WorkbookError> {
        match name {
            "text:p" => self.is_paragraph = false,
            "table:table-cell" | "table:covered-table-cell" => {
                if let Some(cell) = self.cell.take() {
                    self.column = (self.column + cell.repeats).min(MOST_COLUMNS);
                    if cell.is_something() {
                        self.cells.push(cell);
                    }
                }
            }
            "table:table-row" => {
                if self.cells.is_empty() {
                    self.row = (self.row + self.row_repeats).min(MOST_ROWS);
                    return Ok(());
                }
                let width: usize = self.cells.iter().map(|cell| cell.repeats).sum();
                self.room.take(width.saturating_mul(self.row_repeats), 0)?;
                for _ in 0..self.row_repeats {
                    for cell in &self.cells {
                        cell.put(self.row, &mut self.grid)?;
                    }
                    self.row += 1;
                }
            }
            _ => {}
        }
        Ok(())
    }
}

/// A count that an attribute gives, 1 where it does not, and never more than `most`.
fn count(element: &Element<'_>, name: &str, most: usize) -> Result<usize, WorkbookError> {
    let Some(written) = element.attribute(name)? else { return Ok(1) };
    let is_number = !written.is_empty() && written.bytes().all(|byte| byte.is_ascii_digit());
    // What has too many digits for a number is too large in any case.
    Ok(if is_number { written.parse().unwrap_or(most).min(most) } else { 1 })
}

impl Cell {
    fn open(element: &Element<'_>, column: usize) -> Result<Self, WorkbookError> {
        let attribute = |name| element.attribute(name).map(|value| value.map(String::from));
        let value_type = attribute("office:value-type")?.unwrap_or_default();
        let value = match value_type.as_str() {
            "float" | "percentage" | "currency" => attribute("office:value")?,
            "date" => attribute("office:date-value")?,
            "time" => attribute("office:time-value")?,
            "boolean" => attribute("office:boolean-value")?,
            _ => attribute("office:string-value")?,
        };
        Ok(Self {
            column,
            repeats: count(element, "table:number-columns-repeated", MOST_COLUMNS)?,
            value_type,
            value,
            has_formula: element.attribute("table:formula")?.is_some(),
            is_error: attribute("calcext:value-type")?.is_some_and(|kind| kind == "error"),
            rows_spanned: count(element, "table:number-rows-spanned", MOST_ROWS)?,
            ..Self::default()
        })
    }

    fn is_something(&self) -> bool {
        let has_value = self.value.as_ref().is_some_and(|value| !value.is_empty());
        has_value || self.is_uncalculated() || self.is_error || !self.shown.trim().is_empty()
    }

    fn is_uncalculated(&self) -> bool {
        self.has_formula && self.value.is_none() && self.value_type.is_empty()
    }

    fn put(&self, row: usize, grid: &mut Grid) -> Result<(), WorkbookError> {
        let name = || cell_name(row, self.column);
        if self.is_error {
            return grid.note(Oddity::Error, name);
        }
        if self.is_uncalculated() {
            return grid.note(Oddity::Uncalculated, name);
        }
        if self.rows_spanned > 1 {
            let last = row + self.rows_spanned - 1;
            grid.note(Oddity::Merged, || format!("{}:{}", name(), cell_name(last, self.column)))?;
        }
        let (text, is_too_long) = self.as_text();
        for column in self.column..self.column + self.repeats {
            if is_too_long {
                grid.note(Oddity::LongNumber, || cell_name(row, column))?;
            }
            grid.put(row, column, text.clone())?;
        }
        Ok(())
    }

    /// What the cell says, and whether it is a number of too many digits.
    fn as_text(&self) -> (String, bool) {
        let Some(value) = &self.value else { return (self.shown.clone(), false) };
        let text = match self.value_type.as_str() {
            "float" | "percentage" | "currency" => {
                let format = match self.shown.as_str() {
                    // A postal code is shown with its zeros.
                    shown if shown.starts_with('0') => {
                        NumberFormat::of_code(&"0".repeat(shown.len()))
                    }
                    _ => NumberFormat::Number,
                };
                let is_code = self.shown.bytes().all(|byte| byte.is_ascii_digit());
                let format = if is_code { format } else { NumberFormat::Number };
                return number_text(value, format, false)
                    .map_or_else(|| (value.clone(), false), |it| (it.text, it.is_too_long));
            }
            "date" => iso_moment(value),
            "time" => iso_time(value),
            "boolean" => value.to_uppercase(),
            // The paragraphs have the line breaks that the attribute lacks.
            _ if self.paragraphs > 0 => self.shown.clone(),
            _ => value.clone(),
        };
        (text, false)
    }
}
