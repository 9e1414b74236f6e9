//! A marker with the white space behind it, where a line begins.

use crate::source::markdown::marker::Marker;

/// CommonMark takes text five columns behind a marker for code.
const WIDEST_GAP: usize = 4;

/// A marker where a line begins.
pub(crate) struct LineMarker {
    /// The marker; none for a bullet.
    pub(crate) marker: Option<Marker>,
    /// What replaces the marker and the white space behind it.
    pub(crate) replacement: String,
    /// The length of both in the text.
    pub(crate) length: usize,
}

impl LineMarker {
    /// The marker at the start of `text`, at `column`, that only a fancy list has: one that
    /// CommonMark does not know, or one with more than spaces and tabs behind it.
    pub(crate) fn read(text: &str, column: usize) -> Option<Self> {
        let marker = Marker::read(text);
        let mark = match &marker {
            Some(marker) => marker.replacement(),
            None => text.get(..1).filter(|bullet| ["-", "*", "+"].contains(bullet))?.to_owned(),
        };
        let behind = &text[mark.len()..];
        let (gap, blank) = gap(behind, column + mark.len());
        if marker.as_ref().is_none_or(Marker::common) && behind[..gap.length].is_ascii() {
            return None;
        }
        let initial = marker.as_ref().is_some_and(Marker::initial);
        if gap.length == 0 && !blank || initial && gap.width < 2 {
            return None;
        }
        // Text may be indented by up to three columns more than the item asks for: so what follows
        // is in the item whether it stands under the text or nearer to the marker.
        let width = if blank { 0 } else { gap.width.saturating_sub(3).clamp(1, WIDEST_GAP) };
        let length = mark.len() + gap.length;
        Some(Self { marker, replacement: format!("{mark}{:width$}", ""), length })
    }
}

/// White space behind a marker.
struct Gap {
    /// In bytes.
    length: usize,
    /// In columns.
    width: usize,
}

/// The white space of any kind at the start of `text`, at `column`, and whether the line ends there.
fn gap(text: &str, column: usize) -> (Gap, bool) {
    let mut gap = Gap { length: 0, width: 0 };
    for character in text.chars() {
        match character {
            '\n' | '\r' => return (gap, true),
            '\t' => gap.width += 4 - (column + gap.width) % 4,
            space if space.is_whitespace() => gap.width += 1,
            _ => return (gap, false),
        }
        gap.length += character.len_utf8();
    }
    (gap, true)
}

/// The column of a place in its line, counted from 0, tabs reaching to the next multiple of four.
pub(crate) fn column(text: &str, at: usize) -> usize {
    let line = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    text[line..at].chars().fold(0, |column, character| match character {
        '\t' => column + 4 - column % 4,
        _ => column + 1,
    })
}

/// The column at which the text of an item begins whose marker stands at `at` (CommonMark 5.2).
pub(crate) fn content(text: &str, at: usize, marker: usize) -> usize {
    let column = column(text, at) + marker;
    let (gap, blank) = gap(text.get(at + marker..).unwrap_or_default(), column);
    column + if blank || gap.width > WIDEST_GAP { 1 } else { gap.width }
}
