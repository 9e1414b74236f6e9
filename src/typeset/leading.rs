//! Counting in lengths: how many lines go into a height, and how high so many lines are.

use crate::model::Length;

/// A length so many times.
#[expect(clippy::cast_precision_loss, reason = "a page has fewer lines than 2^52")]
pub(crate) fn times(length: Length, count: usize) -> Length {
    length * count as f64
}

/// One of so many like parts of a length; the whole for none.
#[expect(clippy::cast_precision_loss, reason = "a page has fewer columns than 2^52")]
pub(crate) fn part(length: Length, count: usize) -> Length {
    length / count.max(1) as f64
}

/// How many whole lengths go into a room.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "negative and boundless quotients are cut to the range, as `as` does"
)]
pub(crate) fn fitting(room: Length, each: Length) -> usize {
    (room / each.max(Length::pt(0.1))).floor() as usize
}

/// The line at which a distance ends, counted from 0.
pub(crate) fn line_at(distance: Length, leading: Length) -> usize {
    fitting(distance + leading / 2.0, leading)
}
