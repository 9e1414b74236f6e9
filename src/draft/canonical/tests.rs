use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use proptest::prelude::*;
use snapbox::assert_data_eq;
use unicode_normalization::UnicodeNormalization;

use super::*;
use crate::clock::Date;
use crate::source::{Input, Purpose, SourceFile, assemble};

/// The canonical text of a source, or what is wrong with it.
fn made(source: &str) -> Result<String, Vec<String>> {
    let assembled = assemble(&Input {
        purpose: Purpose::Canonical,
        source: SourceFile { path: Path::new("letter.md"), text: source },
        language: None,
        first: None,
        shared: None,
        includes: None,
        pictures: None,
        list_pictures: None,
        rows: &Arc::default(),
        private_columns: &BTreeSet::new(),
        addressee: None,
        without_notice: false,
        today: Date::constant(2022, 8, 2),
        as_of: None,
        version: "",
        draft: None,
    });
    let messages = |problems: Vec<crate::diagnostic::Diagnostic>| {
        problems.into_iter().map(|problem| problem.message).collect()
    };
    assembled.map(|assembled| canonical(&assembled.letter)).map_err(messages)
}

fn text(source: &str) -> String {
    made(source).unwrap_or_else(|problems| panic!("{problems:#?}\n{source}"))
}

/// The text of a letter with this body, without its title.
fn body(body: &str) -> String {
    let text = text(&format!("+++\ntitle = \"T\"\n+++\n{body}\n"));
    text.strip_prefix("# T\n").unwrap().trim_start_matches('\n').to_owned()
}

#[test]
fn the_form_of_the_sample_letter_is_settled() {
    let source = include_str!("../../../templates/joint-letter.md");
    let expected = snapbox::file!["../../../tests/testdata/canonical/joint-letter.md"];
    assert_data_eq!(text(source), expected.raw());
}

#[test]
fn the_form_of_a_letter_with_everything_is_settled() {
    let source = include_str!("../../../tests/testdata/canonical/everything.source.md");
    let expected = snapbox::file!["../../../tests/testdata/canonical/everything.md"];
    assert_data_eq!(text(source), expected.raw());
}

const LETTER: &str = "+++
title = \"On the Dam\"
date = 2022-08-02
notice = \"Update\"
marking = \"Sample\"
subject = \"The dam\"
salutation = \"Dear Madam,\"
close = \"Respectfully,\"
cc = [\"The Delta Commission\"]

[addressee]
name = \"Ada Doe\"

[page]
paper = \"a4\"
+++
We, {{ count.signatories }} of us, ask that you

(A) publish the survey, and
(B) wait.
";

#[test]
fn what_is_not_agreed_to_changes_nothing() {
    let text = |from: &str, to: &str| {
        assert!(LETTER.contains(from), "{from}");
        text(&LETTER.replacen(from, to, 1))
    };
    let before = text("", "");
    for (from, to) in [
        ("2022-08-02", "\"today\""),
        ("2022-08-02", "\"{{ broken\""),
        ("date = 2022-08-02\n", ""),
        ("\"Update\"", "\"{{ nothing.of.the.kind }}\""),
        ("\"Sample\"", "7"),
        ("\"a4\"", "\"letter\"\nstyle = \"modern\""),
        ("subject", "reference = [\"12/3\"]\ndelivery = \"Via fax\"\ncontact = \"us\"\nsubject"),
        ("[page]", "[letterhead]\nname = \"The Alliance\"\n\n[page]"),
        ("[page]", "[signatories]\nheading = \"Signed\"\nfields = [\"vip\"]\n\n[page]"),
        (
            "subject",
            "order = [\"marking\", \"notice\", \"date\", \"body\", \"close\", \"cc\", \"subject\", \
             \"salutation\", \"addresses\", \"title\"]\nsubject",
        ),
        ("We, ", "{{ signatories(group=[\"National\"], first=3) }}\n\n{{ contents() }}\n\nWe, "),
        ("We, ", "{{ close() }}\n\nWe, "),
        ("We, ", "<!-- a comment -->\n\nWe, "),
        ("We, {{ count.signatories }} of us,", "We,   {{ count.individuals }}\nof us, "),
        ("of us", "of\u{A0}us"),
        ("(B)", "\n(B)"),
        ("\n", "\r\n"),
    ] {
        assert_eq!(text(from, to), before, "{to}");
    }
}

#[test]
fn every_word_that_is_agreed_to_counts() {
    let before = text(LETTER);
    for (from, to) in [
        ("On the Dam", "On the Dams"),
        ("The dam", "A dam"),
        ("Dear Madam,", "Dear Sir,"),
        ("Respectfully,", "Sincerely,"),
        ("Delta", "Gulf"),
        ("Ada", "Eva"),
        ("survey", "surveys"),
        ("(A)", "(1)"),
        ("subject", "labels = {subject = \"Subject:\"}\nsubject"),
        ("subject", "language = \"fr\"\nsubject"),
    ] {
        assert_ne!(text(&LETTER.replacen(from, to, 1)), before, "{to}");
    }
}

#[test]
fn nobody_has_signed_and_no_day_is_told() {
    for (template, expected) in [
        ("a{{ count.anonymous }}{{ count.signatories | in_words }}", "a0zero"),
        ("a{{ as_of }}{{ as_of | date }}{{ version }}{{ letter.date | date | upper }}", "a"),
        ("a{{ letter.notice }}{{ letter.marking }}", "a"),
        ("a{% for s in signatories %}{{ s.vip }}{% else %}b{% endfor %}", "ab"),
        ("a{{ signatories | length }}{{ organizations | map(attribute='x') | join(', ') }}", "a0"),
        ("a{{ signatories | first }}{{ (individuals | last).name }}{{ signatories[0].url }}", "a"),
        ("a{{ signatories | map(attribute='signed_on') | max | date }}", "a"),
        ("a{{ signatories | min(attribute='name') | default('b') }}{{ '' | int }}", "a"),
        ("a{{ '' | round(2) }}{{ '' | first }}{{ [2, 1] | max }}{{ '7' | int(base=8) }}", "a27"),
        ("a{{ signatories | groupby('group') | length }}{% if signatories %}b{% endif %}", "a0"),
        ("a{% if signatories | first %}b{% endif %}", "a"),
    ] {
        assert_eq!(body(template).trim_end(), expected, "{template}");
    }
}

#[test]
fn what_a_row_of_addressees_would_say_is_named() {
    assert_eq!(
        body("{{ addressee.name }}, {{ addressee.amount | number }}, {{ addressee.name | slug }}"),
        "[addressee.name], [addressee.amount], [addressee.name]\n"
    );
    let each = "{% for a in addressees %}{{ a.name }}{% endfor %}{{ addressees[0].name }}";
    assert_eq!(body(each), "[addressee.name]\n");
    let source = LETTER.replace("We,", "{{ addressee.name }} of {{ addressee.district }}");
    assert!(text(&source).contains("\nAda Doe of [addressee.district] 0 of us"));
    let listed = "+++\ntitle = 'T'\naddressee = ['A', 'B']\n+++\n{{ addressee.lines | first }}";
    assert_eq!(text(listed), "# T\n\nA\\\nB\n\nA\n");
}

#[test]
fn what_is_not_defined_is_an_error_all_the_same() {
    for template in ["{{ nmae }}", "{{ vars.x | first }}", "{{ letter.ps | date }}"] {
        let problems = made(&format!("+++\ntitle = \"T\"\n+++\n{template}\n")).unwrap_err();
        assert!(problems[0].ends_with("is not defined"), "{problems:?}");
    }
}

#[test]
fn white_space_is_folded_whatever_it_is() {
    assert_eq!(
        body("a\u{A0} b \u{3000}c\td\u{202F}e\nf  \u{2009}\n\n\u{A0}\n\n\u{A0}g"),
        "a b c d e f\n\ng\n"
    );
    assert_eq!(body("- a\n- b\n  - c"), body("- a\n\n- b\n\n  - c"));
    assert_eq!(body("A.  x\n\n```\n  y\n```"), "A.  x\n\n```\n  y\n```\n");
}

#[test]
fn lists_side_by_side_stay_two_whatever_stands_between_them() {
    let apart = body("1. a\n\n<!-- -->\n\n1) b\n\n{{ signatories() }}\n\n1) c");
    assert_eq!(apart, "1. a\n\n1) b\n\n<!-- -->\n\n1) c\n");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_editor_changes_the_text(words in "[a-zé ñÅü가'\"_*\u{A0}\n.-]{0,60}") {
        let source = format!("+++\ntitle = \"É {}\"\n+++\n{words}\n", "ü");
        if let Ok(text) = made(&source) {
            let decomposed: String = source.nfd().collect();
            prop_assert_eq!(made(&decomposed), Ok(text.clone()));
            prop_assert_eq!(made(&source.replace('\n', "\r\n")), Ok(text.clone()));
            prop_assert!(text.ends_with('\n') && !text.ends_with("\n\n"));
            prop_assert!(text.nfc().eq(text.chars()));
            prop_assert!(text.lines().all(|line| line.trim_end() == line));
        }
    }
}
