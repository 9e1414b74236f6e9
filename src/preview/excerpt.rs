//! The line of a finding, with what is meant marked in it.

use crate::diagnostic::{Place, visible};
use crate::render::escaped;

/// The most characters shown before and behind what is meant, and of it.
const MOST: usize = 120;

/// The line as HTML; none where nothing of it is to be shown.
pub(crate) fn html(place: &Place) -> Option<String> {
    let line = &place.excerpt;
    let (before, rest) = line.split_at_checked(place.span.start)?;
    let (meant, behind) = rest.split_at_checked(place.span.end.checked_sub(place.span.start)?)?;
    if line.trim().is_empty() {
        return None;
    }
    let cut = before.char_indices().rev().nth(MOST).map(|(at, _)| at);
    let before = match cut {
        Some(at) => format!("…{}", shown(&before[at..])),
        None => shown(before.trim_start()),
    };
    Some(format!("{before}<mark>{}</mark>{}", head(meant), head(behind)))
}

fn head(text: &str) -> String {
    match text.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}…", shown(&text[..at])),
        None => shown(text),
    }
}

fn shown(text: &str) -> String {
    escaped(&visible(&text.replace('\t', " ")))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn what_is_meant_is_marked_and_nothing_becomes_markup() {
        let place = Place::new(Path::new("a.md"), "\t<b> {{ x }} \u{202e}&", 5..12);
        let expected = "&lt;b&gt; <mark>{{ x }}</mark> U+202E&amp;";
        assert_eq!(html(&place).as_deref(), Some(expected));
    }

    #[test]
    fn of_a_long_line_only_the_surroundings_are_shown() {
        let line = format!("{}x{}", "ä".repeat(5000), "b".repeat(5000));
        let html = html(&Place::new(Path::new("a.md"), &line, 10_000..10_001)).unwrap();
        assert!(html.starts_with("…ä") && html.ends_with("b…"), "{html}");
        assert!(html.contains("<mark>x</mark>") && html.chars().count() < 300, "{html}");
    }

    #[test]
    fn a_place_of_which_nothing_may_be_shown_has_none() {
        let place = Place {
            file: "list.csv".into(),
            line: 3,
            column: 1,
            excerpt: String::new(),
            span: 0..0,
        };
        assert_eq!(html(&place), None);
    }
}
