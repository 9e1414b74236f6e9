//! The changed words of a passage, with as much round them as one needs to find the place.

use unicode_width::UnicodeWidthStr;

use crate::model::{
    Boundary, Change, ChangedPassage, Fate, Inline, Paragraph, Segment, Side, Span, plain, segments,
};

/// The columns of unchanged text that are shown on each side of a change.
const CONTEXT: usize = 56;

/// The columns of text by which a passage is told that did not change.
const OPENING: usize = 44;

/// So many insertions and deletions tell the gist of a change.
const GIST: usize = 4;

/// A part of a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Text with its fate, without spaces at the ends of what changed.
    Text(Change, Paragraph),
    /// Unchanged text that is left out.
    Gap,
}

/// All of a passage in pieces.
pub(crate) fn pieces(spans: &[Span]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for span in spans {
        push(&mut pieces, span.change, &span.text);
    }
    pieces
}

/// A passage in pieces, long unchanged stretches left out; those right behind where it was split
/// off are none.
pub(crate) fn excerpt(spans: &[Span], boundary: Boundary) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (index, span) in spans.iter().enumerate() {
        let first = index == 0 && boundary == Boundary::Kept;
        let last = index + 1 == spans.len();
        let sides = usize::from(!first) + usize::from(!last);
        let width = plain(&span.text).width();
        if span.change != Change::Same || width <= CONTEXT * sides + CONTEXT / 2 {
            push(&mut pieces, span.change, &span.text);
            continue;
        }
        if !first {
            push(&mut pieces, Change::Same, &start(&span.text, CONTEXT));
        }
        pieces.push(Piece::Gap);
        if !last {
            push(&mut pieces, Change::Same, &end(&span.text, CONTEXT));
        }
    }
    pieces
}

/// The first words of what a passage says in one of its texts: in the new one if it is there.
pub(crate) fn opening(passage: &ChangedPassage) -> String {
    let side = if passage.new.is_some() || passage.boundary != Boundary::Kept {
        Side::New
    } else {
        Side::Old
    };
    let cells = passage.texts.iter().map(|spans| {
        let there = spans.iter().filter(|span| span.change.is_in(side));
        shortened(&there.map(|span| plain(&span.text)).collect::<String>())
    });
    cells.collect::<Vec<_>>().join(" | ")
}

/// Whether all words of a passage stand in the other text as well, so that the first ones tell
/// which it is.
pub(crate) fn tells_nothing_new(passage: &ChangedPassage, fate: Fate) -> bool {
    let is_same = passage.texts.iter().flatten().all(|span| span.change == Change::Same);
    is_same && passage.boundary == Boundary::Kept && fate != Fate::Unchanged
}

/// The first changes of a passage, cut short: what one wants to know before one goes there.
pub(crate) fn gist(passage: &ChangedPassage) -> Vec<Piece> {
    let mut gist = Vec::new();
    let mut changes = 0;
    let mut skipped = false;
    for span in passage.texts.iter().flatten() {
        let text = plain(&span.text);
        if span.change == Change::Same {
            skipped |= !text.trim().is_empty();
            continue;
        }
        if skipped && changes > 0 {
            gist.push(Piece::Gap);
        }
        if changes == GIST {
            break;
        }
        changes += 1;
        skipped = false;
        let short = shortened(&text);
        let text = if short == text.trim() { span.text.clone() } else { vec![Inline::Text(short)] };
        gist.push(Piece::Text(span.change, text));
    }
    gist
}

fn shortened(text: &str) -> String {
    let text = text.trim();
    if text.width() <= OPENING + OPENING / 4 {
        return text.to_owned();
    }
    let cut = plain(&start(&[Inline::Text(text.to_owned())], OPENING));
    let cut = cut.trim_end().trim_end_matches([',', ';', ':', '.']);
    format!("{cut} …")
}

/// Adds text; spaces and line breaks at the ends of what changed are moved out of it, since no mark
/// of a change shows well on them.
fn push(pieces: &mut Vec<Piece>, change: Change, text: &[Inline]) {
    if change == Change::Same || plain(text).trim().is_empty() {
        pieces.push(Piece::Text(change, text.to_vec()));
        return;
    }
    let mut text = text.to_vec();
    let (mut before, mut after) = (Vec::new(), Vec::new());
    while text.first() == Some(&Inline::LineBreak) {
        before.push(text.remove(0));
    }
    while text.last() == Some(&Inline::LineBreak) {
        after.extend(text.pop());
    }
    if let Some(Inline::Text(first)) = text.first_mut() {
        let inner = first.split_off(first.len() - first.trim_start().len());
        before.push(Inline::Text(std::mem::replace(first, inner)));
    }
    if let Some(Inline::Text(last)) = text.last_mut() {
        after.insert(0, Inline::Text(last.split_off(last.trim_end().len())));
    }
    let said = |text: &[Inline]| text.iter().any(|inline| *inline != Inline::Text(String::new()));
    for (change, text) in [(Change::Same, before), (change, text), (Change::Same, after)] {
        if said(&text) {
            pieces.push(Piece::Text(change, text));
        }
    }
}

/// So many columns from the start of a text, whole words.
fn start(text: &[Inline], columns: usize) -> Paragraph {
    let mut left = columns;
    cut(text, &mut left, Edge::Start)
}

/// So many columns from the end of a text, whole words.
fn end(text: &[Inline], columns: usize) -> Paragraph {
    let mut left = columns;
    let mut kept = cut(text, &mut left, Edge::End);
    kept.reverse();
    kept
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Edge {
    Start,
    End,
}

/// What lies within `left` columns of an edge, the nearest first.
fn cut(text: &[Inline], left: &mut usize, edge: Edge) -> Paragraph {
    let mut kept = Vec::new();
    let inlines: Box<dyn Iterator<Item = &Inline>> = match edge {
        Edge::Start => Box::new(text.iter()),
        Edge::End => Box::new(text.iter().rev()),
    };
    for inline in inlines {
        if *left == 0 {
            break;
        }
        let mut inner = |text: &[Inline]| {
            let mut inner = cut(text, left, edge);
            if edge == Edge::End {
                inner.reverse();
            }
            inner
        };
        kept.push(match inline {
            Inline::Text(text) => Inline::Text(cut_text(text, left, edge)),
            Inline::Emphasis(text) => Inline::Emphasis(inner(text)),
            Inline::Strong(text) => Inline::Strong(inner(text)),
            Inline::Isolate(text) => Inline::Isolate(inner(text)),
            Inline::Link { address, text } => {
                Inline::Link { address: address.clone(), text: inner(text) }
            }
            Inline::Span { language, text } => {
                Inline::Span { language: language.clone(), text: inner(text) }
            }
            Inline::Code(_) | Inline::NoteMark(_) | Inline::LineBreak => {
                *left = left.saturating_sub(plain(std::slice::from_ref(inline)).width());
                inline.clone()
            }
        });
    }
    kept
}

fn cut_text(text: &str, left: &mut usize, edge: Edge) -> String {
    let segments: Vec<_> = segments(text).map(Segment::text).collect();
    let mut taken = 0;
    while taken < segments.len() && *left > 0 {
        let next = match edge {
            Edge::Start => taken,
            Edge::End => segments.len() - 1 - taken,
        };
        *left = left.saturating_sub(segments[next].width());
        taken += 1;
    }
    match edge {
        Edge::Start => segments[..taken].concat(),
        Edge::End => segments[segments.len() - taken..].concat(),
    }
}
