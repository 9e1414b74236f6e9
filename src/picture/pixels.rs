//! Pixels, once they are decoded.

use crate::model::{Content, PictureFile, PictureKind};
use crate::picture::read::Extent;
use crate::picture::{jpeg, png};

/// A pixel counts as blank when it differs from white by less than this, or covers less of what is
/// behind it: what compression leaves in a blank ground.
const FAINT: u8 = 12;

/// The pixels of a picture, row by row from the upper left corner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pixels {
    pub(crate) extent: Extent,
    /// One byte for each pixel of a gray picture, three (red, green, blue) for each of another.
    pub samples: Vec<u8>,
    /// Whether `samples` are gray.
    pub gray: bool,
    /// How much each pixel covers what is behind it; none where all cover it.
    pub alpha: Option<Vec<u8>>,
}

/// The pixels of a PNG or JPEG as they stand in the file; none of an SVG, or of a file that is
/// damaged.
pub fn pixels(file: &PictureFile) -> Option<Pixels> {
    match file.kind {
        PictureKind::Png => png::pixels(&file.bytes).ok().map(|(pixels, _)| pixels),
        PictureKind::Jpeg => jpeg::pixels(&file.bytes).ok(),
        PictureKind::Svg => None,
    }
}

impl Pixels {
    /// In pixels.
    pub fn width(&self) -> u32 {
        self.extent.width
    }

    /// In pixels.
    pub fn height(&self) -> u32 {
        self.extent.height
    }

    /// What is left without blank edges: those that are white, or not there. All, when nothing is.
    pub(crate) fn content(&self) -> Content {
        let width = self.extent.width as usize;
        let step = if self.gray { 1 } else { 3 };
        let shows = |index: usize| {
            let covers = self.alpha.as_ref().is_none_or(|alpha| alpha[index] >= FAINT);
            let pixel = &self.samples[index * step..(index + 1) * step];
            covers && pixel.iter().any(|sample| *sample <= u8::MAX - FAINT)
        };
        let (mut left, mut right) = (width, 0);
        let mut rows = None;
        for row in 0..self.extent.height as usize {
            let first = (0..width).find(|column| shows(row * width + column));
            let Some(first) = first else { continue };
            let last = (first..width).rfind(|column| shows(row * width + column));
            left = left.min(first);
            right = right.max(last.unwrap_or(first) + 1);
            rows = Some((rows.map_or(row, |(top, _)| top), row + 1));
        }
        let Some((top, bottom)) = rows else { return Content::WHOLE };
        let part = |of: usize, whole: u32| {
            #[expect(clippy::cast_precision_loss, reason = "sides are far below 2^52")]
            let of = of as f64;
            of / f64::from(whole)
        };
        Content {
            left: part(left, self.extent.width),
            top: part(top, self.extent.height),
            width: part(right - left, self.extent.width),
            height: part(bottom - top, self.extent.height),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_is_what_is_neither_white_nor_transparent() {
        let mut pixels = Pixels {
            extent: Extent { width: 4, height: 4 },
            samples: vec![255; 16],
            gray: true,
            alpha: None,
        };
        assert_eq!(pixels.content(), Content::WHOLE);
        pixels.samples[5] = 0;
        pixels.samples[10] = 250;
        assert_eq!(pixels.content(), Content { left: 0.25, top: 0.25, width: 0.25, height: 0.25 });
        pixels.alpha = Some(vec![0; 16]);
        assert_eq!(pixels.content(), Content::WHOLE);
    }
}
