//! Where a cell stands in its file, and what of its row may be shown.

use std::ops::Range;

use crate::diagnostic::Place;
use crate::table::records::Line;
use crate::table::{Table, scan};

/// Whether the text of a cell may be shown in an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Excerpt {
    /// The cell is shown, the others of its row as `…`.
    Cell,
    /// The cell is private: its place alone.
    Nothing,
}

impl Table {
    /// The place of a cell as it was read.
    pub fn place(&self, row: usize, column: usize, excerpt: Excerpt) -> Place {
        self.place_in(self.rows.get(row).unwrap_or(&self.header), column, None, excerpt)
    }

    /// The place of a column's header.
    pub fn header_place(&self, column: usize) -> Place {
        self.place_in(&self.header, column, None, Excerpt::Cell)
    }

    /// The place of a cell, or of a character in it, as it was read.
    pub(crate) fn place_in(
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
}
