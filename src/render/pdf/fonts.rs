//! Faces as the file holds them: subsets under codes of their own, each code with its text.
//!
//! A code stands for a glyph together with the text that it shows, not for a glyph alone. So a hyphen put
//! at a line's end (U+00AD) and a typed one (U+002D) have two codes for one glyph, and what is copied out
//! is what was typed, without an `ActualText`.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use lopdf::{Dictionary, Object, ObjectId};
use printpdf::{FontId, FontMetrics, ParsedFont, PdfFont};
use sha2::{Digest as _, Sha256};
use subsetter::GlyphRemapper;

use crate::render::pdf::file::deflated;
use crate::render::pdf::{PdfError, cff};
use crate::typeset::font::{Face, FaceId};

/// The word joiner: what a glyph says that adds nothing to another's text. No text at all is
/// forbidden (PDF/A-2, 6.2.11.7.2).
pub(crate) const NO_TEXT: &str = "\u{2060}";

/// A face as far as the pages show it.
struct Subset<'a> {
    face: &'a Face,
    /// Glyph and text of each code; code 0 is `.notdef`, which is never shown.
    codes: Vec<(u16, Box<str>)>,
    /// The codes of each glyph.
    by_glyph: Vec<Vec<u16>>,
    /// The outlines of the glyphs that are shown, where they are CFF; made when the font is embedded.
    cff: Option<Vec<u8>>,
}

/// The faces of a document, with the glyphs that were asked for.
pub(crate) struct Subsets<'a> {
    subsets: Vec<Subset<'a>>,
}

impl<'a> Subsets<'a> {
    /// The faces, nothing shown of them.
    pub(crate) fn new(faces: &'a [Face]) -> Self {
        let subset = |face| Subset {
            face,
            codes: vec![(0, NO_TEXT.into())],
            by_glyph: Vec::new(),
            cff: None,
        };
        Self { subsets: faces.iter().map(subset).collect() }
    }

    /// The face that a run is set in.
    pub(crate) fn face(&self, id: FaceId) -> Result<&'a Face, PdfError> {
        let subset = self.subsets.get(usize::from(id.0));
        subset.map(|subset| subset.face).ok_or(PdfError::NoSuchFace { face: id.0 })
    }

    /// The code under which a glyph shows this text.
    pub(crate) fn code(&mut self, id: FaceId, glyph: u16, text: &str) -> Result<u16, PdfError> {
        let error = PdfError::NoSuchFace { face: id.0 };
        self.subsets.get_mut(usize::from(id.0)).ok_or(error)?.code(glyph, text)
    }

    /// The fonts as printpdf takes them, those that are shown.
    pub(crate) fn embed(&mut self) -> Result<BTreeMap<FontId, PdfFont>, PdfError> {
        let mut fonts = BTreeMap::new();
        let numbered = (0..).map(FaceId).zip(&mut self.subsets);
        for (number, subset) in numbered.filter(|(_, subset)| subset.is_shown()) {
            fonts.insert(resource(number), PdfFont::new(subset.embed()?));
        }
        Ok(fonts)
    }

    /// Completes the fonts that printpdf wrote, given the dictionary that names them.
    pub(crate) fn finish(
        &self,
        pdf: &mut lopdf::Document,
        resources: ObjectId,
    ) -> Result<(), PdfError> {
        for (number, subset) in self.shown() {
            let names = pdf.get_dictionary(resources)?;
            let font = names.get(resource(number).0.as_bytes())?.as_reference()?;
            subset.finish(pdf, font)?;
        }
        Ok(())
    }

    fn shown(&self) -> impl Iterator<Item = (FaceId, &Subset<'a>)> {
        let numbered = (0..).map(FaceId).zip(&self.subsets);
        numbered.filter(|(_, subset)| subset.is_shown())
    }
}

/// The name of a face in the pages' resources.
pub(crate) fn resource(face: FaceId) -> FontId {
    FontId(format!("F{}", face.0))
}

/// The character that stands for a code in printpdf's texts, where characters are looked up in a
/// font's own map.
pub(crate) fn character(code: u16) -> char {
    char::from_u32(0x1_0000 + u32::from(code)).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// A measure of a face in thousandths of an em, the unit of PDF's fonts.
pub(crate) fn thousandths(face: &Face, units: f64) -> i64 {
    let em = f64::from(face.units_per_em.max(1));
    #[expect(clippy::cast_possible_truncation, reason = "font units are 16 bits wide")]
    let rounded = (units * 1000.0 / em).round() as i64;
    rounded
}

impl Subset<'_> {
    fn is_shown(&self) -> bool {
        self.codes.len() > 1
    }

    fn code(&mut self, glyph: u16, text: &str) -> Result<u16, PdfError> {
        if glyph == 0 {
            return Err(PdfError::MissingGlyph {
                face: self.face.postscript_name.clone(),
                text: text.to_owned(),
            });
        }
        let index = usize::from(glyph);
        if self.by_glyph.len() <= index {
            self.by_glyph.resize(index + 1, Vec::new());
        }
        let known = &mut self.by_glyph[index];
        if let Some(code) = known.iter().find(|code| &*self.codes[usize::from(**code)].1 == text) {
            return Ok(*code);
        }
        let code = u16::try_from(self.codes.len())
            .map_err(|_| PdfError::TooManyGlyphs { face: self.face.postscript_name.clone() })?;
        known.push(code);
        self.codes.push((glyph, text.into()));
        Ok(code)
    }

    /// The glyphs in the order of their first code.
    fn glyphs(&self) -> GlyphRemapper {
        let mut glyphs = GlyphRemapper::new();
        for (glyph, _) in &self.codes {
            glyphs.remap(*glyph);
        }
        glyphs
    }

    fn embed(&mut self) -> Result<ParsedFont, PdfError> {
        let face = self.face;
        let failed = |source| {
            let file = face.file.as_ref().map(|file| file.display().to_string());
            let font = file.unwrap_or_else(|| face.postscript_name.clone());
            PdfError::Subset { font, source }
        };
        let mut program =
            subsetter::subset(&face.data, face.index, &self.glyphs()).map_err(failed)?;
        let name = format!("{}+{}", tag(&program), face.postscript_name);
        if program.starts_with(cff::OPEN_TYPE) {
            let table = cff::table(&program);
            self.cff = Some(table.ok_or_else(|| failed(subsetter::Error::MalformedFont))?.to_vec());
            // printpdf would change the codes; what stands for the font is replaced in `finish`.
            program = cff::STAND_IN.to_vec();
        }
        let mut map = BTreeMap::new();
        let mut widths = BTreeMap::new();
        for (code, (glyph, _)) in (0..=u16::MAX).zip(&self.codes) {
            map.insert(u32::from(character(code)), code);
            let advance = face.advances.get(usize::from(*glyph)).copied().unwrap_or(0);
            let width = thousandths(face, f64::from(advance));
            widths.insert(code, u16::try_from(width).unwrap_or(u16::MAX));
        }
        // Measures are given in thousandths, so that printpdf need not round them again.
        let metrics = FontMetrics { ascent: face.ascent, descent: face.descent };
        Ok(ParsedFont::with_glyph_data(program, 0, Some(name), map, widths, 1000, metrics))
    }

    /// Sets what printpdf leaves out or guesses: `ToUnicode`, the descriptor, codes that share a
    /// glyph.
    fn finish(&self, pdf: &mut lopdf::Document, font: ObjectId) -> Result<(), PdfError> {
        let dictionary = pdf.get_dictionary(font)?;
        let to_unicode = dictionary.get(b"ToUnicode")?.as_reference()?;
        let mut descendant = first(dictionary.get(b"DescendantFonts")?)?.clone();
        let descriptor = descendant.get(b"FontDescriptor")?.as_reference()?;

        let map = deflated(&Dictionary::new(), self.to_unicode().into_bytes(), b" ")?;
        pdf.set_object(to_unicode, map);
        let descriptor = pdf.get_dictionary_mut(descriptor)?;
        self.describe(descriptor);
        let program = descriptor.get(b"FontFile2")?.as_reference()?;
        // Without shared glyphs, codes and glyphs of the subset are the same numbers.
        let glyphs = self.glyphs();
        let numbers = self.codes.iter().filter_map(|(glyph, _)| glyphs.get(*glyph));
        let numbers: Vec<u16> = numbers.collect();
        let shared = usize::from(glyphs.num_gids()) < self.codes.len();
        if let Some(outlines) = &self.cff {
            descriptor.remove(b"FontFile2");
            descriptor.set("FontFile3", program);
            pdf.set_object(program, cff::stream(outlines)?);
            let advance = |glyph| self.face.advances.get(usize::from(glyph)).copied();
            let widths = glyphs.remapped_gids().map(|glyph| advance(glyph).unwrap_or(0));
            let widths = widths.map(|units| thousandths(self.face, f64::from(units)));
            cff::describe(&mut descendant, widths);
            if shared {
                let map = pdf.add_object(cff::codes(&numbers)?);
                pdf.get_dictionary_mut(font)?.set("Encoding", map);
            }
        } else {
            let stream = pdf.get_object_mut(program)?.as_stream_mut()?;
            *stream = deflated(&stream.dict, stream.content.clone(), &[0, 0, 0, 1])?;
            if shared {
                let bytes = numbers.into_iter().flat_map(u16::to_be_bytes).collect();
                let map = pdf.add_object(deflated(&Dictionary::new(), bytes, &[0, 1])?);
                descendant.set("CIDToGIDMap", map);
            }
        }
        let descendant = pdf.add_object(descendant);
        pdf.get_dictionary_mut(font)?.set("DescendantFonts", vec![Object::Reference(descendant)]);
        Ok(())
    }

    /// The font descriptor (ISO 32000-1, 9.8).
    fn describe(&self, descriptor: &mut Dictionary) {
        let face = self.face;
        let scaled = |units: i16| Object::Integer(thousandths(face, f64::from(units)));
        // Bits of ISO 32000-1, table 123: serif, symbolic (codes are not Latin ones), italic.
        let serif = if face.postscript_name.contains("Serif") { 2 } else { 0 };
        let italic = if face.italic_angle == 0.0 { 0 } else { 64 };
        descriptor.set("Flags", 4 | serif | italic);
        descriptor.set("FontBBox", face.bounding_box.map(scaled).to_vec());
        descriptor.set("ItalicAngle", face.italic_angle.round());
        descriptor.set("Ascent", scaled(face.ascent));
        descriptor.set("Descent", scaled(face.descent));
        descriptor.set("CapHeight", scaled(face.cap_height));
        descriptor.set("XHeight", scaled(face.x_height));
        // No table of a font tells the width of its stems: 50 at the lightest, 166 at 700.
        let weight = f64::from(face.weight) / 65.0;
        descriptor.set("StemV", (50.0 + weight * weight).round());
    }

    /// The text of every code (ISO 32000-1, 9.10.3).
    fn to_unicode(&self) -> String {
        // Blocks hold a hundred entries at most.
        const BLOCK: usize = 100;
        let mut cmap = String::from(
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
             /CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n\
             /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
             1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
        );
        let texts: Vec<_> = self.codes.iter().enumerate().skip(1).collect();
        for block in texts.chunks(BLOCK) {
            append(&mut cmap, format_args!("{} beginbfchar\n", block.len()));
            for (code, (_, text)) in block {
                append(&mut cmap, format_args!("<{code:04X}> <"));
                for unit in text.encode_utf16() {
                    append(&mut cmap, format_args!("{unit:04X}"));
                }
                cmap.push_str(">\n");
            }
            cmap.push_str("endbfchar\n");
        }
        cmap.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend");
        cmap
    }
}

fn append(text: &mut String, arguments: std::fmt::Arguments<'_>) {
    text.write_fmt(arguments).expect("a string takes all that is written to it");
}

/// The only member of an array, a dictionary.
fn first(array: &Object) -> lopdf::Result<&Dictionary> {
    array.as_array()?.first().ok_or(lopdf::Error::DictKey("DescendantFonts".to_owned()))?.as_dict()
}

/// Six letters that tell one subset of a face from another (ISO 32000-1, 9.6.4), taken from what it
/// holds.
fn tag(program: &[u8]) -> String {
    let digest = Sha256::digest(program);
    digest.iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}
