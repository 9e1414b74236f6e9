//! What changed between two texts, from their Markdown.

use std::collections::{BTreeMap, BTreeSet};

use crate::draft::Texts;
use crate::draft::diff::align::{Alignment, Outline, align};
use crate::draft::diff::compose::{Read, compose};
use crate::draft::diff::likeness::Vocabulary;
use crate::draft::diff::passage::{Passage, Passages, plain, read};
use crate::draft::diff::token::Lexicon;
use crate::model::{Changes, Compared, Language};

/// What changed between the texts of two versions in each language, in the order of their tags.
pub fn compare(old: &Texts, new: &Texts) -> Vec<Compared> {
    let tags: BTreeSet<&str> = old.iter().chain(new.iter()).map(|(tag, _)| tag).collect();
    tags.into_iter()
        .map(|tag| {
            let language = Language::parse(tag).unwrap_or_default();
            match (old.get(tag), new.get(tag)) {
                (Some(old), Some(new)) => Compared::Both(changes(old, new, &language)),
                (Some(_), None) => Compared::OnlyOld(language),
                (None, _) => Compared::OnlyNew(language),
            }
        })
        .collect()
}

/// What changed between two texts of a letter in canonical Markdown, word by word.
///
/// Passages are compared as wholes first, so that a paragraph that was moved or an item that was
/// renumbered is seen as such; text that is no canonical Markdown is compared as plain paragraphs.
pub fn changes(old: &str, new: &str, language: &Language) -> Changes {
    // Numbers are given in the order of the texts themselves, not in that of their age, so that the
    // same words are found the other way round.
    passage_changes(read(old), read(new), old <= new, language)
}

/// What changed between two texts that are paragraphs of plain words, word by word.
pub fn plain_changes(old: &[String], new: &[String], language: &Language) -> Changes {
    passage_changes(plain(old), plain(new), old <= new, language)
}

fn passage_changes(
    old_read: Passages,
    new_read: Passages,
    old_is_first: bool,
    language: &Language,
) -> Changes {
    let mut comparer = Comparer {
        lexicon: Lexicon::new(language),
        vocabulary: Vocabulary::default(),
        identities: BTreeMap::new(),
        old_is_first,
    };
    let notes = comparer.align(old_read.notes, new_read.notes, |note| (note, note));
    let shared = shared_notes(&notes);
    let body = comparer.align(old_read.body, new_read.body, |note| {
        (shared.get(&note).copied().unwrap_or(usize::MAX - note), note)
    });
    let mut passages = Vec::new();
    for (old, new, alignment) in [body, notes] {
        let offset = passages.len();
        let mut composed = compose(&old, &new, &alignment, &mut comparer.lexicon);
        for passage in &mut composed {
            passage.moved = passage.moved.map(|index| index + offset);
        }
        passages.extend(composed);
    }
    Changes { language: language.clone(), passages }
}

type Aligned = (Vec<Read>, Vec<Read>, Alignment);

struct Comparer {
    lexicon: Lexicon,
    vocabulary: Vocabulary,
    identities: BTreeMap<Vec<Vec<u32>>, u32>,
    old_is_first: bool,
}

impl Comparer {
    /// Aligns passages; `note` tells of the index of a note what its mark means, in the old text
    /// and in the new one.
    fn align(
        &mut self,
        old: Vec<Passage>,
        new: Vec<Passage>,
        note: impl Fn(usize) -> (usize, usize),
    ) -> Aligned {
        let in_old = |index| note(index).0;
        let in_new = |index| note(index).1;
        let (old, new) = if self.old_is_first {
            let old = self.outlines(old, &in_old);
            (old, self.outlines(new, &in_new))
        } else {
            let new = self.outlines(new, &in_new);
            (self.outlines(old, &in_old), new)
        };
        let alignment = align(&old.1, &new.1);
        (old.0, new.0, alignment)
    }

    fn outlines(
        &mut self,
        passages: Vec<Passage>,
        note: &dyn Fn(usize) -> usize,
    ) -> (Vec<Read>, Vec<Outline>) {
        passages
            .into_iter()
            .map(|passage| {
                let texts = passage.texts.iter();
                let keys: Vec<_> = texts.map(|text| self.lexicon.keys(text, note)).collect();
                let next = u32::try_from(self.identities.len()).unwrap_or(u32::MAX);
                let outline = Outline {
                    identity: *self.identities.entry(keys.clone()).or_insert(next),
                    kind: passage.role.kind,
                    bag: self.vocabulary.bag(&passage),
                };
                (Read { passage, keys }, outline)
            })
            .unzip()
    }
}

/// For each note of the old text that the new one has as well, its index there.
fn shared_notes((old, new, alignment): &Aligned) -> BTreeMap<usize, usize> {
    let old_indexes = indexes(old);
    let new_indexes = indexes(new);
    let groups = alignment.groups.iter().map(|group| (group.old.start, group.new.start));
    groups
        .chain(alignment.moved.iter().copied())
        .filter_map(|(old, new)| Some((*old_indexes.get(&old)?, *new_indexes.get(&new)?)))
        .collect()
}

/// The index of each note by that of its first passage.
fn indexes(notes: &[Read]) -> BTreeMap<usize, usize> {
    let is_first = |read: &Read| read.passage.role.marker.is_some() && read.passage.role.depth == 0;
    let firsts = notes.iter().enumerate().filter(|(_, read)| is_first(read));
    firsts.enumerate().map(|(note, (passage, _))| (passage, note)).collect()
}
