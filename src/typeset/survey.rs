//! What a font file holds: the faces in it, what they are called, what they show, and what stands
//! against setting a letter in them. A font file may be any bytes.

use std::ops::RangeInclusive;

use crate::typeset::coverage::Coverage;
use crate::typeset::face_source::FontData;
use crate::typeset::font::open;
use serde::{Deserialize, Serialize};
use skrifa::font::attribute::Style;
use skrifa::font::name::NameId;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlineGlyphCollection, OutlineGlyphFormat, OutlinePen};
use skrifa::raw::{FileRef, FontRef, TableProvider as _};
use skrifa::{GlyphId, Tag};

/// A face of a font file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FaceRecord {
    /// Its place in the file, if that is a collection.
    pub index: u32,
    /// Its family: `Noto Serif CJK JP`.
    pub family: String,
    /// `NotoSerifCJKjp-Regular`.
    pub postscript_name: String,
    /// 400 is regular, 700 bold.
    pub weight: u16,
    /// Whether it slants.
    pub slanted: bool,
    /// How wide it is, 100 being as wide as most.
    pub width: u16,
    /// What it shows, as `Coverage::to_text` writes it.
    pub coverage: String,
    /// What stands against its use.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub hindrance: Option<Hindrance>,
}

/// What stands against setting a letter in a face.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "kebab-case")]
pub enum Hindrance {
    /// Its maker does not allow it to be embedded, or not a part of it (OS/2, `fsType`).
    #[error("does not allow embedding")]
    Embedding,
    /// It consists of pictures, in colors mostly.
    #[error("has pictures and no outlines")]
    NoOutlines,
    /// Its outlines are of a kind that PDF does not know: CFF2 or VARC.
    #[error("has outlines that PDF does not know")]
    Outlines,
}

/// A file that is no font, or a damaged one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "kebab-case")]
pub enum SurveyError {
    /// Its beginning is that of no font.
    #[error("is no font")]
    NoFont,
    /// It ends before a table does.
    #[error("is cut off")]
    CutOff,
    /// It lacks what a face needs, or its tables contradict each other.
    #[error("is damaged")]
    Damaged,
    /// It cannot be read.
    #[error("cannot be read")]
    Unreadable,
    /// It has more bytes than any font.
    #[error("is larger than 256 MiB")]
    TooLarge,
}

/// How many units an em may have (OpenType, `head`).
const EM: RangeInclusive<u16> = 16..=16384;

/// The most faces in a collection that are looked at.
const MOST_FACES: u32 = 256;

/// The faces in a font file.
pub fn survey(data: &FontData) -> Result<Vec<FaceRecord>, SurveyError> {
    let fonts = match FileRef::new(data).map_err(|_| SurveyError::NoFont)? {
        FileRef::Font(_) => 1,
        FileRef::Collection(collection) => collection.len().min(MOST_FACES),
    };
    (0..fonts).map(|index| face(data, index)).collect()
}

fn face(data: &FontData, index: u32) -> Result<FaceRecord, SurveyError> {
    let tables = FileRef::new(data).map_err(|_| SurveyError::NoFont)?;
    let tables = match &tables {
        FileRef::Font(font) => Ok(font.clone()),
        FileRef::Collection(collection) => collection.get(index),
    };
    let tables = tables.map_err(|_| SurveyError::Damaged)?;
    let records = tables.table_directory().table_records();
    let ends = records.iter().map(|record| u64::from(record.offset()) + u64::from(record.length()));
    if ends.max().is_some_and(|end| end > data.len() as u64) {
        return Err(SurveyError::CutOff);
    }
    let font = open(data, index).ok_or(SurveyError::Damaged)?;
    if !is_whole(&tables) {
        return Err(SurveyError::Damaged);
    }
    let outlines = OutlineGlyphCollection::new(&tables);
    let hindrance = match outlines.format() {
        _ if tables.os2().is_ok_and(|os2| forbids_embedding(os2.fs_type())) => {
            Some(Hindrance::Embedding)
        }
        Some(OutlineGlyphFormat::Glyf | OutlineGlyphFormat::Cff) => None,
        Some(_) => Some(Hindrance::Outlines),
        None => Some(Hindrance::NoOutlines),
    };
    let colored = tables.colr().is_ok() || tables.sbix().is_ok();
    let glyphs = font.num_glyphs();
    let shows = |glyph: GlyphId| {
        // A picture in colors has no outline of its own.
        glyph.to_u32() < glyphs && (!colored || has_outline(&outlines, glyph))
    };
    let charmap = font.charmap();
    let mut points: Vec<u32> =
        charmap.unicodes().filter(|&(_, glyph)| shows(glyph)).map(|(point, _)| point).collect();
    let hindrance = if colored && hindrance.is_none() && points.len() < 100 {
        points = charmap.unicodes().map(|(point, _)| point).collect();
        Some(Hindrance::NoOutlines)
    } else {
        hindrance
    };
    let coverage = Coverage::new(points);
    let attributes = font.default_attributes();
    let name = |ids: &[NameId]| {
        let found = ids.iter().find_map(|&id| font.names().get(id)?.english_or_first());
        found.map_or_else(String::new, |name| name.name().to_string())
    };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a float cast saturates"
    )]
    let whole = |measure: f32| measure.round() as u16;
    Ok(FaceRecord {
        index,
        family: name(&[NameId::TYPOGRAPHIC_FAMILY_NAME, NameId::FAMILY_NAME]),
        postscript_name: name(&[NameId::POSTSCRIPT_NAME]),
        weight: whole(attributes.weight.value()),
        slanted: attributes.style != Style::Normal,
        width: whole(attributes.width.percentage()),
        coverage: coverage.to_text(),
        hindrance,
    })
}

/// Restricted license, no subsetting, or bitmaps only (OpenType, OS/2 `fsType`, bits 1, 8 and 9).
/// Where a more generous bit is set too, it counts.
fn forbids_embedding(fs_type: u16) -> bool {
    let restricted = fs_type & 0x000e == 0x0002;
    restricted || fs_type & 0x0300 != 0
}

/// Whether the tables that say how glyphs are drawn agree with each other, as far as that can be seen
/// without drawing any.
fn is_whole(font: &FontRef<'_>) -> bool {
    let (Ok(head), Ok(hhea), Ok(maxp)) = (font.head(), font.hhea(), font.maxp()) else {
        return false;
    };
    let glyphs = usize::from(maxp.num_glyphs());
    let measured = usize::from(hhea.number_of_h_metrics());
    let metrics = font.table_data(Tag::new(b"hmtx")).map_or(0, |table| table.len());
    let has_glyf = font.table_data(Tag::new(b"glyf")).is_some();
    // A directory that lists what is not there misleads others that read the font.
    let filled = [b"cmap", b"name", b"post"]
        .into_iter()
        .all(|tag| font.table_data(Tag::new(tag)).is_none_or(|table| !table.is_empty()));
    EM.contains(&head.units_per_em())
        && (1..=glyphs).contains(&measured)
        && metrics >= 4 * measured
        && filled
        && (!has_glyf || font.loca(None).is_ok_and(|places| places.len() >= glyphs))
}

/// Whether a face draws characters: those that it has glyphs for.
pub fn draws(data: &FontData, index: u32, characters: &[char]) -> bool {
    let (Ok(tables), Some(font)) = (FontRef::from_index(data, index), open(data, index)) else {
        return false;
    };
    let outlines = OutlineGlyphCollection::new(&tables);
    let charmap = font.charmap();
    let mut glyphs = characters.iter().filter_map(|&character| charmap.map_unicode(character));
    glyphs.all(|glyph| draw(&outlines, glyph).is_some())
}

/// Whether a glyph has more than places that a pen moves to.
fn has_outline(outlines: &OutlineGlyphCollection<'_>, glyph: GlyphId) -> bool {
    draw(outlines, glyph) == Some(true)
}

/// Draws a glyph: whether anything is seen of it; nothing where it is damaged.
fn draw(outlines: &OutlineGlyphCollection<'_>, glyph: GlyphId) -> Option<bool> {
    struct Seen(bool);
    impl OutlinePen for Seen {
        fn move_to(&mut self, _: f32, _: f32) {}
        fn line_to(&mut self, _: f32, _: f32) {
            self.0 = true;
        }
        fn quad_to(&mut self, _: f32, _: f32, _: f32, _: f32) {
            self.0 = true;
        }
        fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, _: f32, _: f32) {
            self.0 = true;
        }
        fn close(&mut self) {}
    }
    let mut seen = Seen(false);
    let outline = outlines.get(glyph)?;
    let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
    outline.draw(settings, &mut seen).ok()?;
    Some(seen.0)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;

    const HEBREW: &[u8] = include_bytes!("../../tests/testdata/fonts/NotoSerifHebrew-Part.ttf");
    const CHINESE: &[u8] = include_bytes!("../../tests/testdata/fonts/NotoSerifCJK-Part.ttc");

    fn read(bytes: Vec<u8>) -> Result<Vec<FaceRecord>, SurveyError> {
        survey(&FontData::Read(Arc::new(bytes)))
    }

    #[test]
    fn each_face_of_a_collection_tells_its_family_and_what_it_shows() {
        let faces = survey(&FontData::CompiledIn(CHINESE)).unwrap();
        let families: Vec<_> = faces.iter().map(|face| (face.index, &*face.family)).collect();
        assert_eq!(families, [(0, "Noto Serif CJK JP"), (1, "Noto Serif CJK KR")]);
        let shows = |face: usize, character| {
            Coverage::parse(&faces[face].coverage).is_some_and(|coverage| coverage.has(character))
        };
        assert!(shows(0, '骨') && shows(0, 'の') && !shows(0, '강'));
        assert!(shows(1, '骨') && shows(1, '강') && !shows(1, 'の'));
        assert_eq!((faces[0].weight, faces[0].width, faces[0].slanted), (400, 100, false));
        assert_eq!(faces[0].hindrance, None);
    }

    #[test]
    fn what_is_no_font_or_cut_off_is_told() {
        assert_eq!(read(Vec::new()), Err(SurveyError::NoFont));
        assert_eq!(read(b"%PDF-1.7".to_vec()), Err(SurveyError::NoFont));
        assert_eq!(read(HEBREW[..HEBREW.len() - 500].to_vec()), Err(SurveyError::CutOff));
        assert!(read(HEBREW[..40].to_vec()).is_err());
    }

    /// The font with a table that is changed.
    fn with(tag: [u8; 4], change: impl FnOnce(&mut [u8])) -> FontData {
        let mut bytes = HEBREW.to_vec();
        let directory = FontRef::new(HEBREW).unwrap();
        let records = directory.table_directory().table_records();
        let record = records.iter().find(|record| record.tag() == Tag::new(&tag)).unwrap();
        let start = record.offset() as usize;
        change(&mut bytes[start..start + record.length() as usize]);
        FontData::Read(Arc::new(bytes))
    }

    #[test]
    fn tables_that_contradict_each_other_are_damage() {
        let damaged = Err(SurveyError::Damaged);
        assert_eq!(survey(&with(*b"head", |table| table[18..20].fill(0))), damaged);
        assert_eq!(survey(&with(*b"head", |table| table[18..20].fill(0xff))), damaged);
        assert_eq!(survey(&with(*b"hhea", |table| table[34..36].fill(0))), damaged);
        assert_eq!(survey(&with(*b"hhea", |table| table[34..36].fill(0xff))), damaged);
        assert_eq!(survey(&with(*b"maxp", |table| table[4..6].fill(0xff))), damaged);
    }

    #[test]
    fn a_glyph_behind_the_last_is_no_glyph() {
        let one = with(*b"maxp", |table| table[4..6].copy_from_slice(&[0, 1]));
        let records = FontRef::new(&one).unwrap();
        let records = records.table_directory().table_records();
        let measured = records.iter().find(|record| record.tag() == Tag::new(b"hhea")).unwrap();
        let place = measured.offset() as usize + 34;
        let mut one = one.to_vec();
        one[place..place + 2].copy_from_slice(&[0, 1]);
        let faces = read(one).unwrap();
        assert_eq!(faces[0].coverage, "");
    }

    #[test]
    fn a_face_whose_outlines_are_damaged_does_not_draw() {
        let hebrew = ['ש', 'ל'];
        assert!(draws(&FontData::CompiledIn(HEBREW), 0, &hebrew));
        assert!(!draws(&with(*b"glyf", |table| table.fill(0xff)), 0, &hebrew));
        assert!(!draws(&FontData::CompiledIn(b"no font"), 0, &hebrew));
    }

    #[test]
    fn a_maker_who_forbids_embedding_is_heeded() {
        let forbidden = [0x0002, 0x0100, 0x0200, 0x0300, 0x0302];
        assert!(forbidden.into_iter().all(forbids_embedding));
        // Installable, preview and print, editable; the last two beside `restricted`.
        assert!(![0x0000, 0x0004, 0x0008, 0x0006, 0x000a].into_iter().any(forbids_embedding));
    }

    proptest! {
        #[test]
        fn any_bytes_are_looked_at_without_harm(
            chinese: bool,
            changes in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 0..12),
            end in any::<proptest::sample::Index>(),
            cut: bool,
        ) {
            let mut bytes = if chinese { CHINESE.to_vec() } else { HEBREW.to_vec() };
            for (at, byte) in changes {
                // The tables' directory and their beginnings are hit more often than outlines.
                let at = at.index(bytes.len() * 2);
                let place = if at < bytes.len() { at } else { at % 600 };
                bytes[place] = byte;
            }
            if cut {
                bytes.truncate(end.index(bytes.len()));
            }
            read(bytes).ok();
        }
    }
}
