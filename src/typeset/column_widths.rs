//! How wide the columns of a table are.

use crate::model::{Alignment, Length};
use crate::typeset::TypesetError;
use crate::typeset::compositor::{Compositor, Layout};
use crate::typeset::leading::part;
use crate::typeset::style::Type;
use crate::typeset::table::{Cell, Grid};

/// So many of the longest cells of a column are measured.
const MEASURED: usize = 16;

impl<'a> Compositor<'a> {
    /// The width of each column's widest cell.
    pub(crate) fn natural_widths(
        &mut self,
        grid: &Grid<'_, 'a>,
        body: &Type,
        head: &Type,
    ) -> Result<Vec<Length>, TypesetError> {
        let columns = 0..grid.columns();
        columns.map(|column| self.natural_width(grid, column, body, head)).collect()
    }

    /// The width of a column's widest cell. Only the cells with most letters are measured.
    fn natural_width(
        &mut self,
        grid: &Grid<'_, 'a>,
        column: usize,
        body: &Type,
        head: &Type,
    ) -> Result<Length, TypesetError> {
        let mut cells: Vec<String> =
            grid.rows.iter().filter_map(|row| row.get(column)).map(Cell::text).collect();
        cells.sort_unstable_by(|one, other| other.len().cmp(&one.len()).then(one.cmp(other)));
        cells.dedup();
        cells.truncate(MEASURED);
        let mut widest = Length::ZERO;
        let heads = grid.heads.get(column).map(|cell| (cell.text(), head));
        for (text, kind) in cells.into_iter().map(|text| (text, body)).chain(heads) {
            let layout = Layout {
                tabular: grid.alignments.get(column) == Some(&Alignment::End),
                ..Layout::ragged(*kind, self.frame)
            };
            for line in text.split('\n') {
                let piece = self.piece(line, &layout, None);
                widest = widest.max(self.width(&[piece])?);
            }
        }
        // What shaping and rounding may add.
        Ok(widest + Length::pt(0.5))
    }
}

impl Grid<'_, '_> {
    /// How many columns it has.
    pub(crate) fn columns(&self) -> usize {
        self.rows.iter().map(Vec::len).chain([self.heads.len()]).max().unwrap_or(0).max(1)
    }
}

/// Divides the room among columns that want so much each. What is left over goes to columns of
/// words: a number far from its line's other cells is hard to follow.
pub(crate) fn shares(
    wanted: &[Length],
    alignments: &[Alignment],
    room: Length,
    full: bool,
) -> Vec<Length> {
    let sum: Length = wanted.iter().copied().sum();
    // A table that nearly fills the measure fills it.
    let spread = full || sum > room * 0.75;
    if sum <= room && !spread {
        return wanted.to_vec();
    }
    if sum <= room {
        let words = alignments.iter().filter(|alignment| **alignment != Alignment::End).count();
        let is_wider = |column: usize| words == 0 || alignments[column] != Alignment::End;
        let more = part(room - sum, if words == 0 { wanted.len() } else { words });
        let widths = wanted.iter().enumerate();
        return widths
            .map(|(column, width)| if is_wider(column) { *width + more } else { *width })
            .collect();
    }
    let mut given: Vec<Option<Length>> = vec![None; wanted.len()];
    loop {
        let left = room - given.iter().flatten().copied().sum::<Length>();
        let open: Vec<usize> =
            (0..wanted.len()).filter(|column| given[*column].is_none()).collect();
        let fair = part(left, open.len());
        let narrow: Vec<usize> =
            open.iter().copied().filter(|column| wanted[*column] <= fair).collect();
        if narrow.is_empty() {
            // The square root keeps a column of a few words from vanishing beside one of hundreds.
            let weight = |column: usize| wanted[column].to_pt().max(1.0).sqrt();
            let total: f64 = open.iter().map(|column| weight(*column)).sum();
            for column in open {
                given[column] = Some(left * (weight(column) / total));
            }
            return given.into_iter().flatten().collect();
        }
        for column in narrow {
            given[column] = Some(wanted[column]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(widths: &[f64], room: f64) -> Vec<f64> {
        let wanted: Vec<Length> = widths.iter().copied().map(Length::pt).collect();
        let mut alignments = vec![Alignment::Start; widths.len()];
        alignments[0] = Alignment::End;
        let shares = shares(&wanted, &alignments, Length::pt(room), false);
        shares.into_iter().map(Length::to_pt).collect()
    }

    #[test]
    fn columns_keep_their_widest_cell_where_all_have_room() {
        assert_eq!(points(&[40.0, 60.0], 400.0), [40.0, 60.0]);
    }

    #[test]
    fn what_is_left_over_goes_to_columns_of_words() {
        assert_eq!(points(&[40.0, 160.0, 150.0], 400.0), [40.0, 185.0, 175.0]);
        assert_eq!(points(&[390.0], 400.0), [400.0]);
    }

    #[test]
    fn a_narrow_column_keeps_its_width_and_wide_ones_share_the_rest() {
        assert_eq!(points(&[50.0, 900.0, 900.0], 400.0), [50.0, 175.0, 175.0]);
    }
}
