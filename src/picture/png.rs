//! PNG: its measures from the head, its pixels.

use std::io::Cursor;

use png::{BitDepth, ColorType, Decoder, DecodingError, Limits, Transformations, Unit};

use crate::model::{Content, Length};
use crate::picture::pixels::Pixels;
use crate::picture::read::{Density, Extent, Fault, MOST_PIXELS, measured};

/// What the decoder may hold beside the pixels: a row or two, and chunks.
const MEMORY: usize = 64 << 20;
const METERS_PER_INCH: f64 = 0.0254;

/// Width and height by the file's own measure, and what is left without blank edges; an error when
/// not all of it can be decoded.
pub(crate) fn measure(bytes: &[u8]) -> Result<(Length, Length, Content), Fault> {
    let (pixels, density) = pixels(bytes)?;
    Ok(measured(&pixels, density))
}

/// The pixels in eight bits a sample, and the density that the file tells.
pub(crate) fn pixels(bytes: &[u8]) -> Result<(Pixels, Option<Density>), Fault> {
    let mut decoder = Decoder::new_with_limits(Cursor::new(bytes), Limits { bytes: MEMORY });
    decoder.set_transformations(Transformations::EXPAND | Transformations::STRIP_16);
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    let info = decoder.read_header_info().map_err(|error| damaged(&error))?;
    let extent = Extent { width: info.width, height: info.height }.checked()?;
    let mut reader = decoder.read_info().map_err(|error| damaged(&error))?;
    let density = reader.info().pixel_dims.filter(|dots| dots.unit == Unit::Meter);
    let density = density.and_then(|dots| {
        let inch = |dots: u32| f64::from(dots) * METERS_PER_INCH;
        Density::told(inch(dots.xppu), inch(dots.yppu))
    });
    // What a hostile head may claim is bounded by `extent`.
    let size = reader.output_buffer_size().filter(|size| *size as u64 <= MOST_PIXELS * 4);
    let mut samples = vec![0; size.ok_or_else(|| Fault::Damaged("it is too large".to_owned()))?];
    reader.next_frame(&mut samples).map_err(|error| damaged(&error))?;
    let (color, depth) = reader.output_color_type();
    if depth != BitDepth::Eight {
        return Err(Fault::Damaged("its samples are of no known size".to_owned()));
    }
    let (samples, alpha, gray) = match color {
        ColorType::Grayscale => (samples, None, true),
        ColorType::GrayscaleAlpha => parted::<2>(&samples, true),
        ColorType::Rgba => parted::<4>(&samples, false),
        ColorType::Rgb | ColorType::Indexed => (samples, None, false),
    };
    Ok((Pixels { extent, samples, gray, alpha }, density))
}

/// Colors and alpha apart; no alpha where every pixel covers all.
fn parted<const CHANNELS: usize>(samples: &[u8], gray: bool) -> (Vec<u8>, Option<Vec<u8>>, bool) {
    let (pixels, _) = samples.as_chunks::<CHANNELS>();
    let colors = pixels.iter().flat_map(|pixel| &pixel[..CHANNELS - 1]).copied().collect();
    let alpha: Vec<u8> = pixels.iter().map(|pixel| pixel[CHANNELS - 1]).collect();
    let covers = alpha.iter().all(|alpha| *alpha == u8::MAX);
    (colors, (!covers).then_some(alpha), gray)
}

/// A sentence as part of another.
fn lower(sentence: &str) -> String {
    let mut letters = sentence.chars();
    let first = letters.next().into_iter().flat_map(char::to_lowercase);
    first.chain(letters).collect()
}

fn damaged(error: &DecodingError) -> Fault {
    Fault::Damaged(match error {
        DecodingError::IoError(_) => "it is cut off".to_owned(),
        error => lower(error.to_string().trim_end_matches('.')),
    })
}
