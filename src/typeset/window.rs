//! Envelopes with a window: where the address has to stand to be seen, and where the sheet is folded.

use crate::model::{Length, Letter, Margins, Paper, Window};
use crate::typeset::page::Mark;

/// A stretch of a sheet, measured from its upper left corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Area {
    pub(crate) left: Length,
    pub(crate) top: Length,
    pub(crate) width: Length,
    pub(crate) height: Length,
}

/// What stands where on the first page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Field {
    /// Where the address begins.
    pub(crate) address: Area,
    /// What the window shows above it, for the return line and remarks.
    pub(crate) above: Length,
    /// Date and references, beside the window.
    pub(crate) beside: Area,
    /// Where the text begins.
    pub(crate) text: Length,
}

impl Field {
    /// Where things stand for an envelope, on its own paper.
    pub(crate) fn of(window: Window, margins: Margins) -> Self {
        match window {
            // DIN 5008:2020, form A and B: a field of 85 by 45 mm, 20 mm from the edge, in which the
            // text is indented by 5 mm; 17.7 mm for remarks, 27.3 mm for the address. The block with
            // the date is 125 mm from the edge, 5 mm lower than the field begins.
            Window::Din5008A => Self::din(Length::mm(27.0), margins),
            Window::Din5008B => Self::din(Length::mm(45.0), margins),
            Window::Us10 => Self::us10(margins),
        }
    }

    fn din(top: Length, margins: Margins) -> Self {
        let above = Length::mm(17.7);
        let (field, line) = (Length::mm(45.0), Length::mm(4.23));
        Self {
            address: Area {
                left: DIN_MARGIN,
                top: top + above,
                width: Length::mm(80.0),
                height: field - above,
            },
            above,
            beside: Area {
                left: Length::mm(125.0),
                top: top + Length::mm(5.0),
                // As far as the text goes, and no narrower than a date.
                width: (Length::mm(85.0) - margins.right).max(Length::mm(40.0)),
                height: field - Length::mm(5.0),
            },
            // Two lines are left free.
            text: top + field + line * 2.0,
        }
    }

    /// A window of 4½ by 1⅛ inches, ⅞ inch from the left of an envelope of 9½ by 4⅛ inches and ½
    /// inch from its lower edge, on which the sheet stands, folded in three. It may move to the
    /// right by an inch. An eighth of an inch round the address stays clear.
    fn us10(margins: Margins) -> Self {
        let folded = Length::inches(11.0 / 3.0);
        let clear = Length::inches(0.125);
        let bottom = folded - Length::inches(0.5);
        let top = bottom - Length::inches(1.125);
        // Where the window begins and ends, wherever the sheet has moved.
        let (begin, end) = (Length::inches(0.875) + clear, Length::inches(4.375));
        let left = margins.left.max(begin).min(Length::inches(1.5));
        let beside = Length::inches(5.5);
        Self {
            address: Area {
                left,
                top: top + clear,
                width: end - left,
                height: bottom - top - clear,
            },
            above: Length::ZERO,
            beside: Area {
                left: beside,
                top: top + clear,
                width: Length::inches(7.75) - beside,
                height: bottom - top,
            },
            text: bottom + Length::inches(0.25),
        }
    }

    /// The upper edge of the window.
    pub(crate) fn top(&self) -> Length {
        self.address.top - self.above
    }
}

const DIN_MARGIN: Length = Length::pt(25.0 * 72.0 / 25.4);

/// The margin at the left that is usual with an envelope: that of the address.
pub(crate) fn margin(window: Window) -> Option<Length> {
    match window {
        Window::Din5008A | Window::Din5008B => Some(DIN_MARGIN),
        Window::Us10 => None,
    }
}

/// Where fold marks begin, from the left edge: printers leave the edge itself white.
const MARK_LEFT: f64 = 4.0;
/// How long they are in millimetres, and the mark for the punch, so that they are told apart.
const FOLD_MARK: f64 = 4.0;
const HOLE_MARK: f64 = 6.0;
const MARK_THICKNESS: Length = Length::pt(0.4);

/// The marks at the left edge of the first page: where to fold it, and on A4 its middle, for the
/// punch.
pub(crate) fn fold_marks(letter: &Letter, size: (Length, Length)) -> Vec<Mark> {
    if !letter.page.fold_marks {
        return Vec::new();
    }
    let mark = |down: Length, long: f64| Mark::Rule {
        x: Length::mm(MARK_LEFT),
        y: down,
        width: Length::mm(long),
        thickness: MARK_THICKNESS,
    };
    let paper = letter.page.sheet(&letter.language);
    match (letter.page.window, paper) {
        (Some(Window::Us10), _) | (None, Paper::Letter) => {
            let third = size.1 / 3.0;
            vec![mark(third, FOLD_MARK), mark(third * 2.0, FOLD_MARK)]
        }
        (window, _) => {
            let first = if window == Some(Window::Din5008A) { 87.0 } else { 105.0 };
            vec![
                mark(Length::mm(first), FOLD_MARK),
                mark(Length::mm(148.5), HOLE_MARK),
                mark(Length::mm(first + 105.0), FOLD_MARK),
            ]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Language;

    /// Where marks are, in tenths of a millimetre from the top.
    fn marks(window: Option<Window>, paper: Option<Paper>) -> Vec<i64> {
        let mut letter = Letter::new(Language::default());
        letter.page.fold_marks = true;
        letter.page.window = window;
        letter.page.paper = paper;
        let size = letter.page.sheet(&letter.language).size();
        let marks = fold_marks(&letter, size);
        let down = |mark: &Mark| match mark {
            #[expect(clippy::cast_possible_truncation, reason = "a sheet is short")]
            Mark::Rule { y, .. } => (y.to_pt() / 72.0 * 254.0).round() as i64,
            _ => panic!("marks are rules"),
        };
        marks.iter().map(down).collect()
    }

    #[test]
    fn a_sheet_is_folded_as_its_envelope_asks() {
        assert_eq!(marks(Some(Window::Din5008A), None), [870, 1485, 1920]);
        assert_eq!(marks(Some(Window::Din5008B), None), [1050, 1485, 2100]);
        assert_eq!(marks(None, Some(Paper::A4)), [1050, 1485, 2100]);
        assert_eq!(marks(Some(Window::Us10), None), [931, 1863]);
    }
}
