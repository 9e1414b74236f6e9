//! Fonts with CFF outlines, which printpdf takes for others.

use std::fmt::Write as _;
use std::io;

use lopdf::{Dictionary, Object, Stream, dictionary};

use crate::render::pdf::file::deflated;

/// How an OpenType font with CFF outlines begins (ISO 14496-22, 4.2).
pub(crate) const OPEN_TYPE: &[u8] = b"OTTO";

/// The table with the outlines.
pub(crate) fn table(font: &[u8]) -> Option<&[u8]> {
    let number = |bytes: &[u8]| Some(u32::from_be_bytes(bytes.try_into().ok()?) as usize);
    let count = u16::from_be_bytes(font.get(4..6)?.try_into().ok()?);
    let records = font.get(12..)?.chunks_exact(16).take(usize::from(count));
    let record = records.into_iter().find(|record| record.starts_with(b"CFF "))?;
    let (offset, length) = (number(&record[8..12])?, number(&record[12..16])?);
    font.get(offset..offset.checked_add(length)?)
}

/// The table as the file holds it (ISO 32000-1, table 126).
pub(crate) fn stream(table: &[u8]) -> io::Result<Stream> {
    // What follows the last of its parts is not read.
    deflated(&dictionary! { "Subtype" => "CIDFontType0C" }, table.to_vec(), &[0, 0, 0, 1])
}

/// What the dictionary of such a font says (ISO 32000-1, table 117). `widths` are those of its
/// glyphs, from 0 on.
pub(crate) fn describe(font: &mut Dictionary, widths: impl Iterator<Item = i64>) {
    font.set("Subtype", Object::Name(b"CIDFontType0".to_vec()));
    font.remove(b"CIDToGIDMap");
    let widths = widths.map(Object::Integer).collect();
    font.set("W", vec![Object::Integer(0), Object::Array(widths)]);
}

/// Which glyph each code shows (ISO 32000-1, 9.7.5.3): `glyphs` are those of the codes from 0 on. A
/// `CIDToGIDMap`, which would be shorter, is for TrueType outlines alone.
pub(crate) fn codes(glyphs: &[u16]) -> io::Result<Stream> {
    const NAME: &str = "Letter-Codes";
    // Blocks hold a hundred entries at most.
    const BLOCK: usize = 100;
    let mut map = format!(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
         /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>> def\n\
         /CMapName /{NAME} def\n/CMapType 1 def\n/WMode 0 def\n\
         1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
    );
    let mut append = |arguments: std::fmt::Arguments<'_>| {
        map.write_fmt(arguments).expect("a string takes all that is written to it");
    };
    for (number, block) in glyphs.chunks(BLOCK).enumerate() {
        append(format_args!("{} begincidchar\n", block.len()));
        for (code, glyph) in (number * BLOCK..).zip(block) {
            append(format_args!("<{code:04X}> {glyph}\n"));
        }
        append(format_args!("endcidchar\n"));
    }
    append(format_args!("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"));
    let system = dictionary! {
        "Registry" => Object::string_literal("Adobe"),
        "Ordering" => Object::string_literal("Identity"),
        "Supplement" => 0,
    };
    let dictionary = dictionary! {
        "Type" => "CMap",
        "CMapName" => NAME,
        "CIDSystemInfo" => system,
        "WMode" => 0,
    };
    deflated(&dictionary, map.into_bytes(), b" ")
}
