//! Pictures.

use std::sync::Arc;

use crate::model::Length;

/// A picture in a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// What it shows, for those who cannot see it; empty for one that only decorates.
    pub description: String,
    /// What the source calls it: a path from the file that names it.
    pub name: String,
    /// The file; none in a text that is only compared with another.
    pub file: Option<Arc<PictureFile>>,
}

/// A picture's file, which was read and found whole.
#[derive(Clone, Debug, PartialEq)]
pub struct PictureFile {
    /// Its form.
    pub kind: PictureKind,
    /// All that stands in it.
    pub bytes: Vec<u8>,
    /// How wide it is by its own measure, as it is to be seen.
    pub width: Length,
    /// How high.
    pub height: Length,
    /// What is left of it without blank edges.
    pub content: Content,
}

/// Lengths are finite, so that a file is like itself.
impl Eq for PictureFile {}

/// The forms of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureKind {
    /// PNG (ISO 15948).
    Png,
    /// JPEG (ITU-T T.81).
    Jpeg,
    /// SVG 1.1, and what of SVG 2 is drawn alike.
    Svg,
}

/// The part of a picture within its blank edges, in parts of its width and height.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Content {
    /// From the left edge to where it begins.
    pub left: f64,
    /// From the upper edge to where it begins.
    pub top: f64,
    /// How wide it is.
    pub width: f64,
    /// How high.
    pub height: f64,
}

impl PictureKind {
    /// The media type (RFC 6838).
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Svg => "image/svg+xml",
        }
    }
}

impl Content {
    /// All of a picture.
    pub const WHOLE: Self = Self { left: 0.0, top: 0.0, width: 1.0, height: 1.0 };
}
