//! Faces as the file holds them: subsets under codes of their own, each code with its text.
//!
//! A code stands for a glyph together with the text that it shows, not for a glyph alone. So a hyphen put
//! at a line's end (U+00AD) and a typed one (U+002D) have two codes for one glyph, and what is copied out
//! is what was typed, without an `ActualText`.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use lopdf::{Dictionary, Object, ObjectId};
use printpdf::{
    FontId, FontMetrics, Op, ParsedFont, PdfDocument, PdfFont, PdfFontHandle, PdfPage,
    PdfSaveOptions, Pt, Rect, TextItem,
};
use sha2::{Digest as _, Sha256};
use subsetter::GlyphRemapper;

use crate::render::pdf::file::deflated;
use crate::render::pdf::made::Made;
use crate::render::pdf::made_fonts::MadeFonts;
use crate::render::pdf::{PdfError, cff};
use crate::typeset::font::{Face, FaceId};

/// The word joiner: what a glyph says that adds nothing to another's text. No text at all is
/// forbidden (PDF/A-2, 6.2.11.7.2).
pub(crate) const NO_TEXT: &str = "\u{2060}";

/// What printpdf is given in place of a font, which it need not look into.
const STAND_IN: &[u8] = &[0];

/// The name of the only font that printpdf is given.
const SPECIMEN: &str = "F";

/// What a code stands for: a glyph, and the text that it shows. Code 0 is `.notdef`, which is never
/// shown.
pub(crate) type Code = (u16, Box<str>);

/// A face as far as the pages show it.
struct Subset<'a> {
    face: &'a Face,
    /// Its name in the pages' resources.
    name: String,
    codes: Vec<Code>,
    /// The first code of each glyph.
    first: Vec<u16>,
    /// The next code of the same glyph.
    next: Vec<u16>,
    /// What each code became once all were known.
    settled: Vec<u16>,
}

/// The faces of a document, with the glyphs that were asked for.
pub(crate) struct Subsets<'a> {
    subsets: Vec<Subset<'a>>,
    named: usize,
}

impl<'a> Subsets<'a> {
    /// The faces, nothing shown of them.
    pub(crate) fn new(faces: &'a [Face]) -> Self {
        let subset = |face| Subset {
            face,
            name: String::new(),
            codes: vec![(0, NO_TEXT.into())],
            first: Vec::new(),
            next: vec![0],
            settled: Vec::new(),
        };
        Self { subsets: faces.iter().map(subset).collect(), named: 0 }
    }

    /// The face that a run is set in.
    pub(crate) fn face(&self, id: FaceId) -> Result<&'a Face, PdfError> {
        let subset = self.subsets.get(usize::from(id.0));
        subset.map(|subset| subset.face).ok_or(PdfError::NoSuchFace { face: id.0 })
    }

    /// The name of a face in the pages' resources, where they are counted as they are shown.
    pub(crate) fn name(&mut self, id: FaceId) -> &str {
        let Some(subset) = self.subsets.get_mut(usize::from(id.0)) else { return "" };
        if subset.name.is_empty() {
            subset.name = format!("F{}", self.named);
            self.named += 1;
        }
        &subset.name
    }

    /// The code under which a glyph shows this text, until all are settled.
    pub(crate) fn code(&mut self, id: FaceId, glyph: u16, text: &str) -> Result<u16, PdfError> {
        let error = PdfError::NoSuchFace { face: id.0 };
        self.subsets.get_mut(usize::from(id.0)).ok_or(error)?.code(glyph, text)
    }

    /// Settles the codes: in the order of glyphs and texts, so that letters which show the same do
    /// it under the same codes, whatever comes first on their pages.
    pub(crate) fn settle(&mut self) {
        self.subsets.iter_mut().for_each(Subset::settle);
    }

    /// What the codes of a face became.
    pub(crate) fn settled(&self, id: FaceId) -> &[u16] {
        self.subsets.get(usize::from(id.0)).map_or(&[], |subset| &subset.settled)
    }

    /// Adds the fonts that are shown, and gives the dictionary that names them.
    pub(crate) fn embed(
        &self,
        pdf: &mut lopdf::Document,
        fonts: &MadeFonts,
    ) -> Result<Dictionary, PdfError> {
        let mut names = Dictionary::new();
        let mut shown: Vec<_> =
            self.subsets.iter().filter(|subset| subset.codes.len() > 1).collect();
        shown.sort_by_key(|subset| (subset.name.len(), &subset.name));
        let wanted: Vec<_> = shown.iter().map(|subset| (subset.face, &*subset.codes)).collect();
        for (subset, font) in shown.iter().zip(fonts.add(pdf, &wanted)?) {
            names.set(subset.name.as_str(), font);
        }
        Ok(names)
    }
}

/// The character that stands for a code in printpdf's texts, where characters are looked up in a
/// font's own map.
fn character(code: u16) -> char {
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
    fn code(&mut self, glyph: u16, text: &str) -> Result<u16, PdfError> {
        if glyph == 0 {
            return Err(PdfError::MissingGlyph {
                face: self.face.postscript_name.clone(),
                text: text.to_owned(),
            });
        }
        let index = usize::from(glyph);
        if self.first.len() <= index {
            self.first.resize(self.face.advances.len().max(index + 1), 0);
        }
        let first = self.first[index];
        let mut known = first;
        while known != 0 {
            if *self.codes[usize::from(known)].1 == *text {
                return Ok(known);
            }
            known = self.next[usize::from(known)];
        }
        let code = u16::try_from(self.codes.len())
            .map_err(|_| PdfError::TooManyGlyphs { face: self.face.postscript_name.clone() })?;
        self.codes.push((glyph, text.into()));
        self.next.push(first);
        self.first[index] = code;
        Ok(code)
    }

    fn settle(&mut self) {
        let mut order: Vec<u16> = (0..=u16::MAX).take(self.codes.len()).collect();
        order.sort_by_key(|code| &self.codes[usize::from(*code)]);
        self.settled = vec![0; order.len()];
        for (settled, code) in (0..=u16::MAX).zip(order) {
            self.settled[usize::from(code)] = settled;
        }
        self.codes.sort();
    }
}

/// Makes the font of a face that shows these codes.
pub(crate) fn make(face: &Face, codes: &[Code]) -> Result<Made, PdfError> {
    Program::of(face, codes)?.font()
}

/// The part of a face's font file that shows some codes.
struct Program<'a> {
    face: &'a Face,
    codes: &'a [Code],
    /// Glyphs in the order of their first code.
    glyphs: GlyphRemapper,
    bytes: Vec<u8>,
}

impl<'a> Program<'a> {
    fn of(face: &'a Face, codes: &'a [Code]) -> Result<Self, PdfError> {
        let mut glyphs = GlyphRemapper::new();
        for (glyph, _) in codes {
            glyphs.remap(*glyph);
        }
        let bytes = subsetter::subset(&face.data, face.index, &glyphs)
            .map_err(|source| damaged(face, source))?;
        Ok(Self { face, codes, glyphs, bytes })
    }

    /// The objects of the font: those of printpdf, completed.
    fn font(&self) -> Result<Made, PdfError> {
        let name = format!("{}+{}", tag(&self.bytes), self.face.postscript_name);
        let mut pdf = specimen(self.face, self.codes, name);
        let font = only_font(&pdf)?;
        self.finish(&mut pdf, font)?;
        Ok(Made::reached(pdf, font))
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
        let numbers = self.codes.iter().filter_map(|(glyph, _)| self.glyphs.get(*glyph));
        let numbers: Vec<u16> = numbers.collect();
        let shared = usize::from(self.glyphs.num_gids()) < self.codes.len();
        if self.bytes.starts_with(cff::OPEN_TYPE) {
            descriptor.remove(b"FontFile2");
            descriptor.set("FontFile3", program);
            let outlines = cff::table(&self.bytes)
                .ok_or_else(|| damaged(self.face, subsetter::Error::MalformedFont))?;
            pdf.set_object(program, cff::stream(outlines)?);
            let advance = |glyph| self.face.advances.get(usize::from(glyph)).copied();
            let widths = self.glyphs.remapped_gids().map(|glyph| advance(glyph).unwrap_or(0));
            let widths = widths.map(|units| thousandths(self.face, f64::from(units)));
            cff::describe(&mut descendant, widths);
            if shared {
                let map = pdf.add_object(cff::codes(&numbers)?);
                pdf.get_dictionary_mut(font)?.set("Encoding", map);
            }
        } else {
            let stream = pdf.get_object_mut(program)?.as_stream_mut()?;
            *stream = deflated(&stream.dict, self.bytes.clone(), &[0, 0, 0, 1])?;
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

/// A font file that cannot be cut down to what is shown, by its name.
fn damaged(face: &Face, source: subsetter::Error) -> PdfError {
    let file = face.file.as_ref().map(|file| file.display().to_string());
    let font = file.unwrap_or_else(|| face.postscript_name.clone());
    PdfError::Subset { font, source }
}

/// A document of printpdf that shows each code once, since it writes only what is shown of a font.
fn specimen(face: &Face, codes: &[Code], name: String) -> lopdf::Document {
    let mut map = BTreeMap::new();
    let mut widths = BTreeMap::new();
    for (code, (glyph, _)) in (0..=u16::MAX).zip(codes) {
        map.insert(u32::from(character(code)), code);
        let advance = face.advances.get(usize::from(*glyph)).copied().unwrap_or(0);
        let width = thousandths(face, f64::from(advance));
        widths.insert(code, u16::try_from(width).unwrap_or(u16::MAX));
    }
    let text = (0..=u16::MAX).take(codes.len()).skip(1).map(character).collect();
    // Measures are given in thousandths, so that printpdf need not round them again.
    let metrics = FontMetrics { ascent: face.ascent, descent: face.descent };
    let program = STAND_IN.to_vec();
    let font = ParsedFont::with_glyph_data(program, 0, Some(name), map, widths, 1000, metrics);
    let id = FontId(SPECIMEN.to_owned());
    let handle = PdfFontHandle::External(id.clone());
    let sheet = Rect::from_wh(Pt(0.0), Pt(0.0));
    let page = PdfPage {
        media_box: sheet.clone(),
        trim_box: sheet.clone(),
        crop_box: sheet,
        ops: vec![
            Op::StartTextSection,
            Op::SetFont { font: handle, size: Pt(1.0) },
            Op::ShowText { items: vec![TextItem::Text(text)] },
            Op::EndTextSection,
        ],
    };
    let mut printed = PdfDocument::new("");
    printed.pages = vec![page];
    printed.resources.fonts.map.insert(id, PdfFont::new(font));
    printed.to_lopdf_document(&save_options(), &mut Vec::new())
}

/// How printpdf is to hand its objects over.
pub(crate) fn save_options() -> PdfSaveOptions {
    PdfSaveOptions { optimize: false, subset_fonts: false, secure: true, image_optimization: None }
}

/// The font of a specimen.
fn only_font(pdf: &lopdf::Document) -> lopdf::Result<ObjectId> {
    let page = pdf.page_iter().next().ok_or(lopdf::Error::PageNumberNotFound(1))?;
    let resources = pdf.get_dictionary(page)?.get(b"Resources")?.as_reference()?;
    let fonts = pdf.get_dictionary(resources)?.get(b"Font")?.as_reference()?;
    pdf.get_dictionary(fonts)?.get(SPECIMEN.as_bytes())?.as_reference()
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
