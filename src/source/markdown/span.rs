//! Text in another language, `[chef d'État]{lang=fr}`, and marks of notes that do not exist.

use std::ops::Range;

use crate::model::Language;
use crate::source::markdown::Problem;
use crate::source::markdown::line::{Kind, Unit, Wrap};

/// Longer braces than a language tag needs are text.
const LONGEST_ATTRIBUTES: usize = 200;

/// Turns each `[…]{lang=…}` into a span.
pub(crate) fn read(mut units: Vec<Unit>, problems: &mut Vec<Problem>) -> Vec<Unit> {
    let mut brackets: Vec<(usize, usize)> = Vec::new();
    let mut depth = 0_usize;
    let mut attributes: Vec<Range<usize>> = Vec::new();
    for index in 0..units.len() {
        match units[index].kind {
            Kind::Open(_) => depth += 1,
            Kind::Close => {
                depth = depth.saturating_sub(1);
                while brackets.last().is_some_and(|(_, within)| *within > depth) {
                    brackets.pop();
                }
            }
            Kind::Typed('[') => brackets.push((index, depth)),
            Kind::Typed(']') if brackets.last().is_some_and(|(_, within)| *within == depth) => {
                let Some((open, _)) = brackets.pop() else { continue };
                if let Some((language, end)) = language(&units, index, problems) {
                    units[open].kind = Kind::Open(Wrap::Span(language));
                    units[index].kind = Kind::Close;
                    attributes.push(index + 1..end);
                } else {
                    problems.extend(missing_note(&units, open, index));
                }
            }
            _ => {}
        }
    }
    if attributes.is_empty() {
        return units;
    }
    let mut dropped = attributes.into_iter().peekable();
    units
        .into_iter()
        .enumerate()
        .filter(|(index, _)| {
            while dropped.next_if(|range| range.end <= *index).is_some() {}
            !dropped.peek().is_some_and(|range| range.contains(index))
        })
        .map(|(_, unit)| unit)
        .collect()
}

/// The language in the braces behind a bracket, and where they end.
fn language(
    units: &[Unit],
    bracket: usize,
    problems: &mut Vec<Problem>,
) -> Option<(Language, usize)> {
    let rest = &units[bracket + 1..];
    if !rest.first()?.is('{') {
        return None;
    }
    let length = rest.iter().take(LONGEST_ATTRIBUTES).position(|unit| unit.is('}'))?;
    let attributes = rest[1..length].iter().map(Unit::character).collect::<Option<String>>()?;
    let range = rest[0].at..rest[length].at + 1;
    let attributes = attributes.trim();
    let tag = attributes.strip_prefix("lang=").map(|tag| tag.trim_matches(['"', '\'']));
    let Some(tag) = tag.filter(|tag| !tag.contains(['=', ' ', '.', '#'])) else {
        if attributes.contains('=') || attributes.starts_with(['.', '#']) {
            problems.push(
                Problem::new(range, "span", format!("`{attributes}` says more than a language"))
                    .help("only a language may stand here: `{lang=fr}`"),
            );
        }
        return None;
    };
    match Language::parse(tag) {
        Ok(language) => Some((language, bracket + 1 + length + 1)),
        Err(error) => {
            problems.push(Problem::new(range, "span", error.to_string()));
            None
        }
    }
}

/// Markdown has left `[^x]` as text: there is no such note.
fn missing_note(units: &[Unit], open: usize, close: usize) -> Option<Problem> {
    let label = &units[open + 1..close];
    if !label.first()?.is('^') || label.len() < 2 {
        return None;
    }
    let name = label[1..].iter().map(Unit::character).collect::<Option<String>>()?;
    let range = units[open].at..units[close].at + 1;
    Some(Problem::new(range, "missing-note", format!("there is no note `{name}`")).help(format!(
        "write it in the body, on a line of its own: `[^{name}]: …`; or `\\[^{name}]` for the text"
    )))
}
