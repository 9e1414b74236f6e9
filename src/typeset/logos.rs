//! Logos: a grid of those of a list, and the letterhead's.

use crate::model::{Length, Picture};
use crate::picture::{Size, balanced};
use crate::typeset::compositor::Compositor;
use crate::typeset::galley::{Break, Frame, Ink, Row};
use crate::typeset::leading::{fitting, times};
use crate::typeset::structure::ElementId;

/// The side of a square logo of a grid, in parts of the body's size.
const SIDE: f64 = 3.9;
/// The same of a letterhead's.
const HEAD_SIDE: f64 = 3.6;
/// The least width of a grid's column, in parts of the body's size.
const COLUMN: f64 = 8.0;
/// Between two rows of a grid.
const BETWEEN: f64 = 1.5;

impl<'a> Compositor<'a> {
    /// Sets a grid of logos, each in the middle of its cell.
    pub(crate) fn logo_grid(&mut self, logos: &'a [Picture], section: ElementId) {
        let size = self.measures.body.size;
        let gutter = self.measures.gutter;
        let columns = fitting(self.frame.measure + gutter, size * COLUMN + gutter).max(1);
        let frames = self.frame.columns(columns, gutter);
        for (index, row) in logos.chunks(columns).enumerate() {
            let gap = if index == 0 { self.measures.above_names } else { size * BETWEEN };
            self.galley.space(gap);
            let mut inks = Vec::new();
            let mut highest = Length::ZERO;
            for (logo, cell) in row.iter().zip(&frames) {
                let Some(file) = &logo.file else { continue };
                let shown = balanced(file, size * SIDE, cell.measure);
                let frame = cell.inset((cell.measure - shown.width) / 2.0);
                let element = self.figure(&logo.description, section);
                inks.push(self.picture(file, frame, shown, file.content, element));
                highest = highest.max(shown.height);
            }
            center(&mut inks, highest);
            self.galley.push(Row {
                inks,
                solid: highest,
                ascent: highest,
                before: if index == 0 { Break::Parts } else { Break::Free },
                name: true,
                ..Row::default()
            });
        }
    }

    /// The logos of the letterhead beside one another, and how large they are together. What the
    /// measure does not hold is set smaller, all alike.
    pub(crate) fn head_logos(
        &mut self,
        logos: &'a [Picture],
        section: ElementId,
    ) -> Option<(Vec<Ink>, Size)> {
        let side = self.measures.body.size * HEAD_SIDE;
        let gutter = self.measures.gutter;
        let files = || logos.iter().filter_map(|logo| Some((logo, logo.file.as_ref()?)));
        let gutters = times(gutter, files().count().checked_sub(1)?);
        let room = (self.frame.measure - gutters).max(side);
        let all: Length = files().map(|(_, file)| balanced(file, side, room).width).sum();
        let scale = (room / all).min(1.0);
        let mut start = self.frame.start;
        let mut inks = Vec::new();
        let mut highest = Length::ZERO;
        for (logo, file) in files() {
            let shown = balanced(file, side, room).scaled(scale);
            let frame = Frame { start, measure: shown.width };
            let element = self.figure(&logo.description, section);
            inks.push(self.picture(file, frame, shown, file.content, element));
            highest = highest.max(shown.height);
            start += shown.width + gutter;
        }
        center(&mut inks, highest);
        Some((inks, Size { width: start - gutter - self.frame.start, height: highest }))
    }
}

/// Sets the middles of pictures level.
fn center(inks: &mut [Ink], highest: Length) {
    for ink in inks {
        if let Ink::Picture { down, height, .. } = ink {
            *down = -((highest - *height) / 2.0);
        }
    }
}
