//! The text of a file that a form exported, in whatever encoding.

use std::borrow::Cow;
use std::path::Path;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    BIG5, DecoderResult, EUC_JP, EUC_KR, Encoding, GB18030, GBK, ISO_8859_2, ISO_8859_5,
    ISO_8859_7, ISO_8859_15, KOI8_R, MACINTOSH, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_874,
    WINDOWS_1250, WINDOWS_1251, WINDOWS_1252, WINDOWS_1253, WINDOWS_1254, WINDOWS_1255,
    WINDOWS_1256, WINDOWS_1257, WINDOWS_1258,
};

use crate::diagnostic::{Diagnostic, Place, did_you_mean, visible};
use crate::encoding::{UTF16_BE_MARK, UTF16_LE_MARK, unmarked_utf16};

/// The encodings that a mistyped label may mean.
const USUAL: [&Encoding; 27] = [
    UTF_8,
    UTF_16LE,
    UTF_16BE,
    WINDOWS_1252,
    WINDOWS_1250,
    WINDOWS_1251,
    WINDOWS_1253,
    WINDOWS_1254,
    WINDOWS_1255,
    WINDOWS_1256,
    WINDOWS_1257,
    WINDOWS_1258,
    WINDOWS_874,
    ISO_8859_2,
    ISO_8859_5,
    ISO_8859_7,
    ISO_8859_15,
    KOI8_R,
    MACINTOSH,
    SHIFT_JIS,
    EUC_JP,
    EUC_KR,
    BIG5,
    GBK,
    GB18030,
    encoding_rs::ISO_2022_JP,
    encoding_rs::IBM866,
];

/// How many bytes are looked at to guess an encoding, from the first on that is not ASCII: more do
/// not make the guess better, and it is slow.
const GUESSED_FROM: usize = 1 << 20;

/// A text, and what it was guessed to be encoded in where nothing says so.
#[derive(Debug)]
pub(crate) struct Guessed {
    pub(crate) text: String,
    /// The encoding by its name of the WHATWG Encoding Standard; none where the text is in the
    /// named one, or in UTF-8, or has a mark.
    pub(crate) guess: Option<&'static str>,
}

/// The text of bytes in the encoding that is `named` by a label of the WHATWG Encoding Standard;
/// where none is, in the one that the bytes themselves speak for.
pub(crate) fn decode_guessing(
    bytes: &[u8],
    shown: &Path,
    named: Option<&str>,
) -> Result<Guessed, Box<Diagnostic>> {
    if let Some(label) = named {
        let encoding = by_label(label)?;
        let text =
            decoded(encoding, bytes).map_err(|offset| unfit(encoding, bytes, offset, shown))?;
        return Ok(Guessed { text: text.into_owned(), guess: None });
    }
    // Its zero bytes would be characters of UTF-8 too.
    let is_plain_utf16 = unmarked_utf16(bytes).is_some();
    let marked = [(UTF16_LE_MARK, UTF_16LE), (UTF16_BE_MARK, UTF_16BE), (b"", UTF_8)];
    for (mark, encoding) in marked {
        if bytes.starts_with(mark)
            && !is_plain_utf16
            && let Ok(text) = decoded(encoding, bytes)
        {
            return Ok(Guessed { text: text.into_owned(), guess: None });
        }
    }
    let encoding = guess(bytes);
    let has_no_text = bytes.contains(&0) && ![UTF_16LE, UTF_16BE].contains(&encoding);
    match decoded(encoding, bytes) {
        Ok(text) if !has_no_text => {
            Ok(Guessed { text: text.into_owned(), guess: Some(encoding.name()) })
        }
        _ => {
            let message = format!("`{}` is no text in any encoding known here", shown.display());
            let help = "save it as UTF-8, or name its encoding by `--encoding`";
            Err(Box::new(Diagnostic::error("encoding", message).help(help)))
        }
    }
}

fn by_label(label: &str) -> Result<&'static Encoding, Box<Diagnostic>> {
    Encoding::for_label_no_replacement(label.as_bytes()).ok_or_else(|| {
        let message = format!("`{}` is no encoding", visible(label));
        let mut problem = Diagnostic::error("encoding", message);
        let known = USUAL.map(Encoding::name);
        problem.help.extend(did_you_mean(label, known));
        Box::new(problem.help("such as `utf-8`, `windows-1252`, `shift_jis` or `utf-16le`"))
    })
}

fn unfit(
    encoding: &'static Encoding,
    bytes: &[u8],
    offset: usize,
    shown: &Path,
) -> Box<Diagnostic> {
    let message = format!("`{}` is not {} at byte {offset}", shown.display(), encoding.name());
    let before = encoding.decode_with_bom_removal(bytes.get(..offset).unwrap_or_default()).0;
    let place = Place {
        // The line may hold private cells.
        excerpt: String::new(),
        span: 0..0,
        ..Place::new(shown, &before, before.len()..before.len())
    };
    let help = "leave `--encoding` out to have it guessed";
    Box::new(Diagnostic::error("encoding", message).at(place).help(help))
}

/// The text without its mark, or the byte at which it is no longer one.
fn decoded<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> Result<Cow<'a, str>, usize> {
    if encoding == UTF_8 {
        let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        return match std::str::from_utf8(text) {
            Ok(text) => Ok(Cow::Borrowed(text)),
            Err(error) => Err(bytes.len() - text.len() + error.valid_up_to()),
        };
    }
    let mut decoder = encoding.new_decoder_with_bom_removal();
    let longest = decoder.max_utf8_buffer_length_without_replacement(bytes.len());
    let mut text = String::with_capacity(longest.unwrap_or_default());
    match decoder.decode_to_string_without_replacement(bytes, &mut text, true) {
        (DecoderResult::InputEmpty, _) => Ok(Cow::Owned(text)),
        (DecoderResult::OutputFull, read) => Err(read),
        (DecoderResult::Malformed(length, after), read) => {
            Err(read.saturating_sub(usize::from(length) + usize::from(after)))
        }
    }
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    match unmarked_utf16(bytes) {
        Some(name) if name.starts_with("UTF-16LE") => return UTF_16LE,
        Some(_) => return UTF_16BE,
        None => {}
    }
    let first = bytes.iter().position(|byte| !byte.is_ascii() || *byte == 0x1B).unwrap_or(0);
    // The letters before the first that tells something belong to it.
    let from = first.saturating_sub(2);
    let to = bytes.len().min(from + GUESSED_FROM);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(&bytes[from..to], to == bytes.len());
    detector.guess(None, Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8], named: Option<&str>) -> Result<(String, Option<&'static str>), String> {
        decode_guessing(bytes, Path::new("form.csv"), named)
            .map(|guessed| (guessed.text, guessed.guess))
            .map_err(|problem| [vec![problem.message], problem.help].concat().join("; "))
    }

    #[test]
    fn what_says_what_it_is_is_not_guessed() {
        assert_eq!(read("\u{FEFF}é".as_bytes(), None), Ok(("é".to_owned(), None)));
        assert_eq!(read("é".as_bytes(), None), Ok(("é".to_owned(), None)));
        assert_eq!(read(b"\xFF\xFE\xE9\0", None), Ok(("é".to_owned(), None)));
        assert_eq!(read(b"\xFE\xFF\0\xE9", None), Ok(("é".to_owned(), None)));
    }

    #[test]
    fn other_encodings_are_guessed() {
        let guessed = |bytes| read(bytes, None).unwrap();
        assert_eq!(
            guessed(b"name\nZw\xF6lf B\xFCrger f\xFCr M\xFCnchen\n"),
            ("name\nZwölf Bürger für München\n".to_owned(), Some("windows-1252"))
        );
        assert_eq!(guessed(b"n\0a\0m\0e\0"), ("name".to_owned(), Some("UTF-16LE")));
        let (text, _, _) = SHIFT_JIS.encode("名前\n全国知事会の皆さん\n");
        assert_eq!(guessed(&text).1, Some("Shift_JIS"));
    }

    #[test]
    fn a_named_encoding_wins_and_has_to_fit() {
        assert_eq!(read("Ł".as_bytes(), Some("windows-1250")), Ok(("Ĺ\u{81}".to_owned(), None)));
        assert_eq!(
            read(b"abc\xE9", Some("utf8")),
            Err("`form.csv` is not UTF-8 at byte 3; leave `--encoding` out to have it guessed"
                .to_owned())
        );
        assert_eq!(
            read(b"", Some("window-1252")),
            Err("`window-1252` is no encoding; did you mean `windows-1252`?; such as `utf-8`, \
                 `windows-1252`, `shift_jis` or `utf-16le`"
                .to_owned())
        );
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(
            read(b"\x89PNG\r\n\0\0\0\rIHDR", None),
            Err("`form.csv` is no text in any encoding known here; save it as UTF-8, or name its \
                 encoding by `--encoding`"
                .to_owned())
        );
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_make_it_panic(
            bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..60),
            named in proptest::option::of(proptest::sample::select(&USUAL[..])),
        ) {
            drop(read(&bytes, named.map(Encoding::name)));
        }
    }
}
