//! How wide the columns of a table are.

use crate::model::{Alignment, Length};
use crate::typeset::TypesetError;
use crate::typeset::compositor::{Compositor, Layout};
use crate::typeset::leading::part;
use crate::typeset::paragraph::Piece;
use crate::typeset::pieces::{self, Ground};
use crate::typeset::structure::Structure;
use crate::typeset::style::Type;
use crate::typeset::table::{Cell, Grid};

/// So many of the longest cells of a column are measured.
const MEASURED: usize = 16;

/// What a column asks for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Wish {
    /// The width of its widest cell.
    widest: Length,
    /// That of its widest word.
    word: Length,
    /// How much text its cells have together, in letters.
    text: u32,
}

impl<'a> Compositor<'a> {
    /// What each column asks for.
    pub(crate) fn wishes(
        &mut self,
        grid: &Grid<'_, 'a>,
        body: &Type,
        head: &Type,
    ) -> Result<Vec<Wish>, TypesetError> {
        let columns = 0..grid.columns();
        columns.map(|column| self.wish(grid, column, body, head)).collect()
    }

    /// What a column asks for. Only the cells with most letters are measured.
    fn wish(
        &mut self,
        grid: &Grid<'_, 'a>,
        column: usize,
        body: &Type,
        head: &Type,
    ) -> Result<Wish, TypesetError> {
        let cells = grid.rows.iter().filter_map(|row| row.get(column));
        let mut cells: Vec<(String, Cell<'_, 'a>)> =
            cells.map(|cell| (cell.text(), *cell)).collect();
        let letters = |text: &str| u32::try_from(text.len()).unwrap_or(u32::MAX);
        let text = cells.iter().map(|(text, _)| letters(text)).fold(0, u32::saturating_add);
        cells.sort_by(|(one, _), (other, _)| other.len().cmp(&one.len()).then(one.cmp(other)));
        cells.dedup_by(|(_, one), (_, other)| one == other);
        cells.truncate(MEASURED);
        let (mut widest, mut word) = (Length::ZERO, Length::ZERO);
        let heads = grid.heads.get(column).map(|cell| (*cell, head));
        for (cell, kind) in cells.into_iter().map(|(_, cell)| (cell, body)).chain(heads) {
            let layout = Layout { tabular: true, ..Layout::ragged(*kind, self.frame) };
            let pieces = self.unplaced(cell, &layout);
            for line in split(&pieces, |character| character == '\n') {
                widest = widest.max(self.width(&line)?);
            }
            let words = split(&pieces, char::is_whitespace);
            let letters = |word: &Vec<Piece<'_>>| -> usize {
                word.iter().map(|piece| piece.text.len()).sum()
            };
            if let Some(longest) = words.into_iter().max_by_key(letters) {
                word = word.max(self.width(&longest)?);
            }
        }
        // What shaping and rounding may add.
        let spare = Length::pt(0.5);
        Ok(Wish { widest: widest + spare, word: word + spare, text })
    }

    /// The pieces of a cell, to be measured: part of nothing.
    fn unplaced<'b>(&self, cell: Cell<'b, 'a>, layout: &Layout) -> Vec<Piece<'b>>
    where
        'a: 'b,
    {
        let (text, language) = match cell {
            Cell::Plain(text) => return vec![self.piece(text, layout, None)],
            Cell::Running(text, language) => (text, language.unwrap_or(&self.letter.language)),
        };
        let style = layout.text_style();
        let ground = Ground { style, language, element: Structure::DOCUMENT };
        let mut pieces = Vec::new();
        pieces::push(text, ground, self.marks, &mut Structure::new(), &mut pieces);
        pieces
    }
}

/// The parts of a text between its breaks.
fn split<'p>(pieces: &[Piece<'p>], is_break: impl Fn(char) -> bool) -> Vec<Vec<Piece<'p>>> {
    let mut parts = vec![Vec::new()];
    for piece in pieces {
        for (number, text) in piece.text.split(&is_break).enumerate() {
            if number > 0 {
                parts.push(Vec::new());
            }
            if let Some(part) = parts.last_mut() {
                part.push(Piece { text, ..*piece });
            }
        }
    }
    parts
}

impl Grid<'_, '_> {
    /// How many columns it has.
    pub(crate) fn columns(&self) -> usize {
        self.rows.iter().map(Vec::len).chain([self.heads.len()]).max().unwrap_or(0).max(1)
    }
}

/// Divides the room among columns. What is left over goes to columns of words: a number far from
/// its line's other cells is hard to follow.
pub(crate) fn shares(
    wishes: &[Wish],
    alignments: &[Alignment],
    room: Length,
    full: bool,
) -> Vec<Length> {
    let widest: Vec<Length> = wishes.iter().map(|wish| wish.widest).collect();
    let sum: Length = widest.iter().copied().sum();
    if sum > room {
        return divided(wishes, room);
    }
    // A table that nearly fills the measure fills it.
    if !full && sum <= room * 0.75 {
        return widest;
    }
    let words = alignments.iter().filter(|alignment| **alignment != Alignment::End).count();
    let is_wider = |column: usize| words == 0 || alignments[column] != Alignment::End;
    let more = part(room - sum, if words == 0 { wishes.len() } else { words });
    let columns = widest.into_iter().enumerate();
    columns.map(|(column, width)| if is_wider(column) { width + more } else { width }).collect()
}

/// Divides room that is too little among columns: those that want no more than a fair share get
/// what they want, none gets less than its widest word if that can be, and all others as the root
/// of their text, which makes the table about as low as it can be.
fn divided(wishes: &[Wish], room: Length) -> Vec<Length> {
    let mut given: Vec<Option<Length>> = vec![None; wishes.len()];
    loop {
        let left = room - given.iter().flatten().copied().sum::<Length>();
        let open: Vec<usize> =
            (0..wishes.len()).filter(|column| given[*column].is_none()).collect();
        let fair = part(left, open.len());
        let weight = |column: usize| f64::from(wishes[column].text.max(1)).sqrt();
        let total: f64 = open.iter().map(|column| weight(*column)).sum();
        let share = |column: usize| left * (weight(column) / total);
        let words: Length = open.iter().map(|column| wishes[*column].word).sum();
        let settled = |column: usize| {
            let Wish { widest, word, .. } = wishes[column];
            if widest <= fair.max(share(column)) {
                Some(widest)
            } else {
                Some(word).filter(|word| words <= left && *word > share(column))
            }
        };
        let next = open.iter().find_map(|column| Some((*column, settled(*column)?)));
        let Some((column, width)) = next else {
            for column in open {
                given[column] = Some(share(column));
            }
            return given.into_iter().flatten().collect();
        };
        given[column] = Some(width);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Columns by widest cell, widest word and letters.
    fn points(wishes: &[(f64, f64, u32)], room: f64) -> Vec<f64> {
        let wish = |&(widest, word, text): &(f64, f64, u32)| Wish {
            widest: Length::pt(widest),
            word: Length::pt(word),
            text,
        };
        let wishes: Vec<Wish> = wishes.iter().map(wish).collect();
        let mut alignments = vec![Alignment::Start; wishes.len()];
        alignments[0] = Alignment::End;
        let shares = shares(&wishes, &alignments, Length::pt(room), false);
        shares.into_iter().map(Length::to_pt).collect()
    }

    #[test]
    fn columns_keep_their_widest_cell_where_all_have_room() {
        assert_eq!(points(&[(40.0, 20.0, 90), (60.0, 20.0, 90)], 400.0), [40.0, 60.0]);
    }

    #[test]
    fn what_is_left_over_goes_to_columns_of_words() {
        let columns = [(40.0, 20.0, 90), (160.0, 20.0, 90), (150.0, 20.0, 90)];
        assert_eq!(points(&columns, 400.0), [40.0, 185.0, 175.0]);
        assert_eq!(points(&[(390.0, 20.0, 90)], 400.0), [400.0]);
    }

    #[test]
    fn a_narrow_column_keeps_its_width_and_wide_ones_share_the_rest_by_their_text() {
        let columns = [(50.0, 20.0, 90), (900.0, 20.0, 400), (900.0, 20.0, 100)];
        let widths: Vec<f64> = points(&columns, 410.0).iter().map(|width| width.round()).collect();
        assert_eq!(widths, [50.0, 240.0, 120.0]);
    }

    #[test]
    fn a_column_of_little_text_has_room_for_its_widest_word() {
        let columns = [(900.0, 60.0, 9000), (300.0, 80.0, 40)];
        assert_eq!(points(&columns, 400.0), [320.0, 80.0]);
        assert_eq!(points(&[(900.0, 600.0, 40), (300.0, 80.0, 40)], 400.0), [200.0, 200.0]);
    }
}
