//! A paragraph to lines: shaping, direction, line breaks.

mod addresses;
mod breaking;
mod collect;
mod costs;
mod hanging;
mod hyphenation;
mod itemize;
mod kept_together;
mod opportunities;
mod place;
mod ruler;
mod shape;

use std::ops::Range;

use crate::model::{Direction, Language, Length};
use crate::typeset::font::{Font, Fonts};
use crate::typeset::line::Line;
use crate::typeset::paragraph::breaking::break_lines;
use crate::typeset::paragraph::collect::{collect, is_invisible};
use crate::typeset::paragraph::itemize::itemize;
use crate::typeset::paragraph::place::place;
use crate::typeset::paragraph::ruler::{Ruler, ink_end};
use crate::typeset::paragraph::shape::shape;
use crate::typeset::structure::ElementId;

pub(in crate::typeset) use crate::typeset::paragraph::shape::Shaper;

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
const STRETCH: f64 = 0.5;

/// How much narrower.
const SHRINK: f64 = 0.2;

/// How much wider a space is made where no other lines can be had; a line that would need more is
/// not filled.
const LOOSEST: f64 = 2.0;

/// No face has a glyph for a character.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no font has a glyph for `{character}` (U+{:04X}) in `{context}`", u32::from(*.character))]
pub struct MissingGlyph {
    /// The character.
    pub character: char,
    /// The word around it.
    pub context: String,
}

impl MissingGlyph {
    fn new(text: &str, cluster: Range<usize>) -> Self {
        let characters =
            |text: &str| text.chars().filter(|&c| !is_invisible(c)).collect::<String>();
        let before =
            text[..cluster.start].split(char::is_whitespace).next_back().unwrap_or_default();
        let after = text[cluster.start..].split(char::is_whitespace).next().unwrap_or_default();
        Self {
            character: text[cluster].chars().next().unwrap_or(char::REPLACEMENT_CHARACTER),
            context: characters(before) + &characters(after),
        }
    }
}

/// Breaks a paragraph into lines and places their runs. A paragraph without text has no lines.
pub fn set(
    fonts: &mut Fonts,
    pieces: &[Piece<'_>],
    style: &ParagraphStyle,
) -> Result<Vec<Line>, MissingGlyph> {
    let collected = collect(pieces);
    if collected.text.is_empty() {
        return Ok(Vec::new());
    }
    let items = shape(fonts, &collected, itemize(&collected, style.direction))?;
    let ruler = Ruler::new(&collected, &items);
    let hyphens: Vec<Length> = items.iter().map(|item| fonts.hyphen_width(item)).collect();
    let hyphen = |offset| {
        let item = items.partition_point(|item| item.range.end < offset);
        hyphens.get(item).copied().unwrap_or_default()
    };
    let lines = break_lines(&collected, &ruler, &hyphen, style);
    Ok(place(fonts, &collected, &items, &lines, style))
}

/// The width of pieces set in one line, unbroken.
pub fn width(fonts: &mut Fonts, pieces: &[Piece<'_>]) -> Result<Length, MissingGlyph> {
    let collected = collect(pieces);
    let items = shape(fonts, &collected, itemize(&collected, Direction::LeftToRight))?;
    let ink = 0..ink_end(&collected.text, &(0..collected.text.len()));
    Ok(Ruler::new(&collected, &items).width(&ink))
}

#[cfg(test)]
mod tests;
