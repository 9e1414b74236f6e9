//! A reviewer's file against the version that she got: what she proposes.

use crate::draft;
use crate::model::{Boundary, Change, ChangedPassage, Language, Side, Span, plain};
use crate::review::proposals::sides::{Accepted, Tracked};
use crate::review::proposals::word_file::{Comment, WordFile};

/// One thing that a reviewer proposes or says.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
pub struct Proposal {
    /// Who, as her program knows her; empty where it does not say so.
    pub author: String,
    /// The text of the version round it, with what she would delete in it, in the version's words.
    pub before: String,
    /// The version's text behind it.
    pub after: String,
    /// What it is.
    pub what: Proposed,
}

/// What is proposed.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Proposed {
    /// Other words.
    Change {
        /// The version's words that go; empty where words are only added.
        deleted: String,
        /// The words that come; empty where words are only taken out.
        inserted: String,
    },
    /// A paragraph more, behind the one that ends with `Proposal::before`.
    Paragraph {
        /// Its text.
        inserted: String,
    },
    /// Words about the text.
    Comment {
        /// What she says.
        text: String,
        /// What it is about, in the words of her file.
        about: String,
    },
}

/// How the end of a paragraph stands in the words of a change.
pub const PARAGRAPH_END: &str = "\n\n";

/// What a reviewer's file says otherwise than the version that she got, and what she comments, in
/// the order of reading. Changes count whether she tracked them or not. `version` is that version
/// as a Word file.
pub fn propose(version: &WordFile, returned: &WordFile, language: &Language) -> Vec<Proposal> {
    let old: Vec<String> = version.accepted().into_iter().map(|paragraph| paragraph.text).collect();
    let accepted = returned.accepted();
    let new: Vec<String> = accepted.iter().map(|paragraph| paragraph.text.clone()).collect();
    let changes = draft::plain_changes(&old, &new, language);
    let tracked = returned.tracked();
    let mut said = Said { accepted: &accepted, comments: &returned.comments, next: 0 };
    let mut proposals = Vec::new();
    let mut last = String::new();
    for passage in &changes.passages {
        changes_of(passage, &tracked, &last, &mut proposals);
        if passage.old.is_some() {
            last = words(&spans(passage), Change::Inserted);
        }
        if passage.is_in(Side::New) && passage.boundary != Boundary::Joined {
            said.comments(&last, &mut proposals);
        }
    }
    said.rest(&last, &mut proposals);
    proposals
}

fn spans(passage: &ChangedPassage) -> Vec<&Span> {
    passage.texts.iter().flatten().collect()
}

/// What is proposed in a passage; `last` is the old text of the one before.
fn changes_of(
    passage: &ChangedPassage,
    tracked: &[Tracked],
    last: &str,
    proposals: &mut Vec<Proposal>,
) {
    let spans = spans(passage);
    let change = |before: &str, after: String, deleted: &str, inserted: &str| Proposal {
        author: author(tracked, if inserted.trim().is_empty() { deleted } else { inserted }),
        before: before.to_owned(),
        after,
        what: Proposed::Change { deleted: deleted.to_owned(), inserted: inserted.to_owned() },
    };
    match (passage.boundary, &passage.old, &passage.new) {
        (Boundary::Split, ..) => {
            let own = words(&spans, Change::Inserted);
            proposals.push(change(last, own, "", PARAGRAPH_END));
            hunks(&spans, tracked, proposals);
        }
        (Boundary::Joined, ..) => {
            let own = words(&spans, Change::Inserted);
            proposals.push(change(last, own, PARAGRAPH_END, " "));
            hunks(&spans, tracked, proposals);
        }
        (Boundary::Kept, None, _) => {
            let inserted = words(&spans, Change::Deleted);
            proposals.push(Proposal {
                author: author(tracked, &inserted),
                before: last.to_owned(),
                after: String::new(),
                what: Proposed::Paragraph { inserted },
            });
        }
        (Boundary::Kept, Some(_), None) => {
            proposals.push(change("", String::new(), &words(&spans, Change::Inserted), ""));
        }
        (Boundary::Kept, Some(_), Some(_)) => hunks(&spans, tracked, proposals),
    }
}

/// The comments of the reviewer's file, as its paragraphs come by.
struct Said<'a> {
    accepted: &'a [Accepted],
    comments: &'a [Comment],
    next: usize,
}

impl Said<'_> {
    /// Adds those on the next paragraph; `old` is the version's text there.
    fn comments(&mut self, old: &str, proposals: &mut Vec<Proposal>) {
        let Some(own) = self.accepted.get(self.next) else { return };
        self.next += 1;
        for (range, number) in &own.comments {
            let Some(comment) = self.comments.get(*number) else { continue };
            let about = own.text.get(range.clone()).unwrap_or_default().trim().to_owned();
            proposals.push(Proposal {
                author: comment.author.clone(),
                before: old.to_owned(),
                after: String::new(),
                what: Proposed::Comment { text: comment.text.clone(), about },
            });
        }
    }

    /// Adds those on paragraphs that did not come by.
    fn rest(&mut self, old: &str, proposals: &mut Vec<Proposal>) {
        while self.next < self.accepted.len() {
            self.comments(old, proposals);
        }
    }
}

/// The changes within a passage, each with what stands before and behind it in the old text.
fn hunks(spans: &[&Span], tracked: &[Tracked], proposals: &mut Vec<Proposal>) {
    let mut at = 0;
    while at < spans.len() {
        if spans[at].change == Change::Same {
            at += 1;
            continue;
        }
        let end = spans[at..].iter().position(|span| span.change == Change::Same);
        let end = end.map_or(spans.len(), |length| at + length);
        let (deleted, inserted) =
            (words(&spans[at..end], Change::Inserted), words(&spans[at..end], Change::Deleted));
        let telling = if inserted.is_empty() { &deleted } else { &inserted };
        proposals.push(Proposal {
            author: author(tracked, telling),
            before: words(&spans[..at], Change::Inserted),
            after: words(&spans[end..], Change::Inserted),
            what: Proposed::Change { deleted, inserted },
        });
        at = end;
    }
}

/// The words of all spans but those of one fate.
fn words(spans: &[&Span], but: Change) -> String {
    let spans = spans.iter().filter(|span| span.change != but);
    spans.map(|span| plain(&span.text)).collect()
}

/// Who tracked a change that says so much.
fn author(tracked: &[Tracked], words: &str) -> String {
    let words = words.trim();
    let theirs = tracked.iter().find(|one| {
        let text = one.text.trim();
        !text.is_empty() && !words.is_empty() && (text.contains(words) || words.contains(text))
    });
    theirs.map(|one| one.author.clone()).unwrap_or_default()
}
