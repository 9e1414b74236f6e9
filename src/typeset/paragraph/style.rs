//! How text is drawn and how its lines stand.

use crate::model::{Direction, Language, Length};
use crate::typeset::font::Font;
use crate::typeset::structure::ElementId;

/// How a piece of text is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TextStyle {
    /// The face asked for.
    pub font: Font,
    /// The size of the type.
    pub size: Length,
    /// The ink, 0 for black to 1 for white.
    pub gray: f32,
    /// How far it is raised over the baseline.
    pub rise: Length,
    /// Whether figures have one width (OpenType `tnum`).
    pub tabular: bool,
}

/// A piece of a paragraph in one style, language and element. A `\n` in it ends a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece<'a> {
    /// The text.
    pub text: &'a str,
    /// How it is drawn.
    pub style: TextStyle,
    /// Its language: hyphenation and glyph forms.
    pub language: &'a Language,
    /// The part of the letter that it belongs to.
    pub element: Option<ElementId>,
}

/// How the lines of a paragraph stand between its edges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alignment {
    /// Filled to both edges but the last line.
    Justified,
    /// Begun at the edge where lines of the language begin.
    Start,
    /// Ended at the other edge.
    End,
    /// In the middle.
    Center,
}

/// How a paragraph is broken into lines.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ParagraphStyle {
    /// The length of a full line.
    pub measure: Length,
    /// Space before the first line, taken from its measure.
    pub first_indent: Length,
    /// Space before all other lines, taken from theirs.
    pub hanging_indent: Length,
    /// Where the lines stand.
    pub alignment: Alignment,
    /// The way that the paragraph runs.
    pub direction: Direction,
    /// Whether words may be divided.
    pub hyphenate: bool,
    /// Whether the lines are to be of like length, as those of a title; a break after a colon is
    /// preferred where it is near.
    pub balanced: bool,
}

/// How much wider than the font has it a space of a justified line may be.
pub(crate) const STRETCH: f64 = 0.5;

/// How much narrower.
pub(crate) const SHRINK: f64 = 0.2;

/// How much wider a space is made where no other lines can be had; a line that would need more is
/// not filled.
pub(crate) const LOOSEST: f64 = 2.0;
