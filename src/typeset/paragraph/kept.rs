//! Paragraphs that were set, for letters that have them again.
//!
//! Letters to many addressees differ in a few lines; all others are broken and shaped once. What is
//! kept is what setting it again would give, to the last bit: only text that the faces compiled in
//! show by themselves, since which face a source names may depend on what was asked for before.

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::Length;
use crate::typeset::line::Line;
use crate::typeset::paragraph::{ParagraphStyle, Piece, TextStyle};
use crate::typeset::structure::ElementId;

/// The most that is kept: what no letter has again must not pile up.
const MOST: usize = 4_000;

/// Paragraphs that were set, and widths that were measured.
#[derive(Debug, Default)]
pub(in crate::typeset) struct Kept {
    /// The elements of their runs are the numbers of the pieces that they come from.
    lines: HashMap<Vec<u8>, Vec<Line>>,
    widths: HashMap<Vec<u8>, Length>,
}

impl Kept {
    /// The lines of a paragraph, if it was set before.
    pub(super) fn lines(&self, key: &[u8], pieces: &[Piece<'_>]) -> Option<Vec<Line>> {
        let mut lines = self.lines.get(key)?.clone();
        // Runs of one paragraph are told by their text, which they share with no other.
        let text = lines.iter().flat_map(|line| &line.runs).next().map(|run| Arc::from(&*run.text));
        for run in lines.iter_mut().flat_map(|line| &mut line.runs) {
            let piece = run.element.and_then(|piece| pieces.get(piece.0 as usize));
            run.element = piece.and_then(|piece| piece.element);
            run.text = text.clone().unwrap_or_else(|| Arc::clone(&run.text));
        }
        Some(lines)
    }

    /// Keeps the lines of a paragraph.
    pub(super) fn keep_lines(&mut self, key: Vec<u8>, pieces: &[Piece<'_>], lines: &[Line]) {
        if self.lines.len() >= MOST {
            return;
        }
        let mut lines = lines.to_vec();
        for run in lines.iter_mut().flat_map(|line| &mut line.runs) {
            run.element = run.element.map(|element| number_of(element, pieces));
        }
        self.lines.insert(key, lines);
    }

    /// The width of pieces, if they were measured before.
    pub(super) fn width(&self, key: &[u8]) -> Option<Length> {
        self.widths.get(key).copied()
    }

    /// Keeps the width of pieces.
    pub(super) fn keep_width(&mut self, key: Vec<u8>, width: Length) {
        if self.widths.len() < MOST {
            self.widths.insert(key, width);
        }
    }
}

/// The first piece of an element, as if it were one.
fn number_of(element: ElementId, pieces: &[Piece<'_>]) -> ElementId {
    let first = pieces.iter().position(|piece| piece.element == Some(element));
    ElementId(first.and_then(|first| u32::try_from(first).ok()).unwrap_or(u32::MAX))
}

/// All that the lines of a paragraph follow from. Of elements, it counts only which pieces have the
/// same.
pub(super) fn key(pieces: &[Piece<'_>], style: Option<&ParagraphStyle>) -> Vec<u8> {
    let mut key =
        Vec::with_capacity(64 + pieces.iter().map(|piece| piece.text.len() + 64).sum::<usize>());
    let length = |key: &mut Vec<u8>, length: Length| {
        key.extend_from_slice(&length.to_pt().to_bits().to_ne_bytes());
    };
    let text = |key: &mut Vec<u8>, text: &str| {
        key.extend_from_slice(&text.len().to_ne_bytes());
        key.extend_from_slice(text.as_bytes());
    };
    if let Some(style) = style {
        let ParagraphStyle {
            measure,
            first_indent,
            hanging_indent,
            alignment,
            direction,
            hyphenate,
            balanced,
        } = *style;
        for measure in [measure, first_indent, hanging_indent] {
            length(&mut key, measure);
        }
        key.extend([alignment as u8, direction as u8, hyphenate.into(), balanced.into()]);
    }
    for piece in pieces {
        let TextStyle { font, size, gray, rise, tabular } = piece.style;
        for measure in [size, rise] {
            length(&mut key, measure);
        }
        key.extend_from_slice(&gray.to_bits().to_ne_bytes());
        key.extend([font.family as u8, font.cut as u8, font.weight as u8, font.slant as u8]);
        key.push(tabular.into());
        let element = piece.element.map_or(u32::MAX, |element| number_of(element, pieces).0);
        key.extend_from_slice(&element.to_ne_bytes());
        text(&mut key, piece.language.as_str());
        text(&mut key, piece.text);
    }
    key
}

#[cfg(test)]
mod tests {
    use crate::model::{Direction, Language, Length};
    use crate::typeset::face_source::CompiledIn;
    use crate::typeset::font::{Cut, Family, Font, Fonts, Slant, Weight};
    use crate::typeset::paragraph::{Alignment, ParagraphStyle, Piece, TextStyle, set};
    use crate::typeset::structure::ElementId;

    const FONT: Font = Font {
        family: Family::Serif,
        cut: Cut::Text,
        weight: Weight::Regular,
        slant: Slant::Upright,
    };

    #[test]
    fn a_paragraph_that_was_kept_is_as_if_set_anew() {
        let language = Language::default();
        let style = TextStyle {
            font: FONT,
            size: Length::pt(11.0),
            gray: 0.0,
            rise: Length::ZERO,
            tabular: false,
        };
        let piece = |text, element| {
            let element = Some(ElementId(element));
            Piece { text, style, language: &language, element }
        };
        let mut paragraph = ParagraphStyle {
            measure: Length::pt(150.0),
            first_indent: Length::ZERO,
            hanging_indent: Length::ZERO,
            alignment: Alignment::Justified,
            direction: Direction::LeftToRight,
            hyphenate: true,
            balanced: false,
        };
        let text = "Those who were sent back have told the commission of what awaits";
        let mut keeping = Fonts::keeping_paragraphs(&CompiledIn);
        for (first, second, measure) in [(4, 4, 150.0), (4, 5, 150.0), (9, 7, 150.0), (9, 7, 140.0)]
        {
            paragraph.measure = Length::pt(measure);
            for pieces in [
                [piece(text, first), piece("others. ", second), piece(text, first)],
                [piece(text, first), piece("others; ", second), piece(text, first)],
            ] {
                let anew = set(&mut Fonts::new(), &pieces, &paragraph).unwrap();
                assert_eq!(set(&mut keeping, &pieces, &paragraph).unwrap(), anew);
                assert_eq!(set(&mut keeping, &pieces, &paragraph).unwrap(), anew);
            }
        }
        let kept = keeping.kept.unwrap();
        assert_eq!(kept.lines.len(), 6, "the same text in other elements is the same");
    }
}
