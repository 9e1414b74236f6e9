//! Lines with every glyph in its place.

use std::ops::Range;
use std::sync::Arc;

use unicode_bidi::{BidiInfo, Level};

use crate::model::Length;
use crate::typeset::font::Fonts;
use crate::typeset::line::{Glyph, Line, Run};
use crate::typeset::paragraph::breaking::BrokenLine;
use crate::typeset::paragraph::collect::{Collected, is_invisible};

use crate::typeset::paragraph::itemize::base_level;
use crate::typeset::paragraph::ruler::{ink_end, stretchable_part};
use crate::typeset::paragraph::shape::{HYPHEN, Item, ShapedGlyph};
use crate::typeset::paragraph::style::{Alignment, ParagraphStyle, SHRINK};

/// The text that the lines show: without what takes no ink, with a soft hyphen at the end of
/// each line that was divided.
struct ShownText {
    text: Arc<str>,
    /// For each byte of the paragraph's text, and its end, the byte here.
    offsets: Vec<usize>,
}

/// How much narrower a space is made at most. The lines were chosen by widths that leave out what
/// kerning changes at their ends, so a little more than they were to shrink.
const TIGHTEST: f64 = SHRINK * 1.25;

const SOFT_HYPHEN: char = '\u{ad}';

impl ShownText {
    fn new(text: &str, lines: &[BrokenLine]) -> Self {
        let mut shown = String::with_capacity(text.len());
        let mut offsets = Vec::with_capacity(text.len() + 1);
        let mut hyphens =
            lines.iter().filter(|line| line.hyphenated).map(|line| line.range.end).peekable();
        for (offset, character) in text.char_indices() {
            if hyphens.next_if_eq(&offset).is_some() {
                shown.push(SOFT_HYPHEN);
            }
            offsets.resize(offset + character.len_utf8(), shown.len());
            if !is_invisible(character) {
                shown.push(character);
            }
        }
        offsets.push(shown.len());
        Self { text: shown.into(), offsets }
    }
}

/// A part of an item in a line.
struct Part<'a> {
    item: &'a Item,
    range: Range<usize>,
    level: Level,
    glyphs: Vec<ShapedGlyph>,
}

impl Part<'_> {
    fn width(&self, stretch: impl Fn(usize) -> f64) -> Length {
        let units: f64 =
            self.glyphs.iter().map(|glyph| f64::from(glyph.advance) * stretch(glyph.cluster)).sum();
        self.item.unit * units
    }
}

/// Places the runs of every line.
pub(super) fn place(
    fonts: &mut Fonts<'_>,
    collected: &Collected<'_>,
    items: &[Item],
    lines: &[BrokenLine],
    style: &ParagraphStyle,
) -> Vec<Line> {
    let shown = ShownText::new(&collected.text, lines);
    let mut placed = Vec::with_capacity(lines.len());
    for (number, line) in lines.iter().enumerate() {
        let indent = if number == 0 { style.first_indent } else { style.hanging_indent };
        placed.push(place_line(fonts, collected, items, line, style, indent, &shown));
    }
    placed
}

fn place_line(
    fonts: &mut Fonts<'_>,
    collected: &Collected<'_>,
    items: &[Item],
    line: &BrokenLine,
    style: &ParagraphStyle,
    indent: Length,
    shown: &ShownText,
) -> Line {
    let text = &collected.text;
    let base = base_level(style.direction);
    let ink_end = ink_end(text, &line.range);
    let parts = parts(fonts, collected, items, line, ink_end, base);

    // What is added after a character would part the last one from the edge.
    let last = text[..ink_end].char_indices().next_back().map_or(0, |(offset, _)| offset);
    let stretchable = |cluster: usize| match text[cluster..].chars().next() {
        Some(character) if cluster < last => stretchable_part(character),
        _ => 0.0,
    };
    // The hyphen's cluster lies where the ink of the text ends.
    let is_ink = |cluster: usize| cluster < ink_end || line.hyphenated;
    let width_of = |share: &dyn Fn(usize) -> f64| -> Length {
        parts.iter().map(|part| part.width(share)).sum()
    };
    let width = width_of(&|cluster| f64::from(u8::from(is_ink(cluster))));
    let trailing = width_of(&|cluster| f64::from(u8::from(!is_ink(cluster))));
    let spaces = width_of(&stretchable);

    let available = style.measure - indent;
    let wanted = if spaces > Length::ZERO {
        (available + line.start_hang + line.end_hang - width) / spaces
    } else {
        0.0
    };
    let stretch = match style.alignment {
        Alignment::Justified if line.filled => wanted.max(-TIGHTEST),
        Alignment::Justified => wanted.clamp(-TIGHTEST, 0.0),
        _ => 0.0,
    };
    let width = width + spaces * stretch;
    let free = available + line.start_hang + line.end_hang - width;

    let from_start = match style.alignment {
        Alignment::Justified | Alignment::Start => Length::ZERO,
        Alignment::End => free,
        Alignment::Center => free / 2.0,
    };
    let left = if base.is_rtl() {
        style.measure - indent - from_start + line.start_hang - width
    } else {
        indent + from_start - line.start_hang
    };
    let right_hang = if base.is_rtl() { line.start_hang } else { line.end_hang };

    let stretched = |cluster| 1.0 + stretch * stretchable(cluster);
    let levels: Vec<Level> = parts.iter().map(|part| part.level).collect();
    let mut pens = vec![Length::ZERO; parts.len()];
    let mut pen = if base.is_rtl() { left - trailing } else { left };
    for place in BidiInfo::reorder_visual(&levels) {
        pens[place] = pen;
        pen += parts[place].width(stretched);
    }

    let mut placed = Line {
        runs: Vec::with_capacity(parts.len()),
        width: left + width - right_hang,
        hyphenated: line.hyphenated,
    };
    for (part, pen) in parts.iter().zip(pens) {
        let run = run(collected, part, pen, shown, line, stretched);
        if !run.range.is_empty() {
            placed.runs.push(run);
        }
    }
    placed
}

/// The parts of items in a line, in reading order. Spaces at its end take the paragraph's level
/// (UAX 9, L1).
fn parts<'a>(
    fonts: &mut Fonts<'_>,
    collected: &Collected<'_>,
    items: &'a [Item],
    line: &BrokenLine,
    ink_end: usize,
    base: Level,
) -> Vec<Part<'a>> {
    let mut buffer = [0; 4];
    let mut parts = Vec::new();
    // Few of a long paragraph's items are in a line.
    let first = items.partition_point(|item| item.range.end <= line.range.start);
    for item in items[first..].iter().take_while(|item| item.range.start < line.range.end) {
        let range = item.range.start.max(line.range.start)..item.range.end.min(line.range.end);
        if range.is_empty() {
            continue;
        }
        let hyphen = line.hyphenated && range.end == line.range.end;
        let tail = if hyphen { HYPHEN.encode_utf8(&mut buffer) } else { "" };
        let glyphs = item.part(fonts, collected, &range, tail);
        if item.level == base || range.end <= ink_end || hyphen {
            parts.push(Part { item, range, level: item.level, glyphs });
            continue;
        }
        let split = ink_end.max(range.start);
        let (ink, spaces) = glyphs.into_iter().partition(|glyph| glyph.cluster < split);
        if range.start < split {
            parts.push(Part { item, range: range.start..split, level: item.level, glyphs: ink });
        }
        parts.push(Part { item, range: split..range.end, level: base, glyphs: spaces });
    }
    parts
}

fn run(
    collected: &Collected<'_>,
    part: &Part<'_>,
    x: Length,
    shown: &ShownText,
    line: &BrokenLine,
    stretch: impl Fn(usize) -> f64,
) -> Run {
    let piece = &collected.pieces[part.item.piece];
    let unit = part.item.unit;
    let visible = |glyph: &&ShapedGlyph| {
        !collected.text[glyph.cluster..].starts_with(is_invisible) || is_hyphen(glyph, line)
    };
    let glyph = |glyph: &ShapedGlyph| {
        let offset = shown.offsets[glyph.cluster];
        let cluster = if is_hyphen(glyph, line) { offset - SOFT_HYPHEN.len_utf8() } else { offset };
        Glyph {
            id: glyph.id,
            advance: unit * (f64::from(glyph.advance) * stretch(glyph.cluster)),
            x_offset: unit * f64::from(glyph.x_offset),
            y_offset: unit * f64::from(glyph.y_offset),
            cluster: u32::try_from(cluster).unwrap_or(u32::MAX),
        }
    };
    let right_to_left = part.level.is_rtl();
    // Documents are held whole: no more room than the glyphs take.
    let mut glyphs = Vec::with_capacity(part.glyphs.iter().filter(visible).count());
    glyphs.extend(part.glyphs.iter().filter(visible).map(glyph));
    if right_to_left {
        glyphs.reverse();
    }
    Run {
        text: Arc::clone(&shown.text),
        range: shown.offsets[part.range.start]..shown.offsets[part.range.end],
        glyphs,
        face: part.item.face,
        size: piece.style.size,
        gray: piece.style.gray,
        x,
        rise: piece.style.rise,
        right_to_left,
        element: piece.element,
    }
}

fn is_hyphen(glyph: &ShapedGlyph, line: &BrokenLine) -> bool {
    line.hyphenated && glyph.cluster == line.range.end
}
