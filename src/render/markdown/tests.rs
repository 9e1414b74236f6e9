//! What Markdown must keep so that it reads back as the same letter.

use snapbox::{IntoData, assert_data_eq, str};

use super::*;
use crate::model::{Block, Delimiter, Enumerator, Inline, Language, Numbering, SignatoryGroup};
use crate::render::samples::{body, full, group, link, list, ordered, paragraph, text as words};

fn set(blocks: Vec<Block>) -> String {
    markdown(&body(blocks))
}

fn line(inlines: Vec<Inline>) -> String {
    set(vec![Block::Paragraph(inlines)])
}

#[test]
fn every_part_stands_in_its_place() {
    assert_data_eq!(
        markdown(&full()),
        str![[r#"
DRAFT v2

Harbor Coalition\
5 Quay

Sample

Updated in May.

# Joint letter on safe harbor

From forty groups

May 5, 2022

Our ref.: 12/3\
Docket 7

Via fax

To: Jane Roe\
Speaker\
ATTN: Dan Doe, Chief of Staff

Rolf Ruß

Re: safe harbor

Dear Madam Speaker,

We ask that you **act**[^1] for:

(A) shelter; and

(B) passage.

## What is at stake

| Camp | Held | Since |
| --- | :-: | --: |
| Musan | 9 | May 2021 |
| 漢江 | 1,170 |  |

> “No one is returned.”

Respectfully,


## Signed by

In order of signing:

Alpha Group (AG)\
Beta Fund

### National

Gamma\
and 12 others

Affiliations are for identification.


Contact: press@example.org

P.S. Thank you.

Enclosures: Report\
List of cases

cc: Rep. Roe\
House\
Rep. Doe

Notes

[^1]: See the report.

    Page 3.

"#]]
        .raw()
    );
}

#[test]
fn what_would_be_read_as_markdown_is_escaped() {
    let escaped = |text: &str| line(words(text));
    assert_eq!(
        escaped("*Star* [a](b) `c` <b> \\ &amp; AT&T"),
        "\\*Star\\* \\[a\\](b) \\`c\\` \\<b> \\\\ \\&amp; AT&T\n"
    );
    assert_eq!(escaped("a_b _c_ d~e ~~f~~"), "a_b \\_c\\_ d~e \\~\\~f\\~\\~\n");
    for (start, read) in [
        ("# x", "\\# x"),
        ("#x", "#x"),
        ("> x", "\\> x"),
        ("- x", "\\- x"),
        ("-5 degrees", "-5 degrees"),
        ("---", "\\---"),
        ("+++", "\\+++"),
        ("1. FC", "1\\. FC"),
        ("1.5 million", "1.5 million"),
        ("2022) x", "2022\\) x"),
        ("(A) x", "\\(A) x"),
        ("(CSOs) x", "(CSOs) x"),
        ("E. Roe wrote", "E. Roe wrote"),
        ("E.\u{a0} x", "E\\.\u{a0} x"),
        ("iv. x", "iv\\. x"),
        ("| x", "\\| x"),
    ] {
        assert_eq!(escaped(start), format!("{read}\n"));
    }
}

#[test]
fn a_line_break_is_a_backslash_and_the_next_line_is_escaped_too() {
    let inlines = vec![
        Inline::Text("a ".to_owned()),
        Inline::LineBreak,
        Inline::Text("- b".to_owned()),
        Inline::LineBreak,
    ];
    assert_eq!(line(inlines), "a\\\n\\- b\n");
}

#[test]
fn emphasis_within_emphasis_takes_another_sign() {
    let strong = |text| Inline::Strong(text);
    let emphasis = |text| Inline::Emphasis(text);
    assert_eq!(line(vec![emphasis(vec![strong(words("a"))])]), "_**a**_\n");
    assert_eq!(line(vec![emphasis(words("a")), emphasis(words("b"))]), "*a*<!-- -->*b*\n");
    assert_eq!(
        line(vec![
            Inline::Text("x".to_owned()),
            strong(words(" a ")),
            Inline::Text("y".to_owned())
        ]),
        "x **a** y\n"
    );
}

#[test]
fn links_spans_and_code_keep_their_marks() {
    let french = Language::parse("fr").unwrap();
    assert_eq!(
        line(vec![
            Inline::Text("See!".to_owned()),
            link("https://example.org/a_(b)", "[it]"),
            Inline::Text(" ".to_owned()),
            link("https://example.org/", "https://example.org/"),
            Inline::Text(" ".to_owned()),
            Inline::Span { language: french, text: words("chef d’État") },
            Inline::Text(" ".to_owned()),
            Inline::Code("a`b".to_owned()),
        ]),
        "See\\![\\[it\\]](<https://example.org/a_(b)>) <https://example.org/> [chef d’État]{lang=fr} ``a`b``\n"
    );
}

#[test]
fn lists_that_follow_each_other_stay_two() {
    let letters = ordered(Numbering::UpperAlpha, Delimiter::Period, 3);
    let item = |text| vec![vec![paragraph(text), paragraph("more")]];
    assert_data_eq!(
        set(vec![
            list(letters, false, item("x")),
            list(letters, false, item("y")),
            list(Enumerator::Bullet, false, item("z")),
            Block::Code("```\n".to_owned()),
        ]),
        str![[r#"
C.  x

    more

<!-- -->

C.  y

    more

- z

  more

````
```
````

"#]]
        .raw()
    );
}

#[test]
fn numbered_signatories_are_a_list_and_others_lines() {
    let mut letter = body(Vec::new());
    let mut linked = group(&["1. FC *Star*", "Beta #"]);
    linked.signatories[1].text = vec![link("https://example.org", "Beta #")];
    letter.signatories = vec![crate::model::SignatoryList {
        groups: vec![
            linked,
            SignatoryGroup { first_number: Some(3), ..group(&["Gamma", "Delta"]) },
        ],
        anonymous: Some("and one other".to_owned()),
        ..crate::model::SignatoryList::default()
    }];
    assert_data_eq!(
        markdown(&letter),
        str![[r#"
1\. FC \*Star\*\
[Beta #](https://example.org)

3. Gamma
4. Delta

and one other

"#]]
        .raw()
    );
}
