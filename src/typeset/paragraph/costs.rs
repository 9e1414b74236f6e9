//! What is held against a line, in demerits after Knuth and Plass: the sum of a line's badness and
//! its base cost, squared, and what is added for its neighbors and its place.

/// What any line costs, so that of two ways with equal lines the one with fewer is taken.
pub(super) const LINE: f64 = 10.0;
/// The worst badness, reached by a line whose spaces are nearly five times as far from the font's
/// as they should be.
pub(super) const WORST: f64 = 10_000.0;
/// For two lines in a row that end with a hyphen.
pub(super) const TWO_HYPHENS: f64 = 10_000.0;
/// For a hyphen at the end of the last line but one.
pub(super) const LATE_HYPHEN: f64 = 20_000.0;
/// For a tight line next to a loose one.
pub(super) const CONTRAST: f64 = 5_000.0;
/// For a last line that is too short: about as much as for a line whose spaces are as wide
/// again as the bound allows them to grow.
const SHORT_LAST_LINE: f64 = 100_000.0;
/// For one that is a single short word: as much as for a line whose spaces are twice the font's.
const LAST_WORD: f64 = 700_000.0;
/// For what only a last resort does: a third hyphen in a row, ink outside the measure.
pub(super) const FORBIDDEN: f64 = 1e10;

/// The fewest words of a last line that is shorter than it should be.
const FEWEST_WORDS: usize = 3;

/// What a last line that is too short costs, by its words; the second half of one is none.
pub(super) fn short_last_line(words: usize) -> f64 {
    match words {
        0 => 2.0 * LAST_WORD,
        1 => LAST_WORD,
        2..FEWEST_WORDS => SHORT_LAST_LINE,
        _ => 0.0,
    }
}

/// The tightest of the classes.
pub(super) const TIGHT: usize = 0;
/// That of a line whose spaces are about the font's.
pub(super) const DECENT: usize = 1;

/// Knuth and Plass's classes: tight, decent, loose, very loose.
pub(super) fn fitness(ratio: f64) -> usize {
    match ratio {
        ..-0.5 => TIGHT,
        -0.5..=0.5 => DECENT,
        0.5..=1.0 => DECENT + 1,
        _ => DECENT + 2,
    }
}
