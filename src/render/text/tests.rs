//! The rules of plain text, to the character.

use proptest::prelude::*;
use snapbox::{IntoData, assert_data_eq, str};
use unicode_width::UnicodeWidthStr;

use super::*;
use crate::model::{
    Block, Delimiter, Enumerator, Inline, Layout, Note, Numbering, SignatoryGroup, SignatoryList,
};
use crate::render::samples::{
    any_letter, body, full, group, link, list, ordered, paragraph, table, text as words,
};

fn set(blocks: Vec<Block>, width: usize) -> String {
    text(&body(blocks), width)
}

fn line(inlines: Vec<Inline>) -> String {
    set(vec![Block::Paragraph(inlines)], 0)
}

#[test]
fn every_part_stands_in_its_place() {
    assert_data_eq!(
        text(&full(), 72),
        str![[r#"
DRAFT v2

Harbor Coalition
5 Quay

Sample

Updated in May.

Joint letter on safe harbor

From forty groups

May 5, 2022

Our ref.: 12/3
Docket 7

Via fax

To: Jane Roe
Speaker
ATTN: Dan Doe, Chief of Staff

Rolf Ruß

Re: safe harbor

Dear Madam Speaker,

We ask that you act[1] for:

(A)  shelter; and

(B)  passage.

What is at stake

Camp   Held      Since
-----  -----  --------
Musan    9    May 2021
漢江   1,170

> “No one is returned.”

Respectfully,


Signed by

In order of signing:

Alpha Group (AG)
Beta Fund

National

Gamma
and 12 others

Affiliations are for identification.


Contact: press@example.org

P.S. Thank you.

Enclosures: Report
List of cases

cc: Rep. Roe
House
Rep. Doe

Notes

[1]  See the report.

     Page 3.

"#]]
        .raw()
    );
}

#[test]
fn items_hang_behind_their_markers() {
    let inner = list(
        Enumerator::Bullet,
        true,
        vec![vec![paragraph("one and another")], vec![paragraph("two")], vec![]],
    );
    let outer = list(
        ordered(Numbering::LowerRoman, Delimiter::Parenthesis, 9),
        false,
        vec![vec![paragraph("nine is followed"), inner], vec![paragraph("ten")]],
    );
    assert_data_eq!(
        set(vec![outer], 16),
        str![[r#"
ix)  nine is
     followed

     - one and
       another
     - two
     -

x)  ten

"#]]
        .raw()
    );
}

#[test]
fn a_tight_item_has_no_blank_line_within() {
    let inner = list(Enumerator::Bullet, true, vec![vec![paragraph("inner")]]);
    let items = vec![
        vec![paragraph("outer"), inner, Block::Quotation(vec![paragraph("said")])],
        vec![Block::Code("a\n\nb".to_owned())],
    ];
    assert_data_eq!(
        set(vec![list(Enumerator::Bullet, true, items), paragraph("after")], 72),
        str![[r#"
- outer
  - inner
  > said
-     a

      b

after

"#]]
        .raw()
    );
}

#[test]
fn a_quotation_is_marked_on_every_line() {
    let blocks = vec![paragraph("one two three"), paragraph("four")];
    assert_eq!(set(vec![Block::Quotation(blocks)], 10), "> one two\n> three\n>\n> four\n");
}

#[test]
fn a_table_stands_in_columns_and_is_not_wrapped() {
    assert_data_eq!(
        set(vec![Block::Table(table()), Block::ThematicBreak], 10),
        str![[r#"
Camp   Held      Since
-----  -----  --------
Musan    9    May 2021
漢江   1,170

* * *

"#]]
        .raw()
    );
}

#[test]
fn a_link_is_followed_by_its_address_unless_that_is_what_is_shown() {
    let address = "https://example.org/report";
    assert_eq!(
        line(vec![link(address, "the report")]),
        "the report <https://example.org/report>\n"
    );
    assert_eq!(line(vec![link(address, "example.org/report")]), "example.org/report\n");
    assert_eq!(line(vec![link("mailto:a@example.org", "a@example.org")]), "a@example.org\n");
}

#[test]
fn the_mark_of_a_note_is_never_parted_from_its_word() {
    let mut letter = body(vec![Block::Paragraph(vec![
        Inline::Text("a 漢字 ".to_owned()),
        Inline::NoteMark(0),
        Inline::NoteMark(1),
        Inline::Text(" b".to_owned()),
    ])]);
    let blocks = vec![paragraph("one two"), paragraph("three")];
    letter.notes = vec![Note { blocks }, Note { blocks: vec![paragraph("four")] }];
    assert_data_eq!(
        text(&letter, 10),
        str![[r#"
a 漢
字[1][2] b

[1]  one
     two

     three

[2]  four

"#]]
        .raw()
    );
}

#[test]
fn contents_are_the_headings_of_the_body() {
    let heading = |level, title: &str| Block::Heading {
        level,
        text: vec![Inline::Emphasis(words(title)), Inline::NoteMark(0)],
        anchor: title.to_owned(),
    };
    assert_eq!(
        set(vec![Block::Contents, heading(1, "One"), heading(2, "Two"), heading(1, "Three")], 0),
        "- One\n  - Two\n- Three\n\nOne[1]\n\nTwo[1]\n\nThree[1]\n"
    );
}

#[test]
fn lists_of_signatories_keep_two_lines_away_and_hang() {
    let mut letter = body(vec![
        Block::Signatories(0),
        Block::Signatories(1),
        paragraph("They added:"),
        Block::Close,
    ]);
    letter.complimentary_close = Some("Yours,".to_owned());
    let mut linked = group(&["Second Association"]);
    linked.signatories[0].text = vec![
        link("https://example.org", "Linked"),
        Inline::Text(", ".to_owned()),
        Inline::Strong(words("Third")),
    ];
    let numbered = SignatoryGroup {
        first_number: Some(10),
        note: vec![words("A note.")],
        ..group(&["Association of Friends"])
    };
    letter.signatories = vec![
        SignatoryList {
            groups: vec![group(&["Association of Old Friends", "Circle"]), linked],
            ..SignatoryList::default()
        },
        SignatoryList {
            groups: vec![numbered],
            anonymous: Some("and 3 others".to_owned()),
            ..SignatoryList::default()
        },
    ];
    assert_data_eq!(
        text(&letter, 18),
        str![[r#"
Association of Old
    Friends
Circle

Linked, Third


10.  Association
     of Friends

A note.

and 3 others


They added:

Yours,

"#]]
        .raw()
    );
}

#[test]
fn signatories_in_one_paragraph_are_parted_by_semicolons() {
    let mut letter = body(Vec::new());
    letter.signatories = vec![SignatoryList {
        groups: vec![SignatoryGroup {
            layout: Layout::Inline,
            first_number: Some(1),
            ..group(&["Alpha", "Beta"])
        }],
        anonymous: Some("and one other".to_owned()),
        ..SignatoryList::default()
    }];
    assert_eq!(text(&letter, 12), "1.\u{a0} Alpha;\n2.\u{a0} Beta\nand one\nother\n");
}

#[test]
fn a_field_of_other_direction_stands_in_an_isolate() {
    let name = vec![Inline::Text("Name, ".to_owned()), Inline::Isolate(words("جمعية"))];
    assert_eq!(line(name), "Name, \u{2068}جمعية\u{2069}\n");
}

#[test]
fn runs_of_spaces_are_one_and_line_breaks_stay() {
    let inlines = vec![
        Inline::Text("  a  ".to_owned()),
        Inline::Emphasis(words("  b")),
        Inline::LineBreak,
        Inline::Code(" c\u{a0} d".to_owned()),
        Inline::LineBreak,
    ];
    assert_eq!(line(inlines), "a b\nc\u{a0} d\n");
}

/// The letter without white space, and without the `>` of quotations, whose number depends on the
/// number of lines.
fn letters(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace() && *character != '>').collect()
}

proptest! {
    #[test]
    fn wrapping_changes_nothing_but_white_space(letter in any_letter(), width in 1..90_usize) {
        prop_assert_eq!(letters(&text(&letter, width)), letters(&text(&letter, 0)));
    }

    #[test]
    fn no_line_that_could_be_broken_is_too_wide(letter in any_letter(), width in 12..90_usize) {
        for line in text(&letter, width).lines() {
            prop_assert!(!line.ends_with(' '), "{line:?} ends in a space");
            // Behind its indent and markers, a line that is too wide is one word, or a rule.
            let marks = |character| " >-0123456789.()ivx\u{a0}[]".contains(character);
            let word = line.trim_start_matches(marks).trim_matches(' ').replace("\u{a0} ", "");
            let whole = !word.contains(' ') || word == "* * *";
            prop_assert!(line.width() <= width || whole, "{line:?} is too wide");
        }
    }
}
