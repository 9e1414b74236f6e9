//! The outlines of a face's glyphs, for outputs that draw them.

use skrifa::{DrawMemory, GlyphId, PathSink, ScalerFont};

use crate::typeset::font::{Face, open};

/// A step of an outline, in units of the face from the glyph's origin, upwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
    /// Lifts the pen to a point.
    Move([f32; 2]),
    /// A straight line to a point.
    Line([f32; 2]),
    /// A quadratic curve: its control point, its end.
    Quadratic([[f32; 2]; 2]),
    /// A cubic curve: its control points, its end.
    Cubic([[f32; 2]; 3]),
    /// Back to where the pen was set down.
    Close,
}

/// The outlines of a face.
pub struct Outlines(ScalerFont);

impl Outlines {
    /// Those of a face; none where its file is no font.
    pub fn of(face: &Face) -> Option<Self> {
        Some(Self(ScalerFont::unhinted(open(&face.data, face.index)?, None)))
    }

    /// The outline of a glyph; empty for one that has none, as a space.
    pub fn outline(&self, glyph: u16) -> Vec<Step> {
        let mut steps = Steps(Vec::new());
        let drawn = self.0.outline(GlyphId::new(glyph.into()));
        let drawn = drawn.and_then(|outline| outline.draw(DrawMemory::Scratch, &mut steps).ok());
        if drawn.is_some() { steps.0 } else { Vec::new() }
    }
}

struct Steps(Vec<Step>);

impl PathSink for Steps {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.push(Step::Move([x, y]));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.push(Step::Line([x, y]));
    }

    fn quad_to(&mut self, cx0: f32, cy0: f32, x: f32, y: f32) {
        self.0.push(Step::Quadratic([[cx0, cy0], [x, y]]));
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.0.push(Step::Cubic([[cx0, cy0], [cx1, cy1], [x, y]]));
    }

    fn close(&mut self) {
        self.0.push(Step::Close);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::typeset::font::{Cut, Family, Font, Fonts, Slant, Weight};

    #[test]
    fn a_letter_has_an_outline_as_high_as_its_face_says_and_a_space_has_none() {
        let mut fonts = Fonts::new();
        let id = fonts.face(Font {
            family: Family::Serif,
            cut: Cut::Text,
            weight: Weight::Regular,
            slant: Slant::Upright,
        });
        let face = fonts.get(id);
        let glyph = |character| {
            let glyph = fonts.outlines(id).charmap().map_unicode(character).unwrap();
            u16::try_from(glyph.to_u32()).unwrap()
        };
        let outlines = Outlines::of(face).unwrap();
        let steps = outlines.outline(glyph('H'));
        let top = steps.iter().filter_map(|step| match step {
            Step::Move([_, y]) | Step::Line([_, y]) => Some(*y),
            _ => None,
        });
        let highest = top.fold(0.0, f32::max);
        assert!((highest - f32::from(face.cap_height)).abs() < 1.0, "{highest}");
        assert_eq!(steps.last(), Some(&Step::Close));
        assert!(outlines.outline(glyph(' ')).is_empty());
        assert!(outlines.outline(u16::MAX).is_empty());
    }
}
