//! What a browser is given.

use proptest::prelude::*;
use snapbox::{IntoData, assert_data_eq, str};

use super::*;
use crate::model::{
    Block, Columns, Delimiter, Enumerator, Inline, Language, Layout, Letter, Note, Numbering,
    SignatoryGroup, SignatoryList,
};
use crate::render::samples::{
    any_letter, body, full, group, link, list, ordered, paragraph, text as words,
};

/// What stands in `main`.
fn main_of(letter: &Letter) -> String {
    let html = html(letter);
    let start = html.find("<main>\n").unwrap() + "<main>\n".len();
    html[start..html.find("</main>").unwrap()].to_owned()
}

fn line(inlines: Vec<Inline>) -> String {
    let html = main_of(&body(vec![Block::Paragraph(inlines)]));
    html.replace("<div class=\"body\">\n", "").replace("</div>\n", "")
}

#[test]
fn every_part_stands_in_its_place() {
    assert_data_eq!(
        main_of(&full()),
        str![[r##"
<header>
<p class="draft">DRAFT v2</p>
<p class="letterhead">Harbor Coalition<br>
5 Quay</p>
<p class="marking">Sample</p>
<p class="notice">Updated in May.</p>
<h1 class="title">Joint letter on safe harbor</h1>
<p class="subtitle">From forty groups</p>
<p class="date">May 5, 2022</p>
<p class="reference">Our ref.: 12/3<br>
Docket 7</p>
<p class="delivery">Via fax</p>
<div class="addresses">
<p class="address">To: Jane Roe<br>
Speaker<br>
ATTN: Dan Doe, Chief of Staff</p>
<p class="address">Rolf Ruß</p>
</div>
<p class="subject">Re: safe harbor</p>
<p class="salutation">Dear Madam Speaker,</p>
</header>
<div class="body">
<p>We ask that you <strong>act</strong><sup><a id="mark_1" href="#note_1" role="doc-noteref">1</a></sup> for:</p>
<ol class="marked" type="A" start="1">
<li><p><span class="marker">(A)</span> shelter; and</p>
</li>
<li><p><span class="marker">(B)</span> passage.</p>
</li>
</ol>
<h2 id="at-stake">What is at stake</h2>
<table>
<thead>
<tr><th scope="col">Camp</th><th scope="col" class="center">Held</th><th scope="col" class="end">Since</th></tr>
</thead>
<tbody>
<tr><td>Musan</td><td class="center">9</td><td class="end">May 2021</td></tr>
<tr><td>漢江</td><td class="center">1,170</td><td class="end"></td></tr>
</tbody>
</table>
<blockquote>
<p>“No one is returned.”</p>
</blockquote>
</div>
<p class="close">Respectfully,</p>
<section class="signatories">
<h2 class="heading">Signed by</h2>
<p class="lead">In order of signing:</p>
<ul class="names">
<li>Alpha Group (AG)</li>
<li>Beta Fund</li>
</ul>
<h3 class="group">National <span class="count">1</span></h3>
<ul class="names">
<li>Gamma</li>
</ul>
<p class="unnamed">and 12 others</p>
<p class="note">Affiliations are for identification.</p>
</section>
<p class="contact">Contact: press@example.org</p>
<dl class="ps">
<dt>P.S.</dt>
<dd>Thank you.</dd>
</dl>
<dl class="enclosures">
<dt>Enclosures:</dt>
<dd>Report</dd>
<dd>List of cases</dd>
</dl>
<dl class="cc">
<dt>cc:</dt>
<dd>Rep. Roe<br>
House</dd>
<dd>Rep. Doe</dd>
</dl>
<section class="notes" role="doc-endnotes">
<h2 class="label">Notes</h2>
<ol>
<li id="note_1">
<p>See the report.</p>
<p>Page 3. <a class="back" href="#mark_1" role="doc-backlink" aria-label="[1]">↩︎</a></p>
</li>
</ol>
</section>

"##]]
        .raw()
    );
}

#[test]
fn the_page_tells_its_language_direction_and_title() {
    let mut letter = body(vec![]);
    letter.language = Language::parse("ar-EG").unwrap();
    letter.subject = Some("<b>\nR&D".to_owned());
    let html = html(&letter);
    assert!(html.starts_with("<!DOCTYPE html>\n<html lang=\"ar-EG\" dir=\"rtl\">\n"));
    assert!(html.contains("<title>&lt;b&gt; R&amp;D</title>"));
    assert!(html.contains("<h1 class=\"subject\">&lt;b&gt;<br>\nR&amp;D</h1>"));
}

#[test]
fn a_link_leads_to_the_web_or_to_a_mailbox_and_nowhere_else() {
    assert_eq!(
        line(vec![link("HTTPS://example.org/?a=\"&b='", "it")]),
        "<p><a href=\"HTTPS://example.org/?a=&quot;&amp;b=&#39;\">it</a></p>\n"
    );
    for address in
        ["javascript:alert(1)", " https://example.org", "//example.org", "data:text/html,x", "#top"]
    {
        assert_eq!(line(vec![link(address, "it")]), "<p>it</p>\n");
    }
}

#[test]
fn other_languages_and_directions_are_marked() {
    let arabic = Language::parse("ar").unwrap();
    let span = Inline::Span { language: arabic, text: words("جمعية") };
    assert_eq!(
        line(vec![Inline::Isolate(vec![span])]),
        "<p><bdi><span lang=\"ar\" dir=\"rtl\">جمعية</span></bdi></p>\n"
    );
}

#[test]
fn only_the_first_mark_of_a_note_is_where_the_note_leads_back_to() {
    let marks = vec![
        Inline::NoteMark(0),
        Inline::Link { address: "https://example.org".to_owned(), text: vec![Inline::NoteMark(0)] },
        Inline::NoteMark(0),
    ];
    let mut letter = body(vec![Block::Paragraph(marks)]);
    letter.notes = vec![Note { blocks: vec![Block::Code("x".to_owned())] }];
    assert_data_eq!(
        main_of(&letter),
        str![[r##"
<div class="body">
<p><sup><a id="mark_1" href="#note_1" role="doc-noteref">1</a></sup><a href="https://example.org"><sup>1</sup></a><sup><a href="#note_1" role="doc-noteref">1</a></sup></p>
</div>
<section class="notes" role="doc-endnotes">
<ol>
<li id="note_1">
<pre><code>x</code></pre>
 <a class="back" href="#mark_1" role="doc-backlink" aria-label="[1]">↩︎</a></li>
</ol>
</section>

"##]]
        .raw()
    );
}

#[test]
fn markers_that_browsers_do_not_draw_are_written_out() {
    let items = || vec![vec![paragraph("one")], vec![Block::Code("two".to_owned())]];
    assert_data_eq!(
        main_of(&body(vec![
            list(ordered(Numbering::LowerAlpha, Delimiter::Parenthesis, 26), false, items()),
            list(ordered(Numbering::UpperRoman, Delimiter::Period, 3), true, items()),
            list(Enumerator::Bullet, true, items()),
        ])),
        str![[r#"
<div class="body">
<ol class="marked" type="a" start="26">
<li><p><span class="marker">z)</span> one</p>
</li>
<li><span class="marker">aa)</span> <pre><code>two</code></pre>
</li>
</ol>
<ol type="I" start="3">
<li>one</li>
<li><pre><code>two</code></pre>
</li>
</ol>
<ul>
<li>one</li>
<li><pre><code>two</code></pre>
</li>
</ul>
</div>

"#]]
        .raw()
    );
}

#[test]
fn contents_are_nested_by_level() {
    let heading = |level, anchor: &str| Block::Heading {
        level,
        text: words("A & B"),
        anchor: anchor.to_owned(),
    };
    assert_data_eq!(
        main_of(&body(vec![Block::Contents, heading(1, "a"), heading(2, "b"), heading(1, "c")])),
        str![[r##"
<div class="body">
<nav class="contents" role="doc-toc">
<ul>
<li><a href="#a">A &amp; B</a><ul>
<li><a href="#b">A &amp; B</a></li>
</ul>
</li>
<li><a href="#c">A &amp; B</a></li>
</ul>
</nav>
<h2 id="a">A &amp; B</h2>
<h3 id="b">A &amp; B</h3>
<h2 id="c">A &amp; B</h2>
</div>

"##]]
        .raw()
    );
}

#[test]
fn signatories_stand_in_columns_tables_or_one_paragraph() {
    let mut letter = body(Vec::new());
    let mut table = SignatoryGroup {
        layout: Layout::Table,
        first_number: Some(4),
        heads: vec!["Name".to_owned(), String::new()],
        ..group(&["Roe"])
    };
    table.signatories[0].cells = vec![words("Roe"), words("Chair")];
    letter.signatories = vec![SignatoryList {
        groups: vec![
            SignatoryGroup {
                columns: Columns::Count(3),
                first_number: Some(1),
                ..group(&["Alpha", "Beta", "Gamma"])
            },
            table,
            SignatoryGroup { layout: Layout::Inline, ..group(&["Delta", "Epsilon"]) },
        ],
        new_page: true,
        ..SignatoryList::default()
    }];
    assert_data_eq!(
        main_of(&letter),
        str![[r#"
<section class="signatories new-page">
<ol class="names" start="1" style="columns: 3 8em">
<li>Alpha</li>
<li>Beta</li>
<li>Gamma</li>
</ol>
<table class="names">
<thead>
<tr><td></td><th scope="col">Name</th><td></td></tr>
</thead>
<tbody>
<tr><td class="end">4.</td><th scope="row">Roe</th><td>Chair</td></tr>
</tbody>
</table>
<p class="names">Delta; Epsilon</p>
</section>

"#]]
        .raw()
    );
}

/// The elements of a page, checked: each tag is one that we write, quoted, and closed in order.
fn well_formed(html: &str) -> Result<(), String> {
    let mut open = Vec::new();
    for piece in html.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').ok_or(format!("no end of a tag: {piece:?}"))?;
        if text.contains('>') {
            return Err(format!("a bare `>`: {text:?}"));
        }
        let name = tag.split(' ').next().unwrap_or_default();
        if let Some(closed) = name.strip_prefix('/') {
            if open.pop() != Some(closed) {
                return Err(format!("closed out of order: {closed}"));
            }
        } else {
            if name.is_empty()
                || !name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
            {
                return Err(format!("no tag of ours: {tag:?}"));
            }
            if tag.matches('"').count() % 2 != 0 {
                return Err(format!("a bare quotation mark: {tag:?}"));
            }
            if !["br", "hr"].contains(&name) {
                open.push(name);
            }
        }
    }
    if open.is_empty() { Ok(()) } else { Err(format!("left open: {open:?}")) }
}

proptest! {
    #[test]
    fn no_text_of_a_letter_becomes_markup(letter in any_letter()) {
        prop_assert_eq!(well_formed(&main_of(&letter)), Ok(()));
    }
}
