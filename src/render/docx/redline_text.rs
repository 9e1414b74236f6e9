//! The passages of two texts as they are tracked: of each word, and of each end of a paragraph,
//! which text has it.

use unicode_width::UnicodeWidthChar;

use crate::model::{
    Boundary, Change, ChangedPassage, Fate, Inline, Paragraph as Text, Role, Side, Span,
    is_unspaced, plain,
};

/// A passage as it is tracked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tracked {
    /// What it is, in the newer text if that has it.
    pub(crate) role: Role,
    /// What it is in either text.
    pub(crate) roles: [Option<Role>; 2],
    /// Which text has it.
    pub(crate) change: Change,
    /// Which text has it as one with the passage before, where the other has not.
    pub(crate) joint: Option<Change>,
    /// Which text ends a paragraph with it.
    pub(crate) end: Change,
    /// What stands before it.
    pub(crate) markers: Vec<(Change, String)>,
    /// Its words; of a row, those of each cell.
    pub(crate) texts: Vec<Vec<(Change, Text)>>,
}

/// The passages of two texts, tracked.
pub(crate) fn tracked(passages: &[ChangedPassage]) -> Vec<Tracked> {
    let mut tracked: Vec<Tracked> = Vec::with_capacity(passages.len());
    for (index, passage) in passages.iter().enumerate() {
        let Some(role) = passage.role() else { continue };
        let change = change(passage);
        let end = match passages.get(index + 1).map(|next| next.boundary) {
            Some(Boundary::Split) => Change::Inserted,
            Some(Boundary::Joined) => Change::Deleted,
            _ if passage.boundary != Boundary::Kept => Change::Same,
            _ => change,
        };
        let mut texts = texts(passage);
        if let (Some(joint), Some(first)) = (joint(passage.boundary), texts.first_mut()) {
            let before = tracked.last().and_then(|before: &Tracked| before.last_letter(joint));
            if before.zip(first_letter(first, joint)).is_some_and(|(a, b)| is_spaced(a, b)) {
                first.insert(0, (joint, vec![Inline::Text(" ".to_owned())]));
            }
        }
        tracked.push(Tracked {
            role: role.clone(),
            roles: [passage.old.clone(), passage.new.clone()],
            change,
            joint: joint(passage.boundary),
            end,
            markers: markers(passage),
            texts,
        });
    }
    for group in tracked.chunk_by_mut(|_, next| next.joint.is_some()) {
        part_after_note(group);
    }
    tracked
}

/// Of passages that one text has as one, has the words of all but the first go and come.
///
/// `LibreOffice` (as of 7.4) keeps the end of a paragraph in which a note stands, though that end was
/// rejected.
fn part_after_note(group: &mut [Tracked]) {
    let [head, tails @ ..] = group else { return };
    let has_marks =
        |tracked: &Tracked| tracked.texts.iter().flatten().any(|(_, text)| has_note_mark(text));
    // A mark that both texts have is known by its number in one of them.
    if !has_marks(head) || tails.iter().any(has_marks) {
        return;
    }
    for tail in tails {
        let Some(joint) = tail.joint else { continue };
        let other = if joint == Change::Deleted { Change::Inserted } else { Change::Deleted };
        let moved = tail.with_fate(joint).texts.into_iter().flatten();
        if let Some(spans) = head.texts.first_mut() {
            spans.extend(moved);
        }
        head.end = Change::Same;
        *tail = Tracked { end: other, ..tail.with_fate(other) };
    }
}

fn has_note_mark(text: &[Inline]) -> bool {
    text.iter().any(|inline| match inline {
        Inline::NoteMark(_) => true,
        Inline::Emphasis(text)
        | Inline::Strong(text)
        | Inline::Link { text, .. }
        | Inline::Span { text, .. }
        | Inline::Isolate(text) => has_note_mark(text),
        _ => false,
    })
}

/// Which text has a passage; one that was moved goes, and comes.
fn change(passage: &ChangedPassage) -> Change {
    match passage.fate() {
        Fate::Inserted | Fate::MovedHere => Change::Inserted,
        Fate::Deleted | Fate::MovedAway => Change::Deleted,
        Fate::Unchanged | Fate::Renumbered | Fate::Edited => Change::Same,
    }
}

fn texts(passage: &ChangedPassage) -> Vec<Vec<(Change, Text)>> {
    let moved = match passage.fate() {
        Fate::MovedAway => Some((Side::Old, Change::Deleted)),
        Fate::MovedHere => Some((Side::New, Change::Inserted)),
        _ => None,
    };
    let spans = |spans: &Vec<Span>| match moved {
        None => spans.iter().map(|span| (span.change, span.text.clone())).collect(),
        Some((side, change)) => spans
            .iter()
            .filter(|span| span.change.is_in(side))
            .map(|span| (change, span.text.clone()))
            .collect(),
    };
    passage.texts.iter().map(spans).collect()
}

/// The markers of a passage but those of notes, which Word counts.
fn markers(passage: &ChangedPassage) -> Vec<(Change, String)> {
    let marker = |role: &Option<Role>| {
        let marker = role.as_ref()?.marker.clone()?;
        match marker.as_str() {
            "-" => Some("•".to_owned()),
            note if note.starts_with('[') => None,
            _ => Some(marker),
        }
    };
    match (marker(&passage.old), marker(&passage.new)) {
        (Some(old), Some(new)) if old == new => vec![(Change::Same, new)],
        (old, new) => {
            let old = old.map(|old| (Change::Deleted, old));
            old.into_iter().chain(new.map(|new| (Change::Inserted, new))).collect()
        }
    }
}

/// Which text has one paragraph where the other has two.
fn joint(boundary: Boundary) -> Option<Change> {
    match boundary {
        Boundary::Kept => None,
        Boundary::Split => Some(Change::Deleted),
        Boundary::Joined => Some(Change::Inserted),
    }
}

/// Whether words that end and begin so have a space between them.
fn is_spaced(before: char, after: char) -> bool {
    let is_wide = |letter: char| is_unspaced(letter) || letter.width() == Some(2);
    !before.is_whitespace() && !after.is_whitespace() && !is_wide(before) && !is_wide(after)
}

/// Whether a text that has words of the one kind has those of the other.
fn goes_with(change: Change, other: Change) -> bool {
    other == Change::Same || other == change
}

fn first_letter(spans: &[(Change, Text)], of: Change) -> Option<char> {
    let mut texts = spans.iter().filter(|(change, _)| goes_with(of, *change));
    texts.find_map(|(_, text)| plain(text).chars().next())
}

impl Tracked {
    fn last_letter(&self, of: Change) -> Option<char> {
        let spans = self.texts.last()?;
        let mut texts = spans.iter().rev().filter(|(change, _)| goes_with(of, *change));
        texts.find_map(|(_, text)| plain(text).chars().last())
    }

    /// Which text has a tab behind a marker, if one has a marker.
    pub(crate) fn change_of_tab(&self) -> Option<Change> {
        match self.markers.as_slice() {
            [] => None,
            [(change, _)] => Some(*change),
            _ => Some(Change::Same),
        }
    }

    /// Whether a note begins with it, in either text.
    pub(crate) fn begins_note(&self) -> bool {
        self.roles.iter().any(|role| note(role.as_ref()).is_some())
    }

    /// The same with one fate: that of what one text has alone.
    pub(crate) fn with_fate(&self, fate: Change) -> Self {
        let texts = self.texts.iter().map(|spans| {
            let kept = spans.iter().filter(|(change, _)| goes_with(fate, *change));
            kept.map(|(_, text)| (fate, text.clone())).collect()
        });
        let markers = self.markers.iter().filter(|(change, _)| goes_with(fate, *change));
        Self {
            texts: texts.collect(),
            markers: markers.map(|(_, marker)| (fate, marker.clone())).collect(),
            change: fate,
            // The end of a note's last paragraph cannot go or come.
            end: Change::Same,
            ..self.clone()
        }
    }

    /// Whether a text has it, or some of its words.
    pub(crate) fn is_in(&self, side: Side) -> bool {
        self.change.is_in(side)
    }
}

/// The index of the note that begins with a passage of this role: that of `[2]` is 1.
pub(crate) fn note(role: Option<&Role>) -> Option<usize> {
    let marker = role?.marker.as_deref()?;
    let number = marker.strip_prefix('[')?.strip_suffix(']')?;
    number.parse::<usize>().ok()?.checked_sub(1)
}
