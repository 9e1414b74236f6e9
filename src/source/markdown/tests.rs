//! What a body and a string of front matter are read as.

use proptest::prelude::*;
use snapbox::{assert_data_eq, prelude::*, str};

use crate::model::{Block, Inline, Language, plain};
use crate::source::markdown::sketch::{inlines, sketch, sketch_in};
use crate::source::markdown::{Placed, Values, body, inline, placed};

fn english() -> Language {
    Language::default()
}

/// A line of front matter, or the codes of its problems.
fn front(text: &str) -> String {
    match inline(text, &Values::default()) {
        Ok(paragraphs) => paragraphs.iter().map(|text| inlines(text) + "\n").collect(),
        Err(problems) => problems.iter().map(|problem| problem.code).collect(),
    }
}

#[test]
fn a_whole_letter() {
    let text = "\
We welcome the \"open dialogue\" -- and the *Committee's* work.[^coi]

Therefore, we ask you to urge the State to:

(A)\u{a0} halt the returns;

(B)\u{a0} grant *unimpeded* access; and

(C)\u{a0} report under Article 3.[^law]

We share the vision
of the State.

## Background

> The Commission's words.

| Year | Returns |
|:-----|--------:|
| 2021 | 50      |

[^coi]: See https://www.ohchr.org/en/hr_bodies/_x_.
[^law]: The law says:

    - first[^last]
    - second

[^last]: The end.
";
    assert_data_eq!(
        sketch(text),
        str![[r#"
We welcome the “open dialogue” – and the <i>Committee’s</i> work.[1]
Therefore, we ask you to urge the State to:
loose list
(A) halt the returns;
(B) grant <i>unimpeded</i> access; and
(C) report under Article 3.[2]
We share the vision of the State.
h1 #background Background
quotation
  The Commission’s words.
table [Start, End]
| Year | Returns |
| 2021 | 50 |
note 1
  See <a https://www.ohchr.org/en/hr_bodies/_x>https://www.ohchr.org/en/hr_bodies/_x</a>_.
note 2
  The law says:
  tight list
  - first[3]
  - second
note 3
  The end.

"#]]
        .raw()
    );
}

#[test]
fn notes_and_their_marks_belong_together() {
    assert_data_eq!(
        sketch("a[^x] b[^y] c[^x] d[^z]\n\n[^x]: one\n\n[^u]: two\n\n[^X]: three\n"),
        str![[r#"
missing-note at "[^y]": there is no note `y` (write it in the body, on a line of its own: `[^y]: …`; or `\[^y]` for the text)
missing-note at "[^z]": there is no note `z` (write it in the body, on a line of its own: `[^z]: …`; or `\[^z]` for the text)
unused-note at "[^u]: two": nothing in the text refers to the note `u` (write `[^u]` where it belongs, or delete it)
note-twice at "[^X]: three": there are two notes `X` (give one of them another name)

"#]].raw()
    );
    assert_data_eq!(
        sketch("a[^Y] b[^x] c[^y]\n\n[^x]: x\n[^y]: y\n"),
        str![[r#"
a[1] b[2] c[1]
note 1
  y
note 2
  x

"#]]
        .raw()
    );
    assert_data_eq!(
        sketch("\\[^x] `[^x]`"),
        str![[r#"
[^x] <code>[^x]</code>

"#]]
        .raw()
    );
}

#[test]
fn headings_go_down_one_level_at_a_time() {
    assert_data_eq!(
        sketch("## A\n\n### B\n\n# C\n\n## D \"E\"\n"),
        str![[r#"
h2 #a A
h3 #b B
h1 #c C
h2 #d-e D “E”

"#]]
        .raw()
    );
    assert_data_eq!(
        sketch("### A\n\n#### B\n\n###\n"),
        str![[r#"
h1 #a A
h2 #b B

"#]]
        .raw()
    );
    assert_data_eq!(sketch("# A\n\n### B\n\nC\n---\n"), str![[r####"
heading-level at "### B\n": this heading is more than one level deeper than the one before (write it with `##` at most)

"####]].raw());
}

#[test]
fn comments_vanish_and_other_html_is_a_problem() {
    let text = "a <!-- x --> b\n\n<!-- c -->\n\n<!-- d --> text\n\n- <!-- e -->\n- f\n";
    assert_data_eq!(
        sketch(text),
        str![[r#"
a b
text
tight list
- 
- f

"#]]
        .raw()
    );
    assert_data_eq!(
        sketch("a <b>c</b>\n\n<div>\nx\n</div>\n\n<!-- never\n"),
        str![[r#"
raw-html at "<b>": `<b>` is HTML, which a letter cannot hold (write it in Markdown, or `\<` for the sign itself)
raw-html at "</b>": `</b>` is HTML, which a letter cannot hold (write it in Markdown, or `\<` for the sign itself)
raw-html at "<div>\nx\n</div>\n": `<div>` is HTML, which a letter cannot hold (write it in Markdown, or `\<` for the sign itself)
comment at "<!--": this comment never ends (write `-->` where it ends)

"#]].raw()
    );
}

#[test]
fn pictures_stand_on_lines_of_their_own() {
    assert_data_eq!(
        sketch(
            "![the \"sea\"](x.png)\n![](<a b.png>)\n\n- ![in *a* list](y.svg)\n\n\
             a ![b](z.png)\n\n# ![c](z.png)\n\n[![d](z.png)](https://x.org)\n"
        ),
        str![[r#"
picture-in-line at "![b](z.png)": a picture stands within other text (put it on a line of its own, a blank line apart, in the body)
picture-in-line at "![c](z.png)": a picture stands within other text (put it on a line of its own, a blank line apart, in the body)
picture-in-line at "![d](z.png)": a picture stands within other text (put it on a line of its own, a blank line apart, in the body)

"#]]
        .raw()
    );
    assert_data_eq!(
        sketch("![the \"sea\"](x.png)\n![](<a b.png>)\n\n- ![in *a* list](y.svg)\n"),
        str![[r#"
Picture(Picture { description: "the “sea”", name: "x.png", file: None })
Picture(Picture { description: "", name: "a b.png", file: None })
tight list
- Picture(Picture { description: "in a list", name: "y.svg", file: None })

"#]]
        .raw()
    );
}

#[test]
fn links_lead_to_the_web_or_a_mailbox() {
    let text = "[a](https://x.org/a--b) <https://y.org/--> <me@x.org> [b][r] [c][none]\n\n\
                [r]: http://z.org\n";
    assert_data_eq!(sketch(text), str![[r#"
<a https://x.org/a--b>a</a> <a https://y.org/-->https://y.org/--</a> <a mailto:me@x.org>me@x.org</a> <a http://z.org>b</a> [c][none]

"#]].raw());
    assert_data_eq!(sketch("[a](x.md) [b](javascript:x) [c](#d) [e]()"), str![[r#"
link-address at "[a](x.md)": `x.md` is no address that a letter can link to (write one that begins with `https://`, `http://` or `mailto:`)
link-address at "[b](javascript:x)": `javascript:x` is no address that a letter can link to (write one that begins with `https://`, `http://` or `mailto:`)
link-address at "[c](#d)": `#d` is no address that a letter can link to (write one that begins with `https://`, `http://` or `mailto:`)
link-address at "[e]()": this link has no address (write one that begins with `https://`, `http://` or `mailto:`)

"#]].raw());
}

#[test]
fn bare_addresses_are_links() {
    let text = "See https://x.org/a_(b)_c_d, (www.y.org/a--b_c). \"https://z.org/?a=1&b=2\" \
                *https://x.org/_a_* and https://en.x.org/A_(b) `https://x.org` \
                [www.x.org's](https://x.org) https\\://x.org xhttps://x.org https://x.org에서 wwww.x";
    assert_data_eq!(sketch(text), str![[r#"
See <a https://x.org/a_(b)_c_d>https://x.org/a_(b)_c_d</a>, (<a https://www.y.org/a--b_c>www.y.org/a--b_c</a>). “<a https://z.org/?a=1&b=2>https://z.org/?a=1&b=2</a>” <i><a https://x.org/_a>https://x.org/_a</a>_</i> and <a https://en.x.org/A_(b)>https://en.x.org/A_(b)</a> <code>https://x.org</code> <a https://x.org>www.x.org’s</a> https://x.org xhttps://x.org <a https://x.org>https://x.org</a>에서 wwww.x

"#]].raw());
}

#[test]
fn a_span_has_a_language_and_its_punctuation() {
    let text = "the \"[chef \"d'*État*\"]{lang=fr}\" [a [b]{lang=\"de\"}]{lang=es} [x]{y} [x]";
    assert_data_eq!(
        sketch(text),
        str![[r#"
the “<fr>chef « d’<i>État</i> »</fr>” <es>a <de>b</de></es> [x]{y} [x]

"#]]
        .raw()
    );
    assert_data_eq!(sketch("[a]{lang=x_y} [b]{.c} [d]{lang=fr #e}"), str![[r#"
span at "{lang=x_y}": `x_y` is no language tag (BCP 47), such as `en-US`, `fr` or `zh-Hant` (no help)
span at "{.c}": `.c` says more than a language (only a language may stand here: `{lang=fr}`)
span at "{lang=fr #e}": `lang=fr #e` says more than a language (only a language may stand here: `{lang=fr}`)

"#]].raw());
}

#[test]
fn punctuation_is_that_of_the_language() {
    let text = "\"a 'b' c\" d's -- e --- f... \\\"g\\\" \\--";
    let languages = ["en-GB", "de", "fr", "es", "it", "pl", "sv", "ru", "ja", "ko", "zh", "nl"];
    let punctuated =
        languages.map(|tag| format!("{tag} {}", sketch_in(tag, text, &Values::default()))).concat();
    assert_data_eq!(
        punctuated,
        str![[r#"
en-GB “a ‘b’ c” d’s – e — f... "g" --
de „a ‚b‘ c“ d’s – e — f... "g" --
fr « a « b » c » d’s – e — f... "g" --
es «a “b” c» d’s – e — f... "g" --
it «a “b” c» d’s – e — f... "g" --
pl „a «b» c” d’s – e — f... "g" --
sv ”a ’b’ c” d’s – e — f... "g" --
ru «a „b“ c» d’s – e — f... "g" --
ja 「a 『b』 c」 d’s – e — f... "g" --
ko “a ‘b’ c” d’s – e — f... "g" --
zh “a ‘b’ c” d’s – e — f... "g" --
nl ‘a ‘b’ c’ d’s – e — f... "g" --

"#]]
        .raw()
    );
}

#[test]
fn values_are_on_paper_what_they_are() {
    let mut values = Values::default();
    let mut hold = |value| values.hold(value);
    let text = format!(
        "{}\n\n{} \"{}\"{} *{}* `{}`\n\n- {}\n\n| {} | b |\n|---|---|\n| c | d |\n\n## {}\n\n\
         [{}]({}) https://x.org/{}?a\n\n    {}\n",
        hold("1. FC"),
        hold("# x"),
        hold("*Star*\n& 'Co.'"),
        hold("--"),
        hold("a*b"),
        hold("`c`"),
        hold("(A) x"),
        hold("a | b"),
        hold("<b>"),
        hold("[x](y)"),
        hold("https://x.org/a_b_"),
        hold("_a_"),
        hold("code \""),
    );
    assert_data_eq!(
        sketch_in("en", &text, &values),
        str![[r#"
1. FC
# x “*Star* & 'Co.'”-- <i>a*b</i> <code>`c`</code>
tight list
- (A) x
table [Start, Start]
| a | b | b |
| c | d |
h1 #b <b>
<a https://x.org/a_b_>[x](y)</a> <a https://x.org/_a_?a>https://x.org/_a_?a</a>
code "code \""

"#]]
        .raw()
    );
}

#[test]
fn a_call_places_a_block_on_a_line_of_its_own() {
    let list = placed(&Placed::Signatories(1));
    let [close, notes] = [Placed::Close, Placed::Notes].map(|block| placed(&block));
    let text = format!("text\n{list}\nmore\n\n- item\n{close}\n{notes}\n");
    assert_data_eq!(
        sketch(&text),
        str![[r#"
text
Signatories(1)
more
tight list
- item
Close
Notes

"#]]
        .raw()
    );
    for wrong in [format!("a {list}"), format!("> {list}"), format!("# {list}")] {
        assert!(sketch(&wrong).starts_with("placed at"), "{wrong}");
    }
    assert_eq!(front(&list), "placed");
}

#[test]
fn lines_may_end_as_on_windows() {
    let text = "(A) a\r\nb\r\n\r\n(B)\u{a0}c\r\n\r\n```\r\nx\r\n\r\ny\r\n```\r\n\r\n\
                | h |\r\n|---|\r\n| i |\r\n\r\n<!-- j\r\n--> k  \r\nl\\\r\nm\r\n";
    assert_data_eq!(
        sketch(text),
        str![[r#"
loose list
(A) a b
(B) c
code "x\n\ny"
table [Start]
| h |
| i |
k<br>l<br>m

"#]]
        .raw()
    );
}

#[test]
fn a_numbered_list_goes_on_after_a_paragraph() {
    let text = "1. a\n2. b\n\ntext\n\n3. c\n4. d\n\n* * *\n\n1) e\n\n   f\n2) g\n";
    assert_data_eq!(
        sketch(text),
        str![[r#"
tight list
1. a
2. b
text
tight list
3. c
4. d
ThematicBreak
loose list
1) e
  f
2) g

"#]]
        .raw()
    );
}

#[test]
fn each_block_knows_its_bytes() {
    let text = "<!-- a --> one\n\n(A)\u{a0} two\n\n(B) three\n\n1) four\n\n`five`\n";
    let ranges = body(text, &Values::default(), &english(), &mut |_, _| None).unwrap().ranges;
    let stretches = ranges.into_iter().map(|range| &text[range]).collect::<Vec<_>>();
    assert_eq!(stretches, ["one", "(A)\u{a0} two\n\n(B) three", "1) four", "`five`"]);
}

#[test]
fn front_matter_has_inline_marks_only() {
    assert_data_eq!(
        front("# *a* \"b\" -- c\n1. d\n- _e_\n===\n    f\n\n> g\n\n(A) h `i\nj` www.x.org/_k_\n"),
        str![[r##"
# <i>a</i> "b" -- c<br>1. d<br>- <i>e</i><br>===<br>f
> g
(A) h <code>i j</code> <a https://www.x.org/_k>www.x.org/_k</a>_

"##]]
        .raw()
    );
    assert_eq!(front("a[^x]"), "missing-note");
    assert_eq!(front("<b>"), "raw-html");
    assert_eq!(front(" \n\n"), "");
}

#[test]
fn nesting_has_an_end() {
    for text in ["> ".repeat(65), "- ".repeat(65), "- > ".repeat(33)] {
        assert!(sketch(&format!("{text}x")).starts_with("nesting at"), "{text}");
    }
    assert!(sketch(&format!("{}x", "> ".repeat(64))).starts_with("quotation"));
    let emphasis = " *a".repeat(65) + &"*".repeat(65);
    assert!(sketch(&emphasis).starts_with("nesting at"));
    assert!(sketch(&"[".repeat(100)).starts_with('['));
}

/// Text with much of what Markdown, and this module, take for marks.
fn awkward() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-z\"'(]{1,4}",
        "\\PC",
        proptest::sample::select(vec![
            "\n",
            "\n\n",
            " ",
            "    ",
            "\t",
            "\u{a0}",
            "\r\n",
            "(A)",
            "(i) ",
            "b) ",
            "C.  ",
            "1. ",
            "- ",
            "> ",
            "#",
            "*",
            "_",
            "`",
            "```",
            "|",
            "|-|",
            "[",
            "]",
            "[^a]",
            "[^a]: ",
            "(",
            ")",
            "{lang=fr}",
            "<!--",
            "-->",
            "<b>",
            "\\",
            "&amp;",
            "--",
            "https://a.b/",
            "www.c",
            "===",
            "\u{fdd0}",
            "\u{fdd1}\u{fdd4}\u{fdd2}",
        ])
        .prop_map(str::to_owned),
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in awkward(), any in any::<String>()) {
        for text in [text, any] {
            let problems = body(&text, &Values::default(), &english(), &mut |_, _| None).err().unwrap_or_default();
            let more = inline(&text, &Values::default()).err().unwrap_or_default();
            for problem in problems.iter().chain(&more) {
                prop_assert!(text.get(problem.range.clone()).is_some(), "{problem:?}");
            }
        }
    }

    #[test]
    fn plain_paragraphs_stay_as_they_are(paragraphs in proptest::collection::vec("[A-Za-z]{2,9}( [a-z]{1,9},){0,5} [a-z]{1,5}\\.", 1..9)) {
        let body = body(&paragraphs.join("\n\n"), &Values::default(), &english(), &mut |_, _| None).unwrap();
        let texts = body.blocks.iter().map(|block| match block {
            Block::Paragraph(text) => plain(text),
            other => format!("{other:?}"),
        });
        prop_assert_eq!(texts.collect::<Vec<_>>(), paragraphs);
    }

    #[test]
    fn a_value_survives_wherever_it_stands(
        value in "[^\\s\\p{Cc}\u{FDD0}-\u{FDEF}]{1,6}( [^\\s\\p{Cc}\u{FDD0}-\u{FDEF}]{1,6}){0,2}",
        before in "[a-z*\"(]{0,3}",
    ) {
        let mut values = Values::default();
        let token = values.hold(&value);
        for text in [
            token.clone(),
            format!("{before}{token}"),
            format!("- x '{token}' y"),
            format!("**x{token}y**"),
            format!("| {token} |\n|---|\n"),
        ] {
            let sketch = sketch_in("en", &text, &values);
            prop_assert!(sketch.contains(&value), "{}", sketch);
        }
        prop_assert_eq!(inline(&token, &values), Ok(vec![vec![Inline::Text(value)]]));
    }
}
