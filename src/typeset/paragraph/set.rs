//! All steps from the pieces of a paragraph to its lines.

use crate::model::{Direction, Length};
use crate::typeset::font::Fonts;
use crate::typeset::line::Line;
use crate::typeset::paragraph::breaking::break_lines;
use crate::typeset::paragraph::collect::{Collected, collect};
use crate::typeset::paragraph::itemize::itemize;
use crate::typeset::paragraph::kept;
use crate::typeset::paragraph::place::place;
use crate::typeset::paragraph::ruler::{Ruler, ink_end};
use crate::typeset::paragraph::shape::shape;
use crate::typeset::paragraph::{MissingGlyph, ParagraphStyle, Piece};

/// Breaks a paragraph into lines and places their runs. A paragraph without text has no lines.
pub fn set(
    fonts: &mut Fonts<'_>,
    pieces: &[Piece<'_>],
    style: &ParagraphStyle,
) -> Result<Vec<Line>, MissingGlyph> {
    let collected = collect(pieces);
    if collected.text.is_empty() {
        return Ok(Vec::new());
    }
    let Some(kept) = &fonts.kept else { return set_anew(fonts, &collected, style) };
    let key = kept::key(pieces, Some(style));
    if let Some(lines) = kept.lines(&key, pieces) {
        return Ok(lines);
    }
    let asked = fonts.times_asked();
    let lines = set_anew(fonts, &collected, style)?;
    if fonts.times_asked() == asked
        && let Some(kept) = &mut fonts.kept
    {
        kept.keep_lines(key, pieces, &lines);
    }
    Ok(lines)
}

fn set_anew(
    fonts: &mut Fonts<'_>,
    collected: &Collected<'_>,
    style: &ParagraphStyle,
) -> Result<Vec<Line>, MissingGlyph> {
    let items = shape(fonts, collected, itemize(collected, style.direction))?;
    let ruler = Ruler::new(collected, &items);
    let hyphens: Vec<Length> = items.iter().map(|item| fonts.hyphen_width(item)).collect();
    let hyphen = |offset| {
        let item = items.partition_point(|item| item.range.end < offset);
        hyphens.get(item).copied().unwrap_or_default()
    };
    let lines = break_lines(collected, &ruler, &hyphen, style);
    Ok(place(fonts, collected, &items, &lines, style))
}

/// The width of pieces set in one line, unbroken.
pub fn width(fonts: &mut Fonts<'_>, pieces: &[Piece<'_>]) -> Result<Length, MissingGlyph> {
    let Some(kept) = &fonts.kept else { return width_anew(fonts, pieces) };
    let key = kept::key(pieces, None);
    if let Some(width) = kept.width(&key) {
        return Ok(width);
    }
    let asked = fonts.times_asked();
    let width = width_anew(fonts, pieces)?;
    if fonts.times_asked() == asked
        && let Some(kept) = &mut fonts.kept
    {
        kept.keep_width(key, width);
    }
    Ok(width)
}

fn width_anew(fonts: &mut Fonts<'_>, pieces: &[Piece<'_>]) -> Result<Length, MissingGlyph> {
    let collected = collect(pieces);
    let items = shape(fonts, &collected, itemize(&collected, Direction::LeftToRight))?;
    let ink = 0..ink_end(&collected.text, &(0..collected.text.len()));
    Ok(Ruler::new(&collected, &items).width(&ink))
}
