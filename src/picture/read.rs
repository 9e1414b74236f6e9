//! The bytes of a file to a picture.

use crate::model::{Content, Length, PictureFile, PictureKind};
use crate::picture::pixels::Pixels;
use crate::picture::{PictureError, jpeg, png, svg};

/// The most bytes that a picture may have.
pub(crate) const MOST_BYTES: u64 = 32 << 20;
/// The most bytes of a drawing, which takes many times as much when it is read.
const MOST_BYTES_OF_SVG: usize = 4 << 20;
/// The most pixels: those of A4 at 600 dots per inch, and no more memory than 300 MiB.
pub(crate) const MOST_PIXELS: u64 = 36_000_000;
/// Dots per inch where a file tells none (CSS).
const USUAL_DENSITY: f64 = 96.0;
/// What is told beyond these is no density.
const DENSITIES: std::ops::RangeInclusive<f64> = 10.0..=4800.0;

/// What is wrong with a picture, before it is known by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    Damaged(String),
    TooLarge(String),
    Unfit { what: &'static str, help: &'static str },
}

/// Width and height in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Extent {
    pub(crate) width: u32,
    pub(crate) height: u32,
}

/// Dots per inch, across and down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Density(pub(crate) f64, pub(crate) f64);

/// The picture whose file has these bytes, found whole. `name` is what errors call it. What kind it
/// is, its bytes tell.
pub fn read(name: &str, bytes: Vec<u8>) -> Result<PictureFile, PictureError> {
    if bytes.len() as u64 > MOST_BYTES {
        return Err(too_many_bytes(name));
    }
    let name = name.to_owned();
    let Some(kind) = kind(&bytes) else { return Err(PictureError::Kind { name }) };
    let read = match kind {
        PictureKind::Png => png::measure(&bytes),
        PictureKind::Jpeg => jpeg::measure(&bytes),
        PictureKind::Svg if bytes.len() > MOST_BYTES_OF_SVG => {
            Err(Fault::TooLarge(format!("more than {} MiB of SVG", MOST_BYTES_OF_SVG >> 20)))
        }
        PictureKind::Svg => svg::measure(&bytes),
    };
    match read {
        Ok((width, height, content)) => Ok(PictureFile { kind, bytes, width, height, content }),
        Err(Fault::Damaged(reason)) => Err(PictureError::Damaged { name, reason }),
        Err(Fault::TooLarge(size)) => Err(PictureError::TooLarge { name, size }),
        Err(Fault::Unfit { what, help }) => Err(PictureError::Unfit { name, what, help }),
    }
}

pub(crate) fn too_many_bytes(name: &str) -> PictureError {
    let size = format!("more than {} MiB", MOST_BYTES >> 20);
    PictureError::TooLarge { name: name.to_owned(), size }
}

/// The kind that a file's first bytes tell.
fn kind(bytes: &[u8]) -> Option<PictureKind> {
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Some(PictureKind::Png);
    }
    if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
        return Some(PictureKind::Jpeg);
    }
    svg::begins(bytes).then_some(PictureKind::Svg)
}

impl Extent {
    /// The extent, when it is one, and no larger than may be.
    pub(crate) fn checked(self) -> Result<Self, Fault> {
        let Self { width, height } = self;
        if width == 0 || height == 0 {
            return Err(Fault::Damaged("it has no extent".to_owned()));
        }
        if u64::from(width) * u64::from(height) > MOST_PIXELS {
            let most = MOST_PIXELS / 1_000_000;
            let size = format!("{width} × {height} pixels, where {most} million may be");
            return Err(Fault::TooLarge(size));
        }
        Ok(self)
    }
}

impl Density {
    /// The density that a file tells, if it can be.
    pub(crate) fn told(across: f64, down: f64) -> Option<Self> {
        (DENSITIES.contains(&across) && DENSITIES.contains(&down)).then_some(Self(across, down))
    }
}

/// The measures of pixels that were decoded, by a density that is told or usual.
pub(crate) fn measured(pixels: &Pixels, density: Option<Density>) -> (Length, Length, Content) {
    let Density(across, down) = density.unwrap_or(Density(USUAL_DENSITY, USUAL_DENSITY));
    let width = Length::inches(f64::from(pixels.extent.width) / across);
    let height = Length::inches(f64::from(pixels.extent.height) / down);
    (width, height, pixels.content())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_known_by_its_bytes_and_nothing_else_is_one() {
        assert_eq!(kind(b"\x89PNG\r\n\x1a\n"), Some(PictureKind::Png));
        assert_eq!(kind(b"\xff\xd8\xff\xe0"), Some(PictureKind::Jpeg));
        assert_eq!(
            kind(b"\xef\xbb\xbf\n<?xml version='1.0'?><!-- x --><svg/>"),
            Some(PictureKind::Svg)
        );
        for other in [&b""[..], b"GIF89a", b"%PDF-1.7", b"<html></html>", b"RIFF....WEBP"] {
            assert_eq!(kind(other), None);
        }
    }

    #[test]
    fn more_than_may_be_is_refused_by_its_header() {
        let refused = |width, height| Extent { width, height }.checked().unwrap_err();
        assert_eq!(
            refused(60_000, 60_000),
            Fault::TooLarge("60000 × 60000 pixels, where 36 million may be".to_owned())
        );
        assert_eq!(refused(0, 5), Fault::Damaged("it has no extent".to_owned()));
        assert!(Extent { width: 4961, height: 7016 }.checked().is_ok());
    }
}
