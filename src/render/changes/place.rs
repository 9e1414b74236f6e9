//! What became of a passage, in words.

use crate::model::{Boundary, ChangedPassage, Fate, PassageKind, Role};

/// What became of a passage and cannot be seen in its words: `moved here from above, was (C)`.
/// Empty when there is nothing to say.
pub(crate) fn remark(passage: &ChangedPassage, index: usize, all: &[ChangedPassage]) -> String {
    let counterpart = passage.moved.and_then(|moved| Some((moved, all.get(moved)?)));
    let mut remarks = Vec::new();
    match (passage.fate(), counterpart) {
        (Fate::MovedAway, Some((to, other))) => {
            remarks.push(if to > index { "moved down" } else { "moved up" }.to_owned());
            remarks.extend(marker(other.new.as_ref()).map(|marker| format!("now {marker}")));
        }
        (Fate::MovedHere, Some((from, other))) => {
            let side = if from < index { "above" } else { "below" };
            remarks.push(format!("moved here from {side}"));
            remarks.extend(was(other.old.as_ref(), passage.new.as_ref()));
        }
        _ => remarks.extend(was(passage.old.as_ref(), passage.new.as_ref())),
    }
    match passage.boundary {
        Boundary::Kept => {}
        Boundary::Split => remarks.push("split from the passage before".to_owned()),
        Boundary::Joined => remarks.push("joined to the passage before".to_owned()),
    }
    remarks.join(", ")
}

/// What a passage was before, if it was another thing.
fn was(old: Option<&Role>, new: Option<&Role>) -> Option<String> {
    let (old, new) = (old?, new?);
    if old.marker != new.marker {
        return Some(match marker(Some(old)) {
            Some(marker) => format!("was {marker}"),
            None if old.marker.is_some() => "had a bullet".to_owned(),
            None => "was no item".to_owned(),
        });
    }
    if old.kind != new.kind {
        return Some(format!("was {}", kind_in_words(old.kind)));
    }
    if old.quoted != new.quoted {
        return Some(if old.quoted { "was quoted" } else { "was not quoted" }.to_owned());
    }
    (old.depth != new.depth).then(|| "stood in another list".to_owned())
}

/// The marker that tells one passage from another: no bullet does.
pub(crate) fn marker(role: Option<&Role>) -> Option<&str> {
    let marker = role?.marker.as_deref()?;
    marker.contains(char::is_alphanumeric).then_some(marker)
}

fn kind_in_words(kind: PassageKind) -> String {
    match kind {
        PassageKind::Title => "the title".to_owned(),
        PassageKind::Heading(level) => format!("a heading of level {level}"),
        PassageKind::Paragraph => "a paragraph".to_owned(),
        PassageKind::Heads => "the head of a table".to_owned(),
        PassageKind::Row => "a row of a table".to_owned(),
        PassageKind::Code => "code".to_owned(),
        PassageKind::Note => "a note".to_owned(),
        PassageKind::Break => "a break".to_owned(),
    }
}

/// By what a list of changes names a passage: its marker, or what it is.
pub(crate) fn name(role: Option<&Role>) -> String {
    let Some(role) = role else { return String::new() };
    match (marker(Some(role)), role.kind) {
        (Some(marker), PassageKind::Note) => format!("Note {marker}"),
        (Some(marker), _) => marker.to_owned(),
        (None, PassageKind::Title) => "Title".to_owned(),
        (None, PassageKind::Heading(_)) => "Heading".to_owned(),
        (None, PassageKind::Heads) => "Head of a table".to_owned(),
        (None, PassageKind::Row) => "Row of a table".to_owned(),
        (None, PassageKind::Note) => "Note".to_owned(),
        (None, PassageKind::Code) => "Code".to_owned(),
        (None, PassageKind::Break) => "Break".to_owned(),
        (None, PassageKind::Paragraph) if role.marker.is_some() => "Item".to_owned(),
        (None, PassageKind::Paragraph) => "Paragraph".to_owned(),
    }
}

/// A fate in a word.
pub(crate) fn fate_in_words(fate: Fate) -> &'static str {
    match fate {
        Fate::Unchanged => "unchanged",
        Fate::Renumbered => "renumbered",
        Fate::Edited => "changed",
        Fate::Inserted => "new",
        Fate::Deleted => "deleted",
        Fate::MovedAway | Fate::MovedHere => "moved",
    }
}

/// The first letter large, as a sentence begins.
pub(crate) fn capitalized(text: &str) -> String {
    let mut characters = text.chars();
    characters
        .next()
        .map_or(String::new(), |first| first.to_uppercase().chain(characters).collect())
}
