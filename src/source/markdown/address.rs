//! Addresses in running text, which become links, and the addresses that links may have.

use std::ops::Range;

use crate::source::markdown::line::{Kind, Unit, Wrap};
use crate::source::markdown::smart::solid;

/// How a bare address may begin (GitHub Flavored Markdown 6.9).
const BEGINNINGS: [&str; 3] = ["https://", "http://", "www."];

/// Signs at the end of an address that belong to the sentence; so does any that is not ASCII.
const TRAILING: [char; 10] = ['?', '!', '.', ',', ':', ';', '*', '_', '~', '\''];

/// ASCII signs that Markdown would take for its own within an address.
const SIGNS: [char; 6] = ['_', '*', '[', ']', '!', '&'];

/// Makes links of the bare addresses outside links.
pub(crate) fn link(units: &[Unit]) -> Vec<Unit> {
    let mut linked = Vec::with_capacity(units.len());
    let mut wraps = Vec::new();
    let mut links = 0_usize;
    let mut before = None;
    let mut end = 0;
    for index in 0..units.len() {
        let unit = &units[index];
        if index < end {
            if let Some(character) = unit.character() {
                linked.push(Unit { at: unit.at, kind: Kind::Verbatim(character) });
            }
            if index + 1 == end && links == 0 {
                linked.push(Unit { at: unit.at, kind: Kind::Close });
            }
            before = unit.character();
            continue;
        }
        match &unit.kind {
            Kind::Open(wrap) => {
                wraps.push(matches!(wrap, Wrap::Link(_)));
                links += usize::from(matches!(wrap, Wrap::Link(_)));
            }
            Kind::Close => links -= usize::from(wraps.pop().unwrap_or(false)).min(links),
            Kind::Typed(first) if may_begin(*first, before) => {
                if let Some((address, length)) = bare(&units[index..], before) {
                    end = index + length;
                    if links == 0 {
                        let kind = Kind::Open(Wrap::Link(address));
                        linked.push(Unit { at: unit.at, kind });
                    }
                    linked.push(Unit { at: unit.at, kind: Kind::Verbatim(*first) });
                    before = Some(*first);
                    continue;
                }
            }
            _ => {}
        }
        if !matches!(unit.kind, Kind::Open(_) | Kind::Close) {
            before = unit.character();
        }
        linked.push(unit.clone());
    }
    linked
}

/// Calls `escape` with the place of each sign, in the bare addresses that begin in a stretch of
/// text, that Markdown would take for its own; gives the end of the last address.
pub(crate) fn escape(text: &str, range: Range<usize>, mut escape: impl FnMut(usize)) -> usize {
    let mut before = text[..range.start].chars().next_back();
    let mut end = range.start;
    for (offset, character) in text[range.clone()].char_indices() {
        let at = range.start + offset;
        let rest = &text[at..];
        if at >= end && may_begin(character, before) && begins(&rest.chars(), before) {
            let own = length(rest.chars().take_while(|sign| *sign != '`' && *sign != '|'));
            end = at + rest.chars().take(own).map(char::len_utf8).sum::<usize>();
            signs(text, at..end, &mut escape);
        }
        before = Some(character);
    }
    end
}

fn signs(text: &str, range: Range<usize>, escape: &mut impl FnMut(usize)) {
    let mut before = None;
    for (offset, character) in text[range.clone()].char_indices() {
        if SIGNS.contains(&character) && before != Some('\\') {
            escape(range.start + offset);
        }
        before = Some(character);
    }
}

fn may_begin(first: char, before: Option<char>) -> bool {
    matches!(first, 'h' | 'H' | 'w' | 'W')
        && !before.is_some_and(|before| before.is_ascii_alphanumeric())
}

/// Whether a text begins with a bare address and its first letter; `www.` begins none within an
/// address of another kind.
fn begins(text: &(impl Iterator<Item = char> + Clone), before: Option<char>) -> bool {
    BEGINNINGS.iter().any(|beginning| {
        let mut text = text.clone();
        let fits = beginning
            .chars()
            .all(|sign| text.next().is_some_and(|other| sign.eq_ignore_ascii_case(&other)));
        fits && text.next().is_some_and(char::is_alphanumeric)
            && (*beginning != "www." || !before.is_some_and(|before| "/.@-_:".contains(before)))
    })
}

/// The address that begins `units`, and how many of them it takes.
fn bare(units: &[Unit], before: Option<char>) -> Option<(String, usize)> {
    let typed = |unit: &Unit| match unit.kind {
        Kind::Typed(character) => Some(character),
        // What stands for a host may be a value; an escaped sign keeps an address from being one.
        Kind::Verbatim(character) if character.is_alphanumeric() => Some(character),
        _ => None,
    };
    if !begins(&units.iter().map_while(typed), before) {
        return None;
    }
    let length = length(units.iter().map_while(Unit::character));
    let address = units[..length].iter().filter_map(Unit::character).collect::<String>();
    let bare = address.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www."));
    Some((if bare { format!("https://{address}") } else { address }, length))
}

/// How many characters of a text that begins with an address are its own: not the punctuation of
/// the sentence round it, nor a bracket that was opened before.
fn length(text: impl Iterator<Item = char>) -> usize {
    let mut square = 0_usize;
    let mut characters = Vec::new();
    for character in text {
        match character {
            '[' => square += 1,
            ']' if square == 0 => break,
            ']' => square -= 1,
            _ if ends(character) => break,
            // A Korean or Japanese ending of the name of a site: `https://x.org에서`.
            _ if solid(character) && characters.last().is_some_and(char::is_ascii_alphanumeric) => {
                break;
            }
            _ => {}
        }
        characters.push(character);
    }
    let count = |sign: char| characters.iter().filter(|character| **character == sign).count();
    let mut unopened = count(')').saturating_sub(count('('));
    if characters.ends_with(&['\'', 's']) {
        characters.truncate(characters.len() - 2);
    }
    while let Some(last) = characters.last() {
        let foreign = !last.is_ascii() && !last.is_alphanumeric();
        match last {
            ')' if unopened > 0 => unopened -= 1,
            last if TRAILING.contains(last) || foreign => {}
            _ => break,
        }
        characters.pop();
    }
    characters.len()
}

fn ends(character: char) -> bool {
    character.is_whitespace()
        || character.is_control()
        || matches!(character,
            '<' | '>' | '"' | '{' | '}' | '“'..='‟' | '’' | '‘' | '‚' | '«' | '»' | '‹' | '›'
            | '\u{3000}'..='\u{301F}' | '\u{FF01}' | '\u{FF08}' | '\u{FF09}' | '\u{FF0C}'
            | '\u{FF1A}' | '\u{FF1B}' | '\u{FF1F}')
}
