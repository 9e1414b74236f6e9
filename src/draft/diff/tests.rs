//! What must hold for any two texts.

use proptest::prelude::*;

use super::*;
use crate::draft::diff::passage::read;
use crate::draft::diff::token::Atom;
use crate::model::{
    Boundary, Change, ChangedPassage, Changes, Fate, Inline, Language, Segment, Side, segments,
};

fn english(old: &str, new: &str) -> Changes {
    changes(old, new, &Language::default())
}

/// The words of a text in the order of its passages; those of notes come last.
fn words_of(text: &str) -> Vec<String> {
    let read = read(text);
    let passages = read.body.into_iter().chain(read.notes);
    let tokens = passages.flat_map(|passage| passage.texts).flatten();
    tokens
        .filter_map(|token| match token.atom {
            Atom::Word(text) | Atom::Sign(text) => Some(text),
            Atom::Code(code) => Some(code.split_whitespace().collect()),
            _ => None,
        })
        .collect()
}

/// The words of one side of the changes.
fn words_in(changes: &Changes, side: Side) -> Vec<String> {
    let mut words = Vec::new();
    for passage in changes.passages.iter().filter(|passage| passage.is_in(side)) {
        for spans in &passage.texts {
            for span in spans.iter().filter(|span| span.change.is_in(side)) {
                push(&span.text, &mut words);
            }
        }
    }
    words
}

fn push(text: &[Inline], words: &mut Vec<String>) {
    for inline in text {
        match inline {
            Inline::Text(text) => {
                words.extend(segments(text).filter_map(|segment| match segment {
                    Segment::Space(_) => None,
                    segment => Some(segment.text().to_owned()),
                }));
            }
            Inline::Code(code) => words.push(code.split_whitespace().collect()),
            Inline::Emphasis(text)
            | Inline::Strong(text)
            | Inline::Link { text, .. }
            | Inline::Span { text, .. }
            | Inline::Isolate(text) => push(text, words),
            Inline::NoteMark(_) | Inline::LineBreak => {}
        }
    }
}

fn counts(changes: &Changes) -> (usize, usize, usize) {
    let summary = changes.summary();
    (summary.words, summary.deleted, summary.inserted)
}

/// Letters out of few words, so that they have much in common.
fn letter() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        Just("we"),
        Just("ask"),
        Just("the"),
        Just("river."),
        Just("Minister,"),
        Just("*must*"),
        Just("open"),
        Just("(now)"),
        Just("水を"),
        Just("`code`"),
        Just("\\\n"),
        Just("5"),
    ];
    let line = proptest::collection::vec(word, 1..14).prop_map(|words| words.join(" "));
    let start = prop_oneof![
        6 => Just(""), 2 => Just("(A) "), 2 => Just("1. "), 1 => Just("- "), 1 => Just("> "), 1 => Just("# "),
        1 => Just("| a | b |\n|---|---|\n| c | "),
    ];
    let block = (start, line).prop_map(|(start, line)| format!("{start}{line}"));
    proptest::collection::vec(block, 0..9).prop_map(|blocks| blocks.join("\n\n"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn rejecting_all_gives_the_old_words_and_accepting_all_the_new(old in letter(), new in letter()) {
        let changes = english(&old, &new);
        prop_assert_eq!(words_in(&changes, Side::Old), words_of(&old));
        prop_assert_eq!(words_in(&changes, Side::New), words_of(&new));
    }

    #[test]
    fn any_text_can_be_compared(old in "\\PC{0,60}", new in "\\PC{0,60}") {
        let changes = english(&old, &new);
        prop_assert_eq!(words_in(&changes, Side::Old), words_of(&old));
        prop_assert_eq!(words_in(&changes, Side::New), words_of(&new));
    }

    #[test]
    fn the_same_text_has_no_change(text in letter()) {
        let changes = english(&text, &text);
        prop_assert!(changes.is_empty());
        prop_assert_eq!(counts(&changes), (0, 0, 0));
    }

    #[test]
    fn the_other_way_round_as_many_words_come_as_went(old in letter(), new in letter()) {
        let (words, deleted, inserted) = counts(&english(&old, &new));
        prop_assert_eq!(counts(&english(&new, &old)), (words, inserted, deleted));
    }
}

/// What changed, in the marks of `git diff --word-diff`.
fn marked(old: &str, new: &str) -> String {
    let changes = english(old, new);
    changes.passages.iter().map(shown).collect::<Vec<_>>().join("\n")
}

fn shown(passage: &ChangedPassage) -> String {
    let mark = match passage.boundary {
        Boundary::Kept => "",
        Boundary::Split => "{+¶+}",
        Boundary::Joined => "[-¶-]",
    };
    let spans = passage.texts.iter().flatten().map(|span| {
        let text = crate::model::plain(&span.text);
        match span.change {
            Change::Same => text,
            Change::Deleted => format!("[-{text}-]"),
            Change::Inserted => format!("{{+{text}+}}"),
        }
    });
    mark.to_owned() + &spans.collect::<String>()
}

#[test]
fn an_inserted_sentence_is_shown_as_a_sentence() {
    assert_eq!(
        marked("We ask. We hope.", "We ask. We insist. We hope."),
        "We ask.{+ We insist.+} We hope."
    );
    assert_eq!(
        marked("the red, the blue", "the red, the green, the blue"),
        "the red,{+ the green,+} the blue"
    );
}

#[test]
fn little_words_between_changes_make_no_confetti() {
    assert_eq!(
        marked(
            "We ask the ministry to tell us of all the plans it has for the river.",
            "We urge the council to inform all of us of every plan it has for the river.",
        ),
        "We [-ask the ministry to tell us of all the plans-]\
         {+urge the council to inform all of us of every plan+} it has for the river."
    );
}

#[test]
fn a_renumbered_item_is_not_a_changed_one() {
    let old = "(A) to open the gates at once;\n\n(B) to close the mine.";
    let new =
        "(A) to open the gates at once;\n\n(B) to pay for the water;\n\n(C) to close the mine.";
    let fates: Vec<_> = english(old, new).passages.iter().map(ChangedPassage::fate).collect();
    assert_eq!(fates, [Fate::Unchanged, Fate::Inserted, Fate::Renumbered]);
    assert_eq!(english(old, new).summary().to_string(), "5 words changed, in (B)");
    assert_eq!(english(old, new).summary().demands_in_words(), "(B) new; (C) was (B)");
}

#[test]
fn the_mark_of_a_note_that_got_another_number_did_not_change() {
    let old = "We ask.[^1]\n\n[^1]: The report of 2019.";
    let new = "We[^1] ask.[^2]\n\n[^1]: Forty of us are here.\n\n[^2]: The report of 2019.";
    let fates: Vec<_> = english(old, new).passages.iter().map(ChangedPassage::fate).collect();
    assert_eq!(fates, [Fate::Edited, Fate::Inserted, Fate::Renumbered]);
    let marks = &english(old, new).passages[0].texts[0];
    assert_eq!(marks[1].text, [Inline::NoteMark(0)]);
    assert_eq!(marks[2].change, Change::Same);
}

#[test]
fn a_column_that_came_leaves_the_other_cells_alone() {
    let old = "| a | b |\n|---|---|\n| one | two |\n";
    let new = "| a | new | b |\n|---|---|---|\n| one | 3 | two |\n";
    assert_eq!(marked(old, new), "a{+new+}b\none{+3+}two");
}

#[test]
fn a_note_that_says_nothing_is_the_same_note() {
    let text = "As promised[^a], and kept.[^b]\n\n[^a]: \n\n[^b]: In 2020.\n";
    assert!(english(text, text).is_empty());
}
