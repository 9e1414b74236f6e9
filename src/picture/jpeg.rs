//! JPEG: its measures and how it is held, from the markers; whether it is whole.

use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use crate::model::{Content, Length};
use crate::picture::exif::{self, Exif};
use crate::picture::pixels::Pixels;
use crate::picture::read::{Density, Extent, Fault, measured};

/// A side that JPEG can say.
const LONGEST_SIDE: usize = 65_535;

/// What a JPEG says of itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Jpeg {
    pub(crate) extent: Extent,
    /// Samples for each pixel: 1 for gray, 3, or 4 for inks of print.
    pub components: u8,
    /// How it is to be turned to be seen upright.
    pub orientation: Orientation,
    /// Bits of each sample.
    pub depth: u8,
    density: Option<Density>,
}

/// How a picture is turned and mirrored (Exif 2.3, table 6).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Orientation {
    /// Mirrored left to right, before it is turned.
    pub mirrored: bool,
    /// Quarter turns with the clock.
    pub turns: u8,
}

impl Orientation {
    fn of(number: u16) -> Self {
        let (mirrored, turns) = match number {
            2 => (true, 0),
            3 => (false, 2),
            4 => (true, 2),
            5 => (true, 3),
            6 => (false, 1),
            7 => (true, 1),
            8 => (false, 3),
            _ => (false, 0),
        };
        Self { mirrored, turns }
    }

    fn lies(self) -> bool {
        self.turns % 2 == 1
    }

    /// Where a part of the picture as it is stored comes to stand in it as it is seen.
    fn turned(self, mut content: Content) -> Content {
        if self.mirrored {
            content.left = 1.0 - content.left - content.width;
        }
        for _ in 0..self.turns {
            content = Content {
                left: 1.0 - content.top - content.height,
                top: content.left,
                width: content.height,
                height: content.width,
            };
        }
        content
    }
}

impl Jpeg {
    /// In pixels as they are stored.
    pub fn width(&self) -> u32 {
        self.extent.width
    }

    /// In pixels as they are stored.
    pub fn height(&self) -> u32 {
        self.extent.height
    }
}

/// What a JPEG says of itself; none of what is no JPEG.
pub fn jpeg(bytes: &[u8]) -> Option<Jpeg> {
    let mut rest = bytes.get(2..)?;
    let mut said = Exif::default();
    let mut density = None;
    loop {
        let [0xff, marker, tail @ ..] = rest else { return None };
        if *marker == 0xff {
            rest = &rest[1..];
            continue;
        }
        let length = usize::from(u16::from_be_bytes([*tail.first()?, *tail.get(1)?]));
        let segment = tail.get(2..length)?;
        match *marker {
            0xe0 if segment.starts_with(b"JFIF\0") => density = jfif_density(segment),
            0xe1 if segment.starts_with(b"Exif\0\0") => said = exif::read(&segment[6..]),
            // Frames, but tables of codes, of arithmetic ones, and the reserved one.
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
                let [depth, high, low, wide, narrow, components, ..] = segment else { return None };
                let side = |one, other| u32::from(u16::from_be_bytes([one, other]));
                return Some(Jpeg {
                    extent: Extent { width: side(*wide, *narrow), height: side(*high, *low) },
                    components: *components,
                    orientation: Orientation::of(said.orientation.unwrap_or(1)),
                    depth: *depth,
                    density: density.or(said.density),
                });
            }
            0xd9 | 0xda => return None,
            _ => {}
        }
        rest = tail.get(length..)?;
    }
}

/// Whether the picture comes to its end (EOI), whatever follows it.
fn ends(bytes: &[u8]) -> Option<()> {
    let mut rest = bytes.get(2..)?;
    loop {
        let at = rest.windows(2).position(|two| two[0] == 0xff && !within_scan(two[1]))?;
        let marker = rest[at + 1];
        rest = &rest[at + 2..];
        if marker == 0xd9 {
            return Some(());
        }
        rest = rest.get(usize::from(u16::from_be_bytes([*rest.first()?, *rest.get(1)?]))..)?;
    }
}

/// What may follow `0xff` within a scan: an escape, a restart, filling.
fn within_scan(byte: u8) -> bool {
    matches!(byte, 0x00 | 0xd0..=0xd7 | 0xff)
}

/// Dots per inch of a JFIF segment (ITU-T T.871, 10.1).
fn jfif_density(segment: &[u8]) -> Option<Density> {
    let number =
        |at: usize| Some(f64::from(u16::from_be_bytes([*segment.get(at)?, *segment.get(at + 1)?])));
    let inch = match segment.get(7)? {
        1 => 1.0,
        2 => 2.54,
        _ => return None,
    };
    Density::told(number(8)? * inch, number(10)? * inch)
}

/// Width and height by the file's own measure as it is seen upright, and what is left without blank
/// edges; an error when not all of it can be decoded.
pub(crate) fn measure(bytes: &[u8]) -> Result<(Length, Length, Content), Fault> {
    let said = jpeg(bytes).ok_or_else(|| Fault::Damaged("its head is cut off".to_owned()))?;
    let (width, height, content) = measured(&pixels(bytes)?, said.density);
    let content = said.orientation.turned(content);
    Ok(if said.orientation.lies() { (height, width, content) } else { (width, height, content) })
}

/// The pixels as they are stored.
pub(crate) fn pixels(bytes: &[u8]) -> Result<Pixels, Fault> {
    let said = jpeg(bytes).ok_or_else(|| Fault::Damaged("its head is cut off".to_owned()))?;
    let extent = said.extent.checked()?;
    // A reader takes what there is, and shows the rest of a cut-off picture in gray.
    if ends(bytes).is_none() {
        return Err(Fault::Damaged("it is cut off".to_owned()));
    }
    let gray = said.components == 1;
    let options = DecoderOptions::new_safe()
        .set_max_width(LONGEST_SIDE)
        .set_max_height(LONGEST_SIDE)
        .jpeg_set_out_colorspace(if gray { ColorSpace::Luma } else { ColorSpace::RGB });
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    let samples = decoder.decode().map_err(|error| {
        Fault::Damaged(error.to_string().lines().next().unwrap_or_default().to_owned())
    })?;
    let channels = if gray { 1 } else { 3 };
    if samples.len() as u64 != u64::from(extent.width) * u64::from(extent.height) * channels {
        return Err(Fault::Damaged("its size is not what its head says".to_owned()));
    }
    Ok(Pixels { extent, samples, gray, alpha: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turned_picture_has_its_blank_edges_turned() {
        let content = Content { left: 0.1, top: 0.2, width: 0.3, height: 0.4 };
        let near = |one: Content, other: Content| {
            let pairs = [
                (one.left, other.left),
                (one.top, other.top),
                (one.width, other.width),
                (one.height, other.height),
            ];
            pairs.iter().all(|(one, other)| (one - other).abs() < 1e-9)
        };
        let turned = Orientation::of(6).turned(content);
        assert!(
            near(turned, Content { left: 0.4, top: 0.1, width: 0.4, height: 0.3 }),
            "{turned:?}"
        );
        for number in 1..=8 {
            let orientation = Orientation::of(number);
            let back = Orientation { turns: (4 - orientation.turns) % 4, mirrored: false };
            let back = Orientation { mirrored: orientation.mirrored, turns: 0 }
                .turned(back.turned(orientation.turned(content)));
            assert!(near(back, content), "{number}: {back:?}");
        }
    }

    #[test]
    fn no_bytes_panic() {
        for length in 0..12 {
            assert_eq!(
                jpeg(&[0xff, 0xd8, 0xff, 0xe1, 0, 9, b'E', b'x', 0xff, 0xc0, 0, 0][..length]),
                None
            );
        }
    }
}
