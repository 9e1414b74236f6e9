//! Bytes to text and back: UTF-8 with or without a byte-order mark, for lists UTF-16 with one too;
//! what other bytes may be.

mod guess;

use std::path::Path;

use encoding_rs::{EUC_KR, GB18030, SHIFT_JIS, WINDOWS_1251};

use crate::diagnostic::{Diagnostic, Place};

pub(crate) use guess::decode_guessing;

/// How a file's text is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    Utf8,
    Utf8WithMark,
    Utf16Le,
    Utf16Be,
}

const UTF8_MARK: &[u8] = b"\xEF\xBB\xBF";
const UTF16_LE_MARK: &[u8] = b"\xFF\xFE";
const UTF16_BE_MARK: &[u8] = b"\xFE\xFF";

/// The bytes are not in an encoding that can be read and kept.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct EncodingError {
    /// The byte from which on they make no text, counted from 0.
    pub(crate) offset: usize,
    /// What they may be instead.
    pub(crate) likely: &'static str,
}

impl EncodingError {
    pub(crate) fn diagnostic(&self, bytes: &[u8], shown: &Path) -> Diagnostic {
        let Self { offset, likely } = self;
        let before = String::from_utf8_lossy(bytes.get(..*offset).unwrap_or_default());
        let place = Place {
            // The line may hold private cells.
            excerpt: String::new(),
            span: 0..0,
            ..Place::new(shown, &before, before.len()..before.len())
        };
        let message =
            format!("`{}` is not UTF-8 at byte {offset}: likely {likely}", shown.display());
        Diagnostic::error("encoding", message)
            .at(place)
            .help("save it as UTF-8: in a spreadsheet program, `CSV UTF-8` or `Unicode (UTF-8)`")
    }
}

pub(crate) fn decode(bytes: &[u8]) -> Result<(String, Encoding), EncodingError> {
    if let Some(bytes) = bytes.strip_prefix(UTF16_LE_MARK) {
        return Ok((decode_utf16(bytes, u16::from_le_bytes)?, Encoding::Utf16Le));
    }
    if let Some(bytes) = bytes.strip_prefix(UTF16_BE_MARK) {
        return Ok((decode_utf16(bytes, u16::from_be_bytes)?, Encoding::Utf16Be));
    }
    if let Some(likely) = unmarked_utf16(bytes) {
        return Err(EncodingError {
            offset: bytes.iter().position(|b| *b == 0).unwrap_or(0),
            likely,
        });
    }
    let (text, encoding) = match bytes.strip_prefix(UTF8_MARK) {
        Some(text) => (text, Encoding::Utf8WithMark),
        None => (bytes, Encoding::Utf8),
    };
    match std::str::from_utf8(text) {
        Ok(text) => Ok((text.to_owned(), encoding)),
        Err(error) => {
            let offset = bytes.len() - text.len() + error.valid_up_to();
            Err(EncodingError { offset, likely: likely(text) })
        }
    }
}

/// The text of a letter or of settings, which may be quoted in full; one that is not UTF-8 is told
/// with its place, and one that is no text at all with what is `expected`.
pub(crate) fn utf8(
    bytes: Vec<u8>,
    shown: &Path,
    expected: &str,
) -> Result<String, Box<Diagnostic>> {
    let error = match String::from_utf8(bytes) {
        Ok(text) => return Ok(text),
        Err(error) => error,
    };
    let bytes = error.as_bytes();
    let offset = error.utf8_error().valid_up_to();
    let before = String::from_utf8_lossy(&bytes[..offset]);
    let message = format!("`{}` is not UTF-8 at byte {offset}", shown.display());
    let is_utf16 = [UTF16_LE_MARK, UTF16_BE_MARK].iter().any(|mark| bytes.starts_with(mark));
    let is_text = is_utf16 || !(bytes.contains(&0) || bytes.starts_with(b"%PDF"));
    let (message, help) = if is_text {
        let likely = if is_utf16 { "UTF-16" } else { likely(bytes) };
        (format!("{message}: likely {likely}"), "save it as UTF-8")
    } else {
        (message, expected)
    };
    let place = Place::new(shown, &before, offset..offset);
    Err(Box::new(Diagnostic::error("encoding", message).at(place).help(help)))
}

fn decode_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, EncodingError> {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    let mut text = String::with_capacity(bytes.len());
    let mut offset = UTF16_LE_MARK.len();
    let broken = |offset| EncodingError { offset, likely: "UTF-16, cut off or damaged" };
    for character in char::decode_utf16(units) {
        let character = character.map_err(|_| broken(offset))?;
        offset += character.len_utf16() * 2;
        text.push(character);
    }
    if bytes.len() % 2 == 1 { Err(broken(offset)) } else { Ok(text) }
}

pub(crate) fn encode(text: String, encoding: Encoding) -> Vec<u8> {
    let utf16 = |mark: &[u8], bytes: fn(u16) -> [u8; 2]| {
        mark.iter().copied().chain(text.encode_utf16().flat_map(bytes)).collect()
    };
    match encoding {
        Encoding::Utf8 => text.into_bytes(),
        Encoding::Utf8WithMark => [UTF8_MARK, text.as_bytes()].concat(),
        Encoding::Utf16Le => utf16(UTF16_LE_MARK, u16::to_le_bytes),
        Encoding::Utf16Be => utf16(UTF16_BE_MARK, u16::to_be_bytes),
    }
}

/// UTF-16 without its mark, told by the zero half of the ASCII letters that a header begins with.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [1..=255, 0, 1..=255, 0, ..] => Some("UTF-16LE without a byte-order mark"),
        [0, 1..=255, 0, 1..=255, ..] => Some("UTF-16BE without a byte-order mark"),
        _ => None,
    }
}

/// Whether a character is one that a text of an encoding is made of.
type IsLetter = fn(char) -> bool;

/// What bytes that are no UTF-8 may be, for a message to a person.
///
/// In a Western European text the bytes above ASCII stand alone; where they stand in runs, each
/// encoding of another script is tried, and has to give letters of its script alone.
fn likely(bytes: &[u8]) -> &'static str {
    let high = bytes.iter().filter(|byte| !byte.is_ascii()).count();
    let runs = bytes.windows(2).filter(|pair| pair[0].is_ascii() && !pair[1].is_ascii()).count();
    if high > 2 * runs.max(1) - 1 {
        let candidates: [(_, _, IsLetter); 4] = [
            (EUC_KR, "EUC-KR", |letter| matches!(letter, '가'..='힣')),
            (
                SHIFT_JIS,
                "Shift_JIS",
                |letter| matches!(letter, 'ぁ'..='ヿ' | '一'..='鿿' | '、'..='〕'),
            ),
            (WINDOWS_1251, "Windows-1251", |letter| matches!(letter, 'Ѐ'..='ӿ' | '«' | '»' | '№')),
            (
                GB18030,
                "GB18030",
                |letter| matches!(letter, '一'..='鿿' | '、'..='〕' | '（'..='～'),
            ),
        ];
        for (encoding, name, expected) in candidates {
            let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
            if text.is_some_and(|text| text.chars().all(|c| c.is_ascii() || expected(c))) {
                return name;
            }
        }
    }
    if bytes.iter().any(|byte| matches!(byte, 0x80..=0x9F)) {
        "Windows-1252"
    } else {
        "Latin-1 (ISO 8859-1) or Windows-1252"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding_comes_back_as_it_was() {
        for encoding in
            [Encoding::Utf8, Encoding::Utf8WithMark, Encoding::Utf16Le, Encoding::Utf16Be]
        {
            let bytes = encode("name\r\nZwölf 😀\n".to_owned(), encoding);
            let (text, read) = decode(&bytes).unwrap();
            assert_eq!((text.as_str(), read), ("name\r\nZwölf 😀\n", encoding));
        }
    }

    #[test]
    fn a_letter_in_another_encoding_is_refused_with_what_it_may_be() {
        let said = |bytes: &[u8]| {
            let problem = utf8(bytes.to_vec(), Path::new("x.md"), "").unwrap_err();
            (problem.place.map(|place| (place.line, place.column)), problem.message)
        };
        let (place, message) = said(b"+++\nCitizens\x92 Alliance\n");
        assert_eq!(place, Some((2, 9)));
        assert_eq!(message, "`x.md` is not UTF-8 at byte 12: likely Windows-1252");
        let (place, message) = said(b"\xFF\xFE+\0+\0+\0");
        assert_eq!(place, Some((1, 1)));
        assert_eq!(message, "`x.md` is not UTF-8 at byte 0: likely UTF-16");
        let (_, message) = said(b"PK\x03\x04\x14\0\xE9");
        assert_eq!(message, "`x.md` is not UTF-8 at byte 6");
        assert_eq!(utf8("é".into(), Path::new("x.md"), ""), Ok("é".to_owned()));
    }

    #[test]
    fn other_encodings_are_named_with_the_offset() {
        let error = |bytes: &[u8]| {
            let error = decode(bytes).unwrap_err();
            (error.offset, error.likely)
        };
        assert_eq!(error(b"name\nZw\xF6lf\n"), (7, "Latin-1 (ISO 8859-1) or Windows-1252"));
        assert_eq!(error(b"name\nCitizens\x92 Alliance\n"), (13, "Windows-1252"));
        assert_eq!(error(b"name\n\xBA\xCF\xC7\xD1\n"), (5, "EUC-KR"));
        assert_eq!(error(b"name\n\xCC\xE5\xEC\xEE\xF0\xE8\xE0\xEB\n"), (5, "Windows-1251"));
        assert_eq!(error(b"n\0a\0m\0e\0"), (1, "UTF-16LE without a byte-order mark"));
        assert_eq!(error(b"\xFF\xFEn\0a"), (4, "UTF-16, cut off or damaged"));
    }
}
