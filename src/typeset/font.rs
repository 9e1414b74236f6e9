//! Faces: those compiled in, their measures and coverage.

use std::path::PathBuf;
use std::sync::Arc;

use skrifa::GlyphId;
use unicode_script::Script;

use crate::model::Language;
use crate::typeset::face_source::{CompiledIn, FaceSource, FontData, FoundFace, Wanted};
use crate::typeset::paragraph::{Kept, Shaper};

/// The index of a face in `Fonts`, and in `Document::faces`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub u16);

/// A family of type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Family {
    /// Source Serif 4.
    Serif,
    /// Source Sans 3.
    Sans,
}

/// The optical size that a face was drawn for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Cut {
    /// Small sizes: running heads.
    Caption,
    /// Running text.
    Text,
    /// Headings.
    Subhead,
}

/// How heavy a face is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Weight {
    /// 400.
    Regular,
    /// 600.
    Semibold,
}

/// Whether a face slants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Slant {
    /// Upright.
    Upright,
    /// Italic.
    Italic,
}

/// What a piece of text asks for; the nearest face that is there serves it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Font {
    /// The family.
    pub family: Family,
    /// The optical size.
    pub cut: Cut,
    /// The weight.
    pub weight: Weight,
    /// The slant.
    pub slant: Slant,
}

/// A face with its measures.
#[derive(Clone, Debug)]
pub struct Face {
    /// The font file (OpenType, ISO 14496-22).
    pub data: FontData,
    /// The face's place in it, if it is a collection.
    pub index: u32,
    /// Where that file is; none of a face compiled in.
    pub file: Option<PathBuf>,
    /// `SourceSerif4-Regular`.
    pub postscript_name: String,
    /// Units of the face in one em.
    pub units_per_em: u16,
    /// From the baseline to the highest point, in units.
    pub ascent: i16,
    /// From the baseline to the lowest point, in units; negative.
    pub descent: i16,
    /// The height of capitals, in units.
    pub cap_height: i16,
    /// The height of small letters, in units.
    pub x_height: i16,
    /// Against the clock from upright, in degrees; negative for italics.
    pub italic_angle: f32,
    /// 400 or 600.
    pub weight: u16,
    /// Left, bottom, right and top of the box that holds every glyph, in units.
    pub bounding_box: [i16; 4],
    /// The advance of every glyph, in units.
    pub advances: Arc<[u16]>,
}

impl Face {
    /// Whether both are the same face of the same file in memory.
    pub fn is_same_file(&self, other: &Face) -> bool {
        std::ptr::eq(&raw const *self.data, &raw const *other.data) && self.index == other.index
    }
}

/// The faces compiled in, each with what it serves. A face is parsed when it is first asked for.
const COMPILED_IN: [(Font, &[u8]); 11] = [
    (
        font(Family::Serif, Cut::Text, Weight::Regular, Slant::Upright),
        include_bytes!("../../assets/fonts/SourceSerif4-Regular.ttf"),
    ),
    (
        font(Family::Serif, Cut::Text, Weight::Regular, Slant::Italic),
        include_bytes!("../../assets/fonts/SourceSerif4-It.ttf"),
    ),
    (
        font(Family::Serif, Cut::Text, Weight::Semibold, Slant::Upright),
        include_bytes!("../../assets/fonts/SourceSerif4-Semibold.ttf"),
    ),
    (
        font(Family::Serif, Cut::Text, Weight::Semibold, Slant::Italic),
        include_bytes!("../../assets/fonts/SourceSerif4-SemiboldIt.ttf"),
    ),
    (
        font(Family::Serif, Cut::Subhead, Weight::Semibold, Slant::Upright),
        include_bytes!("../../assets/fonts/SourceSerif4Subhead-Semibold.ttf"),
    ),
    (
        font(Family::Serif, Cut::Caption, Weight::Regular, Slant::Upright),
        include_bytes!("../../assets/fonts/SourceSerif4Caption-Regular.ttf"),
    ),
    (
        font(Family::Serif, Cut::Caption, Weight::Semibold, Slant::Upright),
        include_bytes!("../../assets/fonts/SourceSerif4Caption-Semibold.ttf"),
    ),
    (
        font(Family::Sans, Cut::Text, Weight::Regular, Slant::Upright),
        include_bytes!("../../assets/fonts/SourceSans3-Regular.ttf"),
    ),
    (
        font(Family::Sans, Cut::Text, Weight::Regular, Slant::Italic),
        include_bytes!("../../assets/fonts/SourceSans3-It.ttf"),
    ),
    (
        font(Family::Sans, Cut::Text, Weight::Semibold, Slant::Upright),
        include_bytes!("../../assets/fonts/SourceSans3-Semibold.ttf"),
    ),
    (
        font(Family::Sans, Cut::Text, Weight::Semibold, Slant::Italic),
        include_bytes!("../../assets/fonts/SourceSans3-SemiboldIt.ttf"),
    ),
];

const fn font(family: Family, cut: Cut, weight: Weight, slant: Slant) -> Font {
    Font { family, cut, weight, slant }
}

/// How far a face is from what is asked for: another family is worse than another slant, that
/// worse than another weight, and the cut matters least.
fn distance(wanted: Font, served: Font) -> u8 {
    u8::from(wanted.family != served.family) * 8
        + u8::from(wanted.slant != served.slant) * 4
        + u8::from(wanted.weight != served.weight) * 2
        + u8::from(wanted.cut != served.cut)
}

struct Loaded {
    face: Face,
    outlines: skrifa::Font,
}

/// The faces of a document, loaded as they are asked for.
pub struct Fonts<'s> {
    loaded: Vec<Loaded>,
    /// By place in `COMPILED_IN`.
    ids: [Option<FaceId>; COMPILED_IN.len()],
    /// Where faces come from that are not compiled in.
    source: &'s dyn FaceSource,
    /// Those of the source that were loaded, by their keys.
    found: Vec<(u32, FaceId)>,
    /// What was found for a script in a language and font: most text of one kind is shown by one
    /// face.
    known: Vec<(Kind, FaceId)>,
    /// What shaping keeps from one paragraph to the next.
    pub(in crate::typeset) shaper: Shaper,
    /// Paragraphs for letters that have them again.
    pub(in crate::typeset) kept: Option<Kept>,
    /// How often a face was asked for that is not compiled in.
    asked: usize,
}

#[derive(PartialEq)]
struct Kind {
    script: Script,
    language: Language,
    font: Font,
}

impl Default for Fonts<'_> {
    fn default() -> Self {
        Self::with(&CompiledIn)
    }
}

impl Fonts<'_> {
    /// No face loaded yet, none to be had but those compiled in.
    pub fn new() -> Self {
        Self::default()
    }
}

impl<'s> Fonts<'s> {
    /// No face loaded yet; what those compiled in lack comes from a source.
    pub fn with(source: &'s dyn FaceSource) -> Self {
        Self {
            loaded: Vec::new(),
            ids: [None; COMPILED_IN.len()],
            source,
            found: Vec::new(),
            known: Vec::new(),
            shaper: Shaper::default(),
            kept: None,
            asked: 0,
        }
    }

    /// The same, keeping paragraphs for letters that have them again.
    pub(in crate::typeset) fn keeping_paragraphs(source: &'s dyn FaceSource) -> Self {
        Self { kept: Some(Kept::default()), ..Self::with(source) }
    }

    /// The same with a source that lives longer, or less long.
    pub(in crate::typeset) fn with_source(self, source: &dyn FaceSource) -> Fonts<'_> {
        let Self { loaded, ids, source: _, found, known, shaper, kept, asked } = self;
        Fonts { loaded, ids, source, found, known, shaper, kept, asked }
    }

    /// Where faces come from that are not compiled in.
    pub(in crate::typeset) fn source(&self) -> &'s dyn FaceSource {
        self.source
    }

    /// Forgets which faces were taken for which scripts, so that the next letter is set as if it were
    /// the first.
    pub(in crate::typeset) fn forget_what_was_found(&mut self) {
        self.known.clear();
    }

    /// How often a face was asked for that is not compiled in.
    pub(in crate::typeset) fn times_asked(&self) -> usize {
        self.asked
    }

    /// The place of a face among those compiled in.
    pub(in crate::typeset) fn place_of(&self, id: FaceId) -> Option<usize> {
        self.ids.iter().position(|loaded| *loaded == Some(id))
    }

    /// The face nearest to what is asked for.
    ///
    /// # Panics
    /// When a face compiled in is no font, which a test excludes.
    pub fn face(&mut self, font: Font) -> FaceId {
        let nearest = (0..COMPILED_IN.len())
            .min_by_key(|&place| distance(font, COMPILED_IN[place].0))
            .expect("faces are compiled in");
        self.load(nearest)
    }

    /// The face with this id.
    ///
    /// # Panics
    /// When the id comes from other `Fonts`.
    pub fn get(&self, id: FaceId) -> &Face {
        &self.loaded[usize::from(id.0)].face
    }

    /// All faces that were loaded, by id.
    pub fn into_faces(self) -> Vec<Face> {
        self.loaded.into_iter().map(|loaded| loaded.face).collect()
    }

    /// The same, to go on with.
    pub(in crate::typeset) fn faces(&self) -> Vec<Face> {
        self.loaded.iter().map(|loaded| loaded.face.clone()).collect()
    }

    /// A face that is not compiled in: one that shows all of the text, or its first character.
    pub(in crate::typeset) fn find(&mut self, wanted: &Wanted<'_>) -> Option<FaceId> {
        self.asked += 1;
        let kind =
            Kind { script: wanted.script, language: wanted.language.clone(), font: wanted.font };
        let known = self.known.iter().find(|(known, _)| *known == kind).map(|&(_, id)| id);
        if let Some(id) = known
            && wanted.characters.iter().all(|&character| self.shows(id, character))
        {
            return Some(id);
        }
        let found = self.source.find(wanted)?;
        let loaded = self.found.iter().find(|(key, _)| *key == found.key);
        let id = match loaded {
            Some(&(_, id)) => id,
            None => self.load_found(found)?,
        };
        if known.is_none() {
            self.known.push((kind, id));
        }
        Some(id)
    }

    /// Why faces that have a character cannot be used.
    pub(in crate::typeset) fn hindrances(&self, character: char) -> Vec<String> {
        self.source.hindrances(character)
    }

    fn load_found(&mut self, found: FoundFace) -> Option<FaceId> {
        let outlines = open(&found.data, found.index)?;
        let face = Face { file: Some(found.file), ..measure(found.data, found.index, &outlines) };
        let id = self.push(Loaded { face, outlines });
        self.found.push((found.key, id));
        Some(id)
    }

    fn push(&mut self, loaded: Loaded) -> FaceId {
        let id = FaceId(u16::try_from(self.loaded.len()).expect("fewer faces than a u16 counts"));
        self.loaded.push(loaded);
        id
    }

    /// Whether a face has a glyph for a character.
    pub(in crate::typeset) fn shows(&self, id: FaceId, character: char) -> bool {
        self.outlines(id).charmap().map_unicode(character).is_some()
    }

    /// The faces compiled in, the nearest to what is asked for first.
    pub(in crate::typeset) fn nearest_first(font: Font) -> Vec<usize> {
        let mut places: Vec<usize> = (0..COMPILED_IN.len()).collect();
        places.sort_by_key(|&place| distance(font, COMPILED_IN[place].0));
        places
    }

    /// Loads the face at a place that `nearest_first` names.
    pub(in crate::typeset) fn load(&mut self, place: usize) -> FaceId {
        if let Some(id) = self.ids[place] {
            return id;
        }
        let data = FontData::CompiledIn(COMPILED_IN[place].1);
        let outlines = compiled_in(place);
        let id = self.push(Loaded { face: measure(data, 0, &outlines), outlines });
        self.ids[place] = Some(id);
        id
    }

    /// Whether the face at a place has a glyph for a character; asking does not load it.
    pub(in crate::typeset) fn covers(&self, place: usize, character: char) -> bool {
        let glyph = match self.ids[place] {
            Some(id) => self.outlines(id).charmap().map_unicode(character),
            None => compiled_in(place).charmap().map_unicode(character),
        };
        glyph.is_some()
    }

    /// The tables of a face.
    pub(in crate::typeset) fn outlines(&self, id: FaceId) -> &skrifa::Font {
        &self.loaded[usize::from(id.0)].outlines
    }
}

fn compiled_in(place: usize) -> skrifa::Font {
    let data = FontData::CompiledIn(COMPILED_IN[place].1);
    open(&data, 0).expect("a face compiled in is a font")
}

/// The tables of a face, if it is one.
pub(in crate::typeset) fn open(data: &FontData, index: u32) -> Option<skrifa::Font> {
    match data {
        FontData::CompiledIn(bytes) => skrifa::Font::new(*bytes, index),
        FontData::Read(bytes) => {
            let bytes: Arc<dyn AsRef<[u8]> + Send + Sync> = Arc::<Vec<u8>>::clone(bytes);
            skrifa::Font::new(bytes, index)
        }
    }
}

fn measure(data: FontData, index: u32, outlines: &skrifa::Font) -> Face {
    let metrics = outlines.metrics();
    let line = metrics.hhea_line.unwrap_or_default();
    let bounds = metrics.bounds;
    let glyphs = outlines.glyph_metrics();
    let name = outlines.names().get(skrifa::font::name::NameId::POSTSCRIPT_NAME);
    Face {
        data,
        index,
        file: None,
        postscript_name: name
            .and_then(|name| name.english_or_first())
            .map_or_else(String::new, |name| name.name().to_string()),
        units_per_em: metrics.units_per_em,
        ascent: units(line.ascender.to_f64()),
        descent: units(line.descender.to_f64()),
        cap_height: units(metrics.cap_height.unwrap_or_default().to_f64()),
        x_height: units(metrics.x_height.unwrap_or_default().to_f64()),
        italic_angle: outlines.style_metrics().italic_angle.unwrap_or_default().to_f32(),
        weight: units(f64::from(outlines.default_attributes().weight.value())).unsigned_abs(),
        bounding_box: [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max]
            .map(|edge| units(edge.to_f64())),
        advances: (0..metrics.num_glyphs)
            .map(|glyph| units(f64::from(glyphs.h_advance(GlyphId::new(glyph)))).unsigned_abs())
            .collect(),
    }
}

/// Units of a face that are not varied are whole.
#[expect(clippy::cast_possible_truncation, reason = "a float cast saturates, and units fit")]
fn units(measure: f64) -> i16 {
    measure.round() as i16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_face_compiled_in_serves_what_it_is_listed_for() {
        let mut fonts = Fonts::new();
        for (asked, _) in COMPILED_IN {
            let id = fonts.face(asked);
            let face = fonts.get(id);
            let name = &face.postscript_name;
            assert_eq!(name.contains("Serif"), asked.family == Family::Serif, "{name}");
            assert_eq!(name.contains("Semibold"), asked.weight == Weight::Semibold, "{name}");
            assert_eq!(face.italic_angle < 0.0, asked.slant == Slant::Italic, "{name}");
            assert_eq!(name.contains("Caption"), asked.cut == Cut::Caption, "{name}");
            assert!(face.descent < 0 && face.x_height < face.cap_height, "{name}");
            assert!(face.cap_height < face.ascent && face.advances.len() > 1000, "{name}");
        }
        assert_eq!(fonts.into_faces().len(), COMPILED_IN.len());
    }

    #[test]
    fn a_face_that_is_not_there_is_served_by_the_nearest_and_none_is_loaded_unasked() {
        let mut fonts = Fonts::new();
        let italic = fonts.face(font(Family::Serif, Cut::Caption, Weight::Regular, Slant::Italic));
        assert_eq!(fonts.get(italic).postscript_name, "SourceSerif4-It");
        let title = fonts.face(font(Family::Sans, Cut::Subhead, Weight::Semibold, Slant::Upright));
        assert_eq!(fonts.get(title).postscript_name, "SourceSans3-Semibold");
        let again = fonts.face(font(Family::Sans, Cut::Text, Weight::Semibold, Slant::Upright));
        assert_eq!(again, title);
        assert_eq!(fonts.into_faces().len(), 2);
    }
}
