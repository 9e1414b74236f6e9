//! Pictures as objects of the file, each a square of one point (ISO 32000-1, 8.9 and 8.10).
//!
//! A JPEG stands in the file as it is, unless it is of print's inks, for which the file has no
//! profile. Pixels of a PNG are deflated behind a filter for each row, as in a PNG.

use std::sync::Arc;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use crate::model::{PictureFile, PictureKind};
use crate::picture::{self, Orientation, Pixels};
use crate::render::pdf::file::deflated;
use crate::render::pdf::images::Images;
use crate::render::pdf::{PdfError, drawing, syntax};

/// Follows pixels without being one: data that would end in a line break is deflated with it again.
const PADDING: &[u8] = &[1];

/// The name of a picture in the resources of all pages.
pub(crate) fn resource(picture: usize) -> String {
    format!("P{picture}")
}

/// Adds the pictures of a document; none when it has none.
pub(crate) fn add(
    pdf: &mut Document,
    pictures: &[Arc<PictureFile>],
    images: &Images,
) -> Result<Option<Dictionary>, PdfError> {
    let mut names = Dictionary::new();
    for (number, file) in pictures.iter().enumerate() {
        let object = images.add(pdf, file)?.ok_or(PdfError::Picture { picture: number })?;
        names.set(resource(number), object);
    }
    Ok((!names.is_empty()).then_some(names))
}

/// Makes objects of a picture; none when it cannot be read.
pub(crate) fn make(pdf: &mut Document, file: &PictureFile) -> Result<Option<ObjectId>, PdfError> {
    match file.kind {
        PictureKind::Png => image(pdf, file),
        PictureKind::Jpeg => jpeg(pdf, file),
        PictureKind::Svg => {
            picture::drawing(&file.bytes).map(|tree| drawing::add(pdf, &tree)).transpose()
        }
    }
}

fn jpeg(pdf: &mut Document, file: &PictureFile) -> Result<Option<ObjectId>, PdfError> {
    let Some(said) = picture::jpeg(&file.bytes) else { return Ok(None) };
    let image = if matches!(said.components, 1 | 3) && said.depth == 8 {
        let space = if said.components == 1 { "DeviceGray" } else { "DeviceRGB" };
        let mut entries = head(said.width(), said.height(), space);
        entries.set("Filter", "DCTDecode");
        let mut bytes = file.bytes.clone();
        if matches!(bytes.last(), Some(b'\r' | b'\n')) {
            bytes.push(0);
        }
        Some(pdf.add_object(Stream::new(entries, bytes)))
    } else {
        image(pdf, file)?
    };
    Ok(match image {
        Some(image) if said.orientation != Orientation::default() => {
            Some(upright(pdf, image, said.orientation)?)
        }
        image => image,
    })
}

/// An image as it is to be seen, of one that is stored turned or mirrored.
fn upright(
    pdf: &mut Document,
    image: ObjectId,
    orientation: Orientation,
) -> Result<ObjectId, PdfError> {
    let place = |x: i32, y: i32| {
        let (mut x, mut y) = (if orientation.mirrored { 1 - x } else { x }, y);
        for _ in 0..orientation.turns {
            (x, y) = (y, 1 - x);
        }
        (x, y)
    };
    let (origin, right, up) = (place(0, 0), place(1, 0), place(0, 1));
    let matrix = [
        right.0 - origin.0,
        right.1 - origin.1,
        up.0 - origin.0,
        up.1 - origin.1,
        origin.0,
        origin.1,
    ];
    let matrix = matrix.map(|number| number.to_string()).join(" ");
    let form = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Form",
        "BBox" => [0, 0, 1, 1].map(Object::from).to_vec(),
        "Resources" => dictionary! { "XObject" => dictionary! { "I" => image } },
    };
    let content = format!("{matrix} cm /I Do");
    Ok(pdf.add_object(deflated(&form, content.into_bytes(), b" ")?))
}

/// Pixels, with what they cover as a mask of its own.
fn image(pdf: &mut Document, file: &PictureFile) -> Result<Option<ObjectId>, PdfError> {
    let Some(pixels) = picture::pixels(file) else { return Ok(None) };
    let (width, height) = (pixels.width(), pixels.height());
    let Pixels { samples, alpha, gray, .. } = pixels;
    let (space, channels) = if gray { ("DeviceGray", 1) } else { ("DeviceRGB", 3) };
    let mut entries = head(width, height, space);
    if let Some(alpha) = alpha {
        let mask = stream(head(width, height, "DeviceGray"), &alpha, width, 1)?;
        entries.set("SMask", pdf.add_object(mask));
    }
    Ok(Some(pdf.add_object(stream(entries, &samples, width, channels)?)))
}

fn head(width: u32, height: u32, space: &str) -> Dictionary {
    dictionary! {
        "Type" => "XObject",
        "Subtype" => "Image",
        "Width" => i64::from(width),
        "Height" => i64::from(height),
        "ColorSpace" => space,
        "BitsPerComponent" => 8,
    }
}

/// Samples as a stream, each row behind the filter that makes it smallest (ISO 32000-1, 7.4.4.4).
fn stream(
    entries: Dictionary,
    samples: &[u8],
    width: u32,
    channels: usize,
) -> std::io::Result<Stream> {
    let row = width as usize * channels;
    let mut filtered = Vec::with_capacity(samples.len() + samples.len() / row.max(1));
    let blank = vec![0; row];
    let mut before = blank.as_slice();
    for samples in samples.chunks_exact(row.max(1)) {
        push_filtered(&mut filtered, samples, before, channels);
        before = samples;
    }
    let mut stream = deflated(&entries, filtered, PADDING)?;
    if stream.dict.has(b"Filter") {
        stream.dict.set(
            "DecodeParms",
            dictionary! {
                "Predictor" => 15,
                "Colors" => syntax::count(channels),
                "Columns" => i64::from(width),
            },
        );
        Ok(stream)
    } else {
        let mut plain = samples.to_vec();
        if matches!(plain.last(), Some(b'\r' | b'\n')) {
            plain.extend_from_slice(PADDING);
        }
        Ok(Stream::new(entries, plain))
    }
}

/// Adds a row with the number of its filter before it (ISO 15948, 9): of none, left, up and Paeth,
/// the one with the least sum of differences, which deflates best.
fn push_filtered(out: &mut Vec<u8>, row: &[u8], above: &[u8], channels: usize) {
    let left = |line: &[u8], at: usize| at.checked_sub(channels).map_or(0, |at| line[at]);
    let predicted = |filter: u8, at: usize| match filter {
        1 => left(row, at),
        2 => above[at],
        4 => paeth(left(row, at), above[at], left(above, at)),
        _ => 0,
    };
    let cost = |filter: u8| -> u64 {
        let differences = (0..row.len()).map(|at| row[at].wrapping_sub(predicted(filter, at)));
        differences.map(|byte| u64::from(byte.min(byte.wrapping_neg()))).sum()
    };
    let filter = [0, 1, 2, 4].into_iter().min_by_key(|filter| cost(*filter)).unwrap_or(0);
    out.push(filter);
    out.extend((0..row.len()).map(|at| row[at].wrapping_sub(predicted(filter, at))));
}

/// The neighbor that is nearest to what left and above go on to (ISO 15948, 9.4).
fn paeth(left: u8, above: u8, corner: u8) -> u8 {
    let goal = i16::from(left) + i16::from(above) - i16::from(corner);
    let far = |from: u8| (goal - i16::from(from)).abs();
    if far(left) <= far(above) && far(left) <= far(corner) {
        left
    } else if far(above) <= far(corner) {
        above
    } else {
        corner
    }
}
