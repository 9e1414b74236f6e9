//! Tables: of the body, and of signatories.

use crate::model::{
    Alignment, Change, Direction, Inline, Length, Paragraph as Text, SignatoryGroup, Table, plain,
};
use crate::render::docx::composer::Composer;
use crate::render::docx::paragraph::Paragraph;
use crate::render::docx::revision::Revisions;
use crate::render::docx::style::Style;
use crate::render::docx::styles::TABLE;
use crate::render::docx::unit::{estimated_width, twips};
use crate::render::docx::xml::Xml;

/// Beside the text of a cell, on both sides together.
const BESIDE: Length = Length::pt(10.0);
/// A table that is wider than so much of the measure fills it.
const NEARLY: f64 = 0.75;

/// Cells in rows, each row with which of two texts has it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Grid {
    pub(crate) alignments: Vec<Alignment>,
    pub(crate) rows: Vec<GridRow>,
    /// Whether it is as wide as the text.
    pub(crate) full: bool,
}

/// A row of cells.
#[derive(Clone, Debug)]
pub(crate) struct GridRow {
    pub(crate) is_head: bool,
    pub(crate) change: Change,
    pub(crate) cells: Vec<GridCell>,
}

/// A cell: its text alone, by which columns are as wide as they are, and its runs.
#[derive(Clone, Debug)]
pub(crate) struct GridCell {
    pub(crate) text: String,
    pub(crate) runs: Xml,
}

impl Composer<'_> {
    pub(crate) fn body_table(&mut self, table: &Table) {
        let has_heads = table.heads.iter().any(|head| !head.is_empty());
        let heads = has_heads.then_some((true, &table.heads));
        let rows = heads.into_iter().chain(table.rows.iter().map(|row| (false, row)));
        let rows = rows.map(|(is_head, row)| {
            let cells = row.iter().map(|text| self.cell(text)).collect();
            GridRow { is_head, change: Change::Same, cells }
        });
        let rows = rows.collect();
        self.grid(&Grid { alignments: table.alignments.clone(), rows, full: false });
    }

    /// Signatories, with a column for each field, and one for their numbers.
    pub(crate) fn table_of_names(&mut self, group: &SignatoryGroup) {
        let numbered = group.first_number.is_some();
        let number = |text: String| vec![Inline::Text(text)];
        let mut rows = Vec::new();
        if group.heads.iter().any(|head| !head.is_empty()) {
            let heads = group.heads.iter().map(|head| number(head.clone()));
            let heads = numbered.then(Vec::new).into_iter().chain(heads);
            let cells = heads.map(|head| self.cell(&head)).collect();
            rows.push(GridRow { is_head: true, change: Change::Same, cells });
        }
        for (index, signatory) in group.signatories.iter().enumerate() {
            let first = group.first_number.map(|first| number(format!("{}.", first + index)));
            let own = if signatory.cells.is_empty() {
                std::slice::from_ref(&signatory.text)
            } else {
                &signatory.cells
            };
            let cells = first.iter().chain(own).map(|text| self.cell(text)).collect();
            rows.push(GridRow { is_head: false, change: Change::Same, cells });
        }
        let alignments = numbered.then_some(Alignment::End).into_iter().collect();
        self.grid(&Grid { alignments, rows, full: true });
    }

    fn cell(&mut self, text: &Text) -> GridCell {
        GridCell { text: plain(text), runs: self.runs(text) }
    }

    /// Writes a table (ISO 29500-1, 17.4.37).
    pub(crate) fn grid(&mut self, grid: &Grid) {
        let widths = grid.widths(self.measures.table.size, self.measure);
        let mut xml = Xml::default();
        xml.open("w:tbl", &[]);
        xml.open("w:tblPr", &[]);
        xml.value("w:tblStyle", TABLE);
        xml.flag("w:bidiVisual", self.letter.language.direction() == Direction::RightToLeft);
        let whole: Length = widths.iter().copied().sum();
        xml.empty("w:tblW", &[("w:w", &twips(whole)), ("w:type", "dxa")]);
        xml.empty("w:tblLayout", &[("w:type", "fixed")]);
        let has_head = grid.rows.first().is_some_and(|row| row.is_head);
        let look = [
            ("w:val", if has_head { "0020" } else { "0000" }),
            ("w:firstRow", if has_head { "1" } else { "0" }),
            ("w:lastRow", "0"),
            ("w:firstColumn", "0"),
            ("w:lastColumn", "0"),
            ("w:noHBand", "1"),
            ("w:noVBand", "1"),
        ];
        xml.empty("w:tblLook", &look);
        xml.close("w:tblPr");
        xml.open("w:tblGrid", &[]);
        for width in &widths {
            xml.empty("w:gridCol", &[("w:w", &twips(*width))]);
        }
        xml.close("w:tblGrid");
        for row in &grid.rows {
            row.write(&widths, &grid.alignments, &mut self.revisions, &mut xml);
        }
        xml.close("w:tbl");
        self.story.push_table(xml);
    }
}

impl GridRow {
    fn write(
        &self,
        widths: &[Length],
        alignments: &[Alignment],
        revisions: &mut Revisions,
        xml: &mut Xml,
    ) {
        xml.open("w:tr", &[]);
        xml.open("w:trPr", &[]);
        xml.flag("w:cantSplit", true);
        xml.flag("w:tblHeader", self.is_head);
        revisions.write_mark(self.change, xml);
        xml.close("w:trPr");
        for (column, width) in widths.iter().enumerate() {
            xml.open("w:tc", &[]);
            xml.open("w:tcPr", &[]);
            xml.empty("w:tcW", &[("w:w", &twips(*width)), ("w:type", "dxa")]);
            xml.close("w:tcPr");
            let style = if self.is_head { Style::TableHead } else { Style::TableCell };
            let cell = self.cells.get(column);
            let runs = cell.map(|cell| cell.runs.clone()).unwrap_or_default();
            let mut paragraph = Paragraph::new(style, runs);
            paragraph.alignment =
                alignments.get(column).copied().filter(|alignment| *alignment != Alignment::Start);
            paragraph.end = self.change;
            paragraph.write(None, revisions, xml);
            xml.close("w:tc");
        }
        xml.close("w:tr");
    }
}

impl Grid {
    fn columns(&self) -> usize {
        self.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0).max(1)
    }

    /// How wide the columns are: as their widest cells where all have room, else the narrow ones
    /// so, and the others share the rest by how much stands in them.
    fn widths(&self, size: Length, measure: Length) -> Vec<Length> {
        let natural: Vec<Length> = (0..self.columns())
            .map(|column| {
                let cells = self.rows.iter().filter_map(|row| row.cells.get(column));
                let widest = cells.map(|cell| estimated_width(&cell.text, size));
                widest.fold(Length::ZERO, Length::max) + BESIDE
            })
            .collect();
        let sum: Length = natural.iter().copied().sum();
        if sum <= measure * NEARLY && !self.full {
            return natural;
        }
        if sum <= measure {
            return natural.iter().map(|width| *width * (measure / sum)).collect();
        }
        let fair = measure / f64::from(u32::try_from(natural.len()).unwrap_or(u32::MAX));
        let narrow: Length = natural.iter().copied().filter(|width| *width <= fair).sum();
        // By the root, so that one long cell does not take all.
        let weight = |width: Length| width.to_pt().sqrt();
        let weights: f64 = natural.iter().filter(|width| **width > fair).map(|w| weight(*w)).sum();
        let share = |width: Length| (measure - narrow) * (weight(width) / weights);
        natural.iter().map(|width| if *width <= fair { *width } else { share(*width) }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn widths(cells: &[usize], full: bool) -> Vec<f64> {
        let cell = |length: &usize| GridCell { text: "x".repeat(*length), runs: Xml::default() };
        let row = |cells: &[usize]| GridRow {
            is_head: false,
            change: Change::Same,
            cells: cells.iter().map(cell).collect(),
        };
        let grid = Grid { alignments: Vec::new(), rows: vec![row(cells)], full };
        let widths = grid.widths(Length::pt(10.0), Length::pt(400.0));
        widths.into_iter().map(|width| width.to_pt().round()).collect()
    }

    #[test]
    fn columns_are_as_wide_as_their_text_while_there_is_room() {
        assert_eq!(widths(&[10, 20], false), [61.0, 112.0]);
        assert_eq!(widths(&[10, 20], true), [141.0, 259.0]);
    }

    #[test]
    fn narrow_columns_keep_their_width_and_the_others_share_the_rest() {
        assert_eq!(widths(&[10, 100, 400], false), [61.0, 114.0, 225.0]);
    }
}
