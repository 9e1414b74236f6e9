//! Text to glyphs.

use std::ops::Range;

use harfrust::{Buffer, Direction, Feature, ShapeOptions, ShapePlan, ShaperFont, Tag};
use unicode_bidi::Level;
use unicode_script::{Script, UnicodeScript as _};

use crate::model::Length;
use crate::typeset::face_source::Wanted;
use crate::typeset::font::{FaceId, Fonts};
use crate::typeset::paragraph::collect::{Collected, needs_glyph};
use crate::typeset::paragraph::itemize::Stretch;
use crate::typeset::paragraph::{MissingGlyph, Piece};
use crate::typeset::script_fonts;

/// A glyph in the units of its face.
#[derive(Clone, Copy, Debug)]
pub(super) struct ShapedGlyph {
    pub(super) id: u16,
    pub(super) advance: i32,
    pub(super) x_offset: i32,
    pub(super) y_offset: i32,
    /// The byte of the paragraph's text at which its cluster begins.
    pub(super) cluster: usize,
    /// Whether the text shapes the same when a line begins at this cluster.
    pub(super) safe: bool,
}

/// A stretch of text with its glyphs.
pub(super) struct Item {
    /// Its bytes in the paragraph's text.
    pub(super) range: Range<usize>,
    /// The piece that it is part of.
    pub(super) piece: usize,
    /// Its face, which has a glyph for all of it.
    pub(super) face: FaceId,
    /// Its script.
    pub(super) script: Script,
    /// Its embedding level.
    pub(super) level: Level,
    /// Its glyphs in reading order, which for an odd level is the reverse of the visual one.
    pub(super) glyphs: Vec<ShapedGlyph>,
    /// The length of a unit of its face.
    pub(super) unit: Length,
}

/// What shaping keeps from one run to the next: its buffer, and a plan for each kind of run.
#[derive(Default)]
pub(in crate::typeset) struct Shaper {
    buffer: Buffer,
    plans: Vec<(PlanKey, ShapePlan)>,
}

struct PlanKey {
    face: FaceId,
    script: Script,
    right_to_left: bool,
    language: String,
    tabular: bool,
}

impl PlanKey {
    fn of(request: &Request<'_>) -> Self {
        Self {
            face: request.face,
            script: request.script,
            right_to_left: request.level.is_rtl(),
            language: request.piece.language.as_str().to_owned(),
            tabular: request.piece.style.tabular,
        }
    }

    /// Whether the request is of this kind.
    fn serves(&self, request: &Request<'_>) -> bool {
        self.face == request.face
            && self.script == request.script
            && self.right_to_left == request.level.is_rtl()
            && self.language == request.piece.language.as_str()
            && self.tabular == request.piece.style.tabular
    }

    fn plan(&self, outlines: &skrifa::Font) -> ShapePlan {
        let script = harfrust::Script::from_iso15924_tag(Tag::new(
            &self.script.as_iso15924_tag().to_be_bytes(),
        ));
        ShapePlan::new(
            outlines,
            self.direction(),
            script,
            harfrust::Language::new(&self.language).as_ref(),
            self.features(),
        )
    }

    fn direction(&self) -> Direction {
        if self.right_to_left { Direction::RightToLeft } else { Direction::LeftToRight }
    }

    /// Source Serif and Source Sans have tabular figures unless asked for others.
    fn features(&self) -> &'static [Feature] {
        const fn feature(tag: [u8; 4]) -> Feature {
            let (start, end) = (Feature::GLOBAL_START, Feature::GLOBAL_END);
            Feature { tag: Tag::new(&tag), value: 1, start, end }
        }
        const TABULAR: &[Feature] = &[feature(*b"tnum")];
        const PROPORTIONAL: &[Feature] = &[feature(*b"pnum")];
        if self.tabular { TABULAR } else { PROPORTIONAL }
    }
}

/// Text to be shaped, with what stands around it.
struct Request<'a> {
    before: &'a str,
    text: &'a str,
    after: &'a str,
    /// What to add to a byte of `text` to get one of the paragraph's.
    offset: usize,
    face: FaceId,
    script: Script,
    level: Level,
    piece: &'a Piece<'a>,
}

/// Shapes every stretch, in another face where the one asked for has no glyph.
pub(super) fn shape(
    fonts: &mut Fonts<'_>,
    collected: &Collected<'_>,
    stretches: Vec<Stretch>,
) -> Result<Vec<Item>, MissingGlyph> {
    let mut items = Vec::with_capacity(stretches.len());
    for stretch in stretches {
        let face = fonts.face_of(collected, &stretch);
        shape_in(fonts, collected, &stretch, &[face], &mut items)?;
    }
    Ok(items)
}

/// Shapes a stretch in the last of the faces; the others were tried before.
fn shape_in(
    fonts: &mut Fonts<'_>,
    collected: &Collected<'_>,
    stretch: &Stretch,
    tried: &[FaceId],
    items: &mut Vec<Item>,
) -> Result<(), MissingGlyph> {
    let text = &collected.text;
    let range = stretch.range.clone();
    let piece = &collected.pieces[stretch.piece];
    let face = tried[tried.len() - 1];
    let glyphs = fonts.run(&Request {
        before: &text[..range.start],
        text: &text[range.clone()],
        after: &text[range.end..],
        offset: range.start,
        face,
        script: stretch.script,
        level: stretch.level,
        piece,
    });
    if glyphs.iter().all(|glyph| glyph.id != 0) {
        let unit = piece.style.size / f64::from(fonts.get(face).units_per_em);
        items.push(Item {
            range,
            piece: stretch.piece,
            face,
            script: stretch.script,
            level: stretch.level,
            glyphs,
            unit,
        });
        return Ok(());
    }

    let part = |range| Stretch {
        range,
        piece: stretch.piece,
        script: stretch.script,
        level: stretch.level,
    };
    let mut shown = range.start;
    for missing in missing_clusters(&glyphs, range.end) {
        let other = fonts
            .face_for(collected, &part(missing.range.clone()), &missing.first, tried)
            .map_err(|character| MissingGlyph::new(fonts, collected, &missing.first, character))?;
        if shown < missing.range.start {
            shape_in(fonts, collected, &part(shown..missing.range.start), &[face], items)?;
        }
        shown = missing.range.end;
        shape_in(fonts, collected, &part(missing.range), &[tried, &[other]].concat(), items)?;
    }
    if shown < range.end {
        shape_in(fonts, collected, &part(shown..range.end), &[face], items)?;
    }
    Ok(())
}

/// Clusters in a row that a face has no glyph for.
struct Missing {
    /// The bytes of all.
    range: Range<usize>,
    /// Those of the first.
    first: Range<usize>,
}

/// The clusters that a face has no glyph for, in reading order; those that follow each other are
/// one, since their letters may join.
fn missing_clusters(glyphs: &[ShapedGlyph], end: usize) -> Vec<Missing> {
    let mut glyphs = glyphs.chunk_by(|one, other| one.cluster == other.cluster).peekable();
    let mut missing: Vec<Missing> = Vec::new();
    while let Some(cluster) = glyphs.next() {
        if cluster.iter().all(|glyph| glyph.id != 0) {
            continue;
        }
        let range = cluster[0].cluster..glyphs.peek().map_or(end, |next| next[0].cluster);
        match missing.last_mut() {
            Some(last) if last.range.end == range.start => last.range.end = range.end,
            _ => missing.push(Missing { first: range.clone(), range }),
        }
    }
    missing
}

impl Item {
    /// The glyphs of a part of the item that stands in a line of its own, and of a tail set after
    /// it. They are taken from the paragraph's where that gives the same.
    pub(super) fn part(
        &self,
        fonts: &mut Fonts<'_>,
        collected: &Collected<'_>,
        range: &Range<usize>,
        tail: &str,
    ) -> Vec<ShapedGlyph> {
        let start = self.safe_from(range);
        // A tail may change the glyph before it.
        let end = self.safe_until(&(range.start..range.end - usize::from(!tail.is_empty())));
        if start >= end {
            return self.shape_again(fonts, collected, range.clone(), tail);
        }
        let mut glyphs = Vec::new();
        if range.start < start {
            glyphs = self.shape_again(fonts, collected, range.start..start, "");
        }
        glyphs.extend_from_slice(self.glyphs_of(&(start..end)));
        if end < range.end || !tail.is_empty() {
            glyphs.extend(self.shape_again(fonts, collected, end..range.end, tail));
        }
        glyphs
    }

    /// The glyphs of clusters that begin in a range. Only the range is searched: an item may be as
    /// long as its paragraph, and every line asks for its own.
    fn glyphs_of(&self, range: &Range<usize>) -> &[ShapedGlyph] {
        let place = |offset| self.glyphs.partition_point(|glyph| glyph.cluster < offset);
        &self.glyphs[place(range.start)..place(range.end)]
    }

    /// The first place in a range at which the glyphs may be cut, or its end.
    fn safe_from(&self, range: &Range<usize>) -> usize {
        if range.start <= self.range.start {
            return self.range.start;
        }
        let safe = self.glyphs_of(range).iter().find(|glyph| glyph.safe);
        safe.map_or(range.end, |glyph| glyph.cluster)
    }

    /// The last place in a range, its end among them, at which the glyphs may be cut, or its start.
    fn safe_until(&self, range: &Range<usize>) -> usize {
        if range.end >= self.range.end {
            return self.range.end;
        }
        let safe = self.glyphs_of(&(range.start..range.end + 1)).iter().rfind(|glyph| glyph.safe);
        safe.map_or(range.start, |glyph| glyph.cluster)
    }

    fn shape_again(
        &self,
        fonts: &mut Fonts<'_>,
        collected: &Collected<'_>,
        range: Range<usize>,
        tail: &str,
    ) -> Vec<ShapedGlyph> {
        let mut text = collected.text[range.clone()].to_owned();
        text.push_str(tail);
        fonts.run(&Request {
            before: "",
            text: &text,
            after: "",
            offset: range.start,
            face: self.face,
            script: self.script,
            level: self.level,
            piece: &collected.pieces[self.piece],
        })
    }
}

/// The hyphen at the end of a line.
pub(super) const HYPHEN: char = '-';

/// Whether the faces compiled in are meant for a script.
fn is_compiled_in(script: Script) -> bool {
    matches!(script, Script::Common | Script::Latin | Script::Greek | Script::Cyrillic)
}

impl Fonts<'_> {
    /// The width of the hyphen at the end of a line.
    pub(super) fn hyphen_width(&self, item: &Item) -> Length {
        let outlines = self.outlines(item.face);
        let glyph = outlines.charmap().map_unicode(HYPHEN).unwrap_or_default();
        item.unit * f64::from(outlines.glyph_metrics().h_advance(glyph))
    }

    /// The face that a stretch is shaped in first: of a script that the faces compiled in have
    /// not, one that has it, so that its spaces and its punctuation come from there as well.
    fn face_of(&mut self, collected: &Collected<'_>, stretch: &Stretch) -> FaceId {
        let font = collected.pieces[stretch.piece].style.font;
        if is_compiled_in(stretch.script) {
            return self.face(font);
        }
        let text = &collected.text[stretch.range.clone()];
        let letters: Vec<char> =
            text.chars().filter(|character| character.script() == stretch.script).collect();
        self.find_for(collected, stretch, &letters).unwrap_or_else(|| self.face(font))
    }

    /// Another face than those that were tried, for what they have no glyph for: one that has its
    /// first cluster at least. The character that no face has is the error.
    fn face_for(
        &mut self,
        collected: &Collected<'_>,
        stretch: &Stretch,
        first: &Range<usize>,
        tried: &[FaceId],
    ) -> Result<FaceId, char> {
        let needed = |range: &Range<usize>| -> Vec<char> {
            collected.text[range.clone()].chars().filter(|&c| needs_glyph(c)).collect()
        };
        let cluster = needed(first);
        let font = collected.pieces[stretch.piece].style.font;
        let places = Self::nearest_first(font);
        let compiled_in = places
            .iter()
            .find(|&&place| cluster.iter().all(|&character| self.covers(place, character)));
        if let Some(&place) = compiled_in {
            let id = self.load(place);
            if !tried.contains(&id) {
                return Ok(id);
            }
        }
        let whole = needed(&stretch.range);
        let found = self.find_for(collected, stretch, &whole).filter(|id| {
            !tried.contains(id) && cluster.iter().all(|&character| self.shows(*id, character))
        });
        let found = found.or_else(|| {
            // One that has the whole cluster may have less of what follows.
            self.find_for(collected, stretch, &cluster).filter(|id| !tried.contains(id))
        });
        found.ok_or_else(|| {
            let no_face_has = |&character: &char| {
                !places.iter().any(|&place| self.covers(place, character))
                    && self.find_for(collected, stretch, &[character]).is_none()
            };
            let character = cluster.iter().copied().find(no_face_has);
            character.or(cluster.first().copied()).unwrap_or(char::REPLACEMENT_CHARACTER)
        })
    }

    /// A face from elsewhere for these characters of a stretch.
    fn find_for(
        &mut self,
        collected: &Collected<'_>,
        stretch: &Stretch,
        characters: &[char],
    ) -> Option<FaceId> {
        let first = *characters.first()?;
        let piece = &collected.pieces[stretch.piece];
        let script = match stretch.script {
            Script::Common => script_fonts::script_of(first, piece.language),
            script => script,
        };
        let told = if script_fonts::is_east_asian(script)
            && script_fonts::region_of(piece.language).is_none()
        {
            script_fonts::region_told_by(piece.text).map(script_fonts::language_of)
        } else {
            None
        };
        let language = told.as_ref().unwrap_or(piece.language);
        self.find(&Wanted { characters, script, language, font: piece.style.font })
    }

    fn run(&mut self, request: &Request<'_>) -> Vec<ShapedGlyph> {
        let mut shaper = std::mem::take(&mut self.shaper);
        let glyphs = shaper.run(self.outlines(request.face), request);
        self.shaper = shaper;
        glyphs
    }
}

impl Shaper {
    fn run(&mut self, outlines: &skrifa::Font, request: &Request<'_>) -> Vec<ShapedGlyph> {
        let known = self.plans.iter().position(|(key, _)| key.serves(request));
        let place = known.unwrap_or_else(|| {
            let key = PlanKey::of(request);
            let plan = key.plan(outlines);
            self.plans.push((key, plan));
            self.plans.len() - 1
        });
        let (key, plan) = &self.plans[place];

        let buffer = &mut self.buffer;
        buffer.clear();
        buffer.set_pre_context(request.before);
        buffer.push_str(request.text);
        buffer.set_post_context(request.after);
        buffer.set_direction(plan.direction());
        buffer.set_script(plan.script());
        buffer.set_language(plan.language().cloned());
        let options = ShapeOptions::new().plan(Some(plan)).features(key.features());
        if harfrust::shape(&ShaperFont::new(outlines), buffer, options).is_err() {
            return Vec::new();
        }

        let glyph =
            |(info, position): (&harfrust::GlyphInfo, &harfrust::GlyphPosition)| ShapedGlyph {
                id: u16::try_from(info.glyph_id).unwrap_or(0),
                advance: position.x_advance,
                x_offset: position.x_offset,
                y_offset: position.y_offset,
                cluster: request.offset + info.cluster as usize,
                safe: !info.unsafe_to_break(),
            };
        let mut glyphs: Vec<ShapedGlyph> =
            buffer.glyph_infos().iter().zip(buffer.glyph_positions()).map(glyph).collect();
        if request.level.is_rtl() {
            glyphs.reverse();
        }
        glyphs
    }
}
