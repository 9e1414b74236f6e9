//! The colors that the file is meant for: sRGB, as an ICC profile made by hand.
//!
//! Device colors need an output intent in PDF/A-2 (6.2.4.3); the letter's gray is one. Written to
//! ICC.1:2010 (profile version 4), with the transfer curve as a formula, the profile takes 500
//! bytes where usual ones take 3,000.

use std::io;
use std::sync::LazyLock;

use lopdf::{Object, Stream, dictionary, text_string};

use crate::render::pdf::file::deflated;

/// The profile as files have it.
static PROFILE: LazyLock<io::Result<Stream>> =
    LazyLock::new(|| deflated(&dictionary! { "N" => 3 }, srgb(), &[]));

/// Adds the output intent.
pub(crate) fn add(pdf: &mut lopdf::Document) -> io::Result<Object> {
    let made = PROFILE.as_ref().map_err(|error| io::Error::other(error.to_string()))?;
    let profile = pdf.add_object(made.clone());
    let intent = dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => text_string("sRGB"),
        "Info" => text_string("sRGB IEC61966-2.1"),
        "DestOutputProfile" => profile,
    };
    Ok(Object::Array(vec![Object::Dictionary(intent)]))
}

/// A number with sixteen binary places (ICC.1:2010, 4.6).
fn fixed(value: f64) -> [u8; 4] {
    #[expect(clippy::cast_possible_truncation, reason = "values are below three")]
    let rounded = (value * 65536.0).round() as i32;
    rounded.to_be_bytes()
}

/// A count or place of bytes.
fn word(number: usize) -> [u8; 4] {
    u32::try_from(number).expect("the profile is small").to_be_bytes()
}

/// Type signature, reserved bytes, then numbers.
fn numbers(signature: &str, before: &[u8], values: &[f64]) -> Vec<u8> {
    let mut tag = [signature.as_bytes(), &[0; 4], before].concat();
    for value in values {
        tag.extend_from_slice(&fixed(*value));
    }
    tag
}

/// One text in American English (`multiLocalizedUnicodeType`).
fn text(value: &str) -> Vec<u8> {
    let units: Vec<u8> = value.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut tag = b"mluc\0\0\0\0\0\0\0\x01\0\0\0\x0CenUS".to_vec();
    tag.extend_from_slice(&word(units.len()));
    tag.extend_from_slice(&word(28));
    tag.extend_from_slice(&units);
    tag
}

fn srgb() -> Vec<u8> {
    // Primaries and white of IEC 61966-2-1, adapted to D50 by the Bradford matrix `chad`.
    let white = numbers("XYZ ", &[], &[0.9642, 1.0, 0.8249]);
    let red = numbers("XYZ ", &[], &[0.43607, 0.22249, 0.01392]);
    let green = numbers("XYZ ", &[], &[0.38515, 0.71687, 0.09708]);
    let blue = numbers("XYZ ", &[], &[0.14307, 0.06061, 0.71410]);
    let adaptation = numbers(
        "sf32",
        &[],
        &[1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168],
    );
    // Parametric curve of type 3: (a x + b) ^ g above d, c x below.
    let curve =
        numbers("para", &[0, 3, 0, 0], &[2.4, 1.0 / 1.055, 0.055 / 1.055, 1.0 / 12.92, 0.04045]);
    let tags: [(&[&[u8; 4]], Vec<u8>); 8] = [
        (&[b"desc"], text("sRGB")),
        (&[b"cprt"], text("CC0")),
        (&[b"wtpt"], white),
        (&[b"chad"], adaptation),
        (&[b"rXYZ"], red),
        (&[b"gXYZ"], green),
        (&[b"bXYZ"], blue),
        (&[b"rTRC", b"gTRC", b"bTRC"], curve),
    ];

    let count: usize = tags.iter().map(|(names, _)| names.len()).sum();
    let mut table = word(count).to_vec();
    let mut body: Vec<u8> = Vec::new();
    for (names, tag) in &tags {
        let place = 128 + 4 + 12 * count + body.len();
        for name in *names {
            table.extend_from_slice(*name);
            table.extend_from_slice(&word(place));
            table.extend_from_slice(&word(tag.len()));
        }
        body.extend_from_slice(tag);
        body.resize(body.len().next_multiple_of(4), 0);
    }

    let mut profile = Vec::with_capacity(128 + table.len() + body.len());
    profile.extend_from_slice(&word(128 + table.len() + body.len()));
    profile.extend_from_slice(&[0; 4]);
    profile.extend_from_slice(&[4, 0x20, 0, 0]);
    profile.extend_from_slice(b"mntrRGB XYZ ");
    // The day of this profile; a date is required, and must not be today's.
    for part in [2026_u16, 11, 24, 0, 0, 0] {
        profile.extend_from_slice(&part.to_be_bytes());
    }
    profile.extend_from_slice(b"acsp");
    profile.resize(68, 0);
    for value in [0.9642, 1.0, 0.8249] {
        profile.extend_from_slice(&fixed(value));
    }
    profile.resize(128, 0);
    profile.extend_from_slice(&table);
    profile.extend_from_slice(&body);
    profile
}
