//! Faces: those compiled in, their measures and coverage.

use crate::model::Length;

/// The index of a face in `Fonts`, and in `Document::faces`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub u16);

/// A family of type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Family {
    /// Source Serif 4.
    Serif,
    /// Source Sans 3.
    Sans,
}

/// The optical size that a face was drawn for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Cut {
    /// Small sizes: running heads.
    Caption,
    /// Running text.
    Text,
    /// Headings.
    Subhead,
}

/// How heavy a face is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Weight {
    /// 400.
    Regular,
    /// 600.
    Semibold,
}

/// Whether a face slants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Slant {
    /// Upright.
    Upright,
    /// Italic.
    Italic,
}

/// What a piece of text asks for; the nearest face that is there serves it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Font {
    /// The family.
    pub family: Family,
    /// The optical size.
    pub cut: Cut,
    /// The weight.
    pub weight: Weight,
    /// The slant.
    pub slant: Slant,
}

/// A face with its measures.
#[derive(Clone, Debug)]
pub struct Face {
    /// The font file (OpenType, ISO 14496-22).
    pub data: &'static [u8],
    /// `SourceSerif4-Regular`.
    pub postscript_name: String,
    /// Units of the face in one em.
    pub units_per_em: u16,
    /// From the baseline to the highest point, in units.
    pub ascent: i16,
    /// From the baseline to the lowest point, in units; negative.
    pub descent: i16,
    /// The height of capitals, in units.
    pub cap_height: i16,
    /// The height of small letters, in units.
    pub x_height: i16,
    /// Against the clock from upright, in degrees; negative for italics.
    pub italic_angle: f32,
    /// 400 or 600.
    pub weight: u16,
    /// Left, bottom, right and top of the box that holds every glyph, in units.
    pub bounding_box: [i16; 4],
    /// The advance of every glyph, in units.
    pub advances: std::sync::Arc<[u16]>,
}

impl Face {
    /// The advance of a glyph at a size of type.
    pub fn advance(&self, glyph: u16, size: Length) -> Length {
        let units = self.advances.get(usize::from(glyph)).copied().unwrap_or(0);
        size * (f64::from(units) / f64::from(self.units_per_em))
    }
}
