//! How much changed between two texts, and in which demands.

use std::fmt;

use crate::model::{Change, ChangedPassage, Changes, Fate, PassageKind, Role, count_words, plain};

/// How much changed between two texts of a letter, and where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Words that changed: where some were replaced, the greater of those that went and those
    /// that came.
    pub words: usize,
    /// Words that only the new text has.
    pub inserted: usize,
    /// Words that only the old text has.
    pub deleted: usize,
    /// Passages that stand elsewhere in the new text.
    pub moved: usize,
    /// The numbered and lettered items that changed, in the order of reading.
    pub demands: Vec<ChangedDemand>,
    /// Whether something changed that stands in none of them.
    pub elsewhere: bool,
    /// Whether anything changed that a reader can see.
    pub changed: bool,
}

/// A numbered or lettered item, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedDemand {
    /// Its marker in the new text, with those of the items that it stands in: `(B) (ii)`. Of a
    /// deleted one, that in the old text.
    pub marker: String,
    /// Its marker in the old text, if it was another.
    pub old_marker: Option<String>,
    /// What became of it: edited, inserted, deleted, moved here, renumbered.
    pub fate: Fate,
    /// Whether words of it changed, too, when it was moved.
    pub edited: bool,
}

impl Summary {
    pub(crate) fn of(changes: &Changes) -> Self {
        let mut summary = Self::default();
        let paths = Paths::of(changes);
        for (index, passage) in changes.passages.iter().enumerate() {
            let fate = passage.fate();
            summary.count(passage, fate);
            if fate == Fate::Unchanged {
                continue;
            }
            summary.changed = true;
            let (old, new) = (&paths.old[index], &paths.new[index]);
            match fate {
                Fate::MovedAway => {}
                Fate::MovedHere => {
                    let old = passage.moved.map_or("", |from| &paths.old[from]);
                    summary.add(passage, fate, old, new);
                }
                Fate::Deleted => summary.add(passage, fate, "", old),
                _ => summary.add(passage, fate, old, new),
            }
        }
        summary
    }

    fn count(&mut self, passage: &ChangedPassage, fate: Fate) {
        if fate == Fate::MovedAway {
            return;
        }
        self.moved += usize::from(fate == Fate::MovedHere);
        for spans in &passage.texts {
            // What went and what came without a word between them is one replacement.
            let (mut deleted, mut inserted) = (0, 0);
            for span in spans {
                let words = count_words(&plain(&span.text));
                match span.change {
                    Change::Deleted => deleted += words,
                    Change::Inserted => inserted += words,
                    Change::Same if words == 0 => {}
                    Change::Same => {
                        self.words += deleted.max(inserted);
                        self.deleted += std::mem::take(&mut deleted);
                        self.inserted += std::mem::take(&mut inserted);
                    }
                }
            }
            self.words += deleted.max(inserted);
            self.deleted += deleted;
            self.inserted += inserted;
        }
    }

    /// Notes a changed passage under the item that it belongs to.
    fn add(&mut self, passage: &ChangedPassage, fate: Fate, old: &str, new: &str) {
        if new.is_empty() && old.is_empty() {
            self.elsewhere |= fate != Fate::Renumbered;
            return;
        }
        let heads = |role: &Option<Role>| role.as_ref().is_some_and(|role| role.marker.is_some());
        let whole = heads(&passage.new) || heads(&passage.old);
        let spans = passage.texts.iter().flatten();
        let edited = spans
            .into_iter()
            .any(|span| span.change != Change::Same && count_words(&plain(&span.text)) > 0);
        let renumbered = !old.is_empty() && !new.is_empty() && old != new;
        let demand = ChangedDemand {
            marker: if new.is_empty() { old } else { new }.to_owned(),
            old_marker: renumbered.then(|| old.to_owned()),
            fate: if whole { fate } else { Fate::Edited },
            edited,
        };
        match self.demands.last_mut() {
            Some(last) if last.marker == demand.marker && !whole && last.fate != Fate::Deleted => {
                if last.fate == Fate::Renumbered {
                    last.fate = Fate::Edited;
                }
                last.edited = true;
            }
            // Another kind of passage, with the same words.
            _ if fate == Fate::Renumbered && !renumbered => {}
            _ => self.demands.push(demand),
        }
    }

    /// What became of each demand: `(B) changed; (C) new; (D) was (C); old (D) deleted`. Empty when none changed.
    pub fn demands_in_words(&self) -> String {
        let demands = self.demands.iter().map(ToString::to_string);
        demands.collect::<Vec<_>>().join("; ")
    }
}

impl fmt::Display for ChangedDemand {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { marker, old_marker, fate, edited } = self;
        let was = |old: &Option<String>| {
            old.as_ref().map_or(String::new(), |old| format!(" (was {old})"))
        };
        match fate {
            Fate::Inserted => write!(formatter, "{marker} new"),
            Fate::Deleted => write!(formatter, "old {marker} deleted"),
            Fate::MovedHere | Fate::MovedAway => {
                let and = if *edited { " and changed" } else { "" };
                write!(formatter, "{marker} moved{and}{}", was(old_marker))
            }
            Fate::Renumbered | Fate::Unchanged => match old_marker {
                Some(old) => write!(formatter, "{marker} was {old}"),
                None => formatter.write_str(marker),
            },
            Fate::Edited => write!(formatter, "{marker} changed{}", was(old_marker)),
        }
    }
}

/// In a sentence without its full stop: `14 words changed, in (B) and (D)`.
impl fmt::Display for Summary {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let touched = |demand: &&ChangedDemand| {
            demand.edited || matches!(demand.fate, Fate::Inserted | Fate::Deleted)
        };
        let mut places: Vec<String> =
            self.demands.iter().filter(touched).map(|demand| demand.marker.clone()).collect();
        places.dedup();
        if self.elsewhere && !places.is_empty() {
            places.push("elsewhere".to_owned());
        }
        match self.words {
            0 => formatter.write_str("no word changed")?,
            1 => formatter.write_str("1 word changed")?,
            words => write!(formatter, "{words} words changed")?,
        }
        match places.split_last() {
            _ if self.words == 0 => {}
            None => {}
            Some((only, [])) => write!(formatter, ", in {only}")?,
            Some((last, others)) => write!(formatter, ", in {} and {last}", others.join(", "))?,
        }
        match self.moved {
            0 => Ok(()),
            1 => formatter.write_str(", 1 passage moved"),
            moved => write!(formatter, ", {moved} passages moved"),
        }
    }
}

/// For each passage the markers of the ordered items that it stands in, in each text.
struct Paths {
    old: Vec<String>,
    new: Vec<String>,
}

impl Paths {
    fn of(changes: &Changes) -> Self {
        let (mut old, mut new) = (Path::default(), Path::default());
        let mut paths = Self { old: Vec::new(), new: Vec::new() };
        for passage in &changes.passages {
            paths.old.push(old.enter(passage.old.as_ref()));
            paths.new.push(new.enter(passage.new.as_ref()));
        }
        paths
    }
}

/// The markers of the items that are open, outermost first.
#[derive(Default)]
struct Path(Vec<String>);

impl Path {
    /// The path of the next passage of a text; empty outside of items and for none.
    fn enter(&mut self, role: Option<&Role>) -> String {
        let Some(role) = role else { return String::new() };
        if role.kind == PassageKind::Note {
            return String::new();
        }
        let open = if role.marker.is_some() { role.depth.saturating_sub(1) } else { role.depth };
        self.0.truncate(open);
        if let Some(marker) = &role.marker {
            self.0.resize(open, String::new());
            self.0.push(marker.clone());
        }
        // A bullet tells nobody which item is meant.
        let told = self.0.iter().filter(|marker| marker.contains(char::is_alphanumeric));
        told.cloned().collect::<Vec<_>>().join(" ")
    }
}
