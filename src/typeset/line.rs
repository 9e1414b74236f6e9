//! Lines of shaped text.

use std::ops::Range;
use std::sync::Arc;

use crate::model::Length;
use crate::typeset::font::FaceId;
use crate::typeset::structure::ElementId;

/// A glyph of a run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    /// Its number in the face.
    pub id: u16,
    /// How far the pen moves, along the run's visual left-to-right axis. On a space of a justified line it differs from the
    /// face's own advance.
    pub advance: Length,
    /// From the pen to the glyph's origin, rightwards.
    pub x_offset: Length,
    /// From the baseline to the glyph's origin, upwards.
    pub y_offset: Length,
    /// The byte in `Run::text` at which the glyph's cluster begins. Glyphs of one cluster share
    /// it; the cluster ends where the next one in the text begins.
    pub cluster: u32,
}

/// Glyphs of one face, size, shade and element, in visual order from left to right.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// The text shown, in reading order. A hyphen put at a line's end is part of it as U+00AD, so
    /// that a reader can take it out again.
    pub text: Arc<str>,
    /// The part of `text` that this run shows.
    pub range: Range<usize>,
    /// The glyphs, in visual order.
    pub glyphs: Vec<Glyph>,
    /// The face.
    pub face: FaceId,
    /// The size of the type.
    pub size: Length,
    /// The ink, 0 for black to 1 for white.
    pub gray: f32,
    /// From the line's left edge to the first glyph's pen.
    pub x: Length,
    /// How far the baseline is raised over the line's, as a note's mark is.
    pub rise: Length,
    /// Whether `glyphs` run against the reading order.
    pub right_to_left: bool,
    /// The part of the letter that it belongs to; none for what repeats or decorates.
    pub element: Option<ElementId>,
}

/// A line of a paragraph. Its runs stand in reading order, each at its own `x`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// In reading order.
    pub runs: Vec<Run>,
    /// From the line's left edge to the right edge of its ink, before what hangs outside.
    pub width: Length,
    /// Whether a hyphen was put at its end.
    pub hyphenated: bool,
}

impl Run {
    /// How far the pen moves over the whole run.
    pub fn width(&self) -> Length {
        self.glyphs.iter().map(|glyph| glyph.advance).sum()
    }
}
