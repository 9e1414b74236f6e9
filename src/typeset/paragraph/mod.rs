//! A paragraph to lines: shaping, direction, line breaks.

mod breaking;
mod collect;
mod itemize;
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
use crate::typeset::paragraph::opportunities::opportunities;
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

/// How much narrower than the font has it a space of a justified line may be.
const SHRINK: f64 = 0.2;

/// A line whose spaces would have to be widened by more than this is not filled.
const LOOSEST: f64 = 2.5;

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
    let items = shape(fonts, &collected, itemize(&collected, style.direction))?;
    let ruler = Ruler::new(&collected, &items);
    let lines = break_lines(&collected, &ruler, &opportunities(&collected), style);
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
mod tests {
    use super::*;
    use crate::typeset::font::{Cut, Family, Slant, Weight};

    const MEASURE: Length = Length::pt(200.0);

    fn text_style() -> TextStyle {
        TextStyle {
            font: Font {
                family: Family::Serif,
                cut: Cut::Text,
                weight: Weight::Regular,
                slant: Slant::Upright,
            },
            size: Length::pt(11.0),
            gray: 0.0,
            rise: Length::ZERO,
            tabular: false,
        }
    }

    fn paragraph_style(alignment: Alignment) -> ParagraphStyle {
        ParagraphStyle {
            measure: MEASURE,
            first_indent: Length::ZERO,
            hanging_indent: Length::ZERO,
            alignment,
            direction: Direction::LeftToRight,
            hyphenate: true,
            balanced: false,
        }
    }

    fn set_text(text: &str, style: &ParagraphStyle) -> Result<Vec<Line>, MissingGlyph> {
        let language = Language::default();
        let piece = Piece { text, style: text_style(), language: &language, element: None };
        set(&mut Fonts::new(), &[piece], style)
    }

    fn shown(line: &Line) -> String {
        line.runs.iter().map(|run| &run.text[run.range.clone()]).collect()
    }

    #[test]
    fn lines_hold_the_text_and_keep_within_the_measure() {
        let text = "The committee asks the government to publish the figures it holds, \
                    and to let relatives visit those whom it detains.";
        let lines = set_text(text, &paragraph_style(Alignment::Start)).unwrap();
        assert!(lines.len() > 2 && lines.iter().all(|line| line.width <= MEASURE));
        assert_eq!(lines.iter().map(shown).collect::<String>(), text);
    }
}
