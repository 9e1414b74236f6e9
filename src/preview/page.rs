//! The page: what is wrong, the list in numbers, the letter's pages.
//!
//! It is all there without a script; the script fetches it anew and takes over what differs.

use crate::diagnostic::{Diagnostic, Severity, visible};
use crate::model::Length;
use crate::preview::discretion::Discretion;
use crate::preview::excerpt;
use crate::preview::sheet::Sheet;
use crate::preview::view::{ListState, SetLetter, View};
use crate::render::escaped;

const STYLES: &str = include_str!("preview.css");
const SCRIPT: &str = include_str!("preview.js");
/// In points: a pixel of CSS.
const PIXEL: f64 = 0.75;

/// The whole page. `nonce` is a number that is used once, by which the browser knows its own script;
/// without one, the page has neither looks nor a script.
pub(crate) fn html(sheet: &Sheet, nonce: Option<&str>) -> String {
    let title = escaped(&visible(&sheet.title));
    let colon = if title.is_empty() { "" } else { ": " };
    let own = |name: &str, text: &str| {
        let nonce = nonce?;
        Some(["<", name, " nonce=\"", nonce, "\">\n", text, "</", name, ">\n"].concat())
    };
    [
        "<!DOCTYPE html>\n<html lang=\"en\" data-shown=\"",
        &sheet.id,
        "\">\n<head>\n<meta charset=\"utf-8\">\n<title>Preview",
        colon,
        &title,
        "</title>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<link rel=\"icon\" href=\"data:,\">\n",
        &own("style", STYLES).unwrap_or_default(),
        "</head>\n<body>\n",
        &sheet.regions,
        &own("script", SCRIPT).unwrap_or_default(),
        "</body>\n</html>\n",
    ]
    .concat()
}

/// The regions of the page. `drawings` are the names of the drawings of the letter's pages.
pub(crate) fn regions(
    view: &View,
    letter: Option<&SetLetter>,
    drawings: &[&str],
    discretion: Discretion,
) -> String {
    let is_stale = view.letter.is_none() && letter.is_some();
    [
        "<a class=\"skip\" href=\"#pages\">To the pages</a>\n<div class=\"beside\">\n<header>\n",
        &heading(letter),
        "<p id=\"news\" role=\"status\"></p>\n",
        match letter {
            Some(_) => "<p><a href=\"/letter\">Read the letter as text</a></p>\n",
            None => "",
        },
        "</header>\n<aside aria-label=\"Findings and list\">\n<section id=\"findings\">\n\
         <h2>Findings</h2>\n",
        &findings(&view.findings, discretion),
        "</section>\n",
        &view.list.as_ref().map_or_else(String::new, list),
        "</aside>\n</div>\n<main id=\"pages\" tabindex=\"-1\"",
        if is_stale { " class=\"stale\"" } else { "" },
        ">\n<h2 class=\"unseen\">Pages</h2>\n",
        if is_stale {
            "<p class=\"stale-note\">The letter has errors: these are its pages from before.</p>\n"
        } else {
            ""
        },
        &letter.map_or_else(String::new, |letter| figures(letter, drawings)),
        "</main>\n",
    ]
    .concat()
}

fn heading(letter: Option<&SetLetter>) -> String {
    match letter.filter(|letter| !letter.title.is_empty()) {
        None => "<h1>Preview</h1>\n".to_owned(),
        Some(letter) => {
            let language = escaped(letter.language.as_str());
            let title = escaped(&visible(&letter.title));
            ["<h1 lang=\"", &language, "\" dir=\"auto\">", &title, "</h1>\n"].concat()
        }
    }
}

fn findings(findings: &[Diagnostic], discretion: Discretion) -> String {
    if findings.is_empty() {
        return "<p>Nothing found.</p>\n".to_owned();
    }
    let items: String = findings.iter().map(|finding| item(finding, discretion)).collect();
    ["<ol>\n", &items, "</ol>\n"].concat()
}

fn item(finding: &Diagnostic, discretion: Discretion) -> String {
    let told = discretion.told(finding);
    let word = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let mut item = ["<li class=\"", word, "\">\n<p><strong>", word, "</strong> "].concat();
    item.extend([&said(told.message), " <code class=\"kind\">", finding.code, "</code></p>\n"]);
    if let Some(place) = &finding.place {
        let file = escaped(&visible(&place.file.display().to_string()));
        let (line, column) = (place.line.to_string(), place.column.to_string());
        item.extend(["<p class=\"place\"><code>", &file, ":", &line, ":", &column]);
        item.push_str("</code></p>\n");
        if let Some(line) = excerpt::html(place).filter(|_| told.shows_line) {
            item.extend(["<pre dir=\"auto\">", &line, "</pre>\n"]);
        }
    }
    for help in told.help {
        item.extend(["<p class=\"help\">", &said(help), "</p>\n"]);
    }
    item.push_str("</li>\n");
    item
}

/// A message with what stands between backquotes set as code.
fn said(message: &str) -> String {
    let mut said = String::new();
    let mut pieces = message.split('`').peekable();
    let mut is_code = false;
    while let Some(piece) = pieces.next() {
        let piece = escaped(&visible(piece));
        // A backquote that nothing closes is one.
        match (is_code, pieces.peek()) {
            (true, Some(_)) => said.extend(["<code>", &piece, "</code>"]),
            (true, None) => said.extend(["`", &piece]),
            (false, _) => said.push_str(&piece),
        }
        is_code = !is_code;
    }
    said
}

fn list(state: &ListState) -> String {
    let mut html = "<section id=\"list\">\n<h2>Signatories</h2>\n".to_owned();
    html.push_str(&counts("Status", &state.status));
    html.push_str(&counts("Agreement to this text", &state.agreement));
    html.push_str("</section>\n");
    html
}

fn counts(heading: &str, counts: &[(&str, usize)]) -> String {
    if counts.is_empty() {
        return String::new();
    }
    let mut rows = String::new();
    for (word, count) in counts.iter().filter(|(_, count)| *count > 0) {
        rows.extend(["<div><dt>", word, "</dt><dd>", &count.to_string(), "</dd></div>\n"]);
    }
    let rows = if rows.is_empty() { "<div><dt>nobody</dt></div>\n" } else { &rows };
    ["<h3>", heading, "</h3>\n<dl>\n", rows, "</dl>\n"].concat()
}

fn figures(letter: &SetLetter, drawings: &[&str]) -> String {
    let pixels = |length: Length| (length.to_pt() / PIXEL).round();
    let (width, height) = (pixels(letter.size.0), pixels(letter.size.1));
    let count = drawings.len();
    let figure = |(number, name): (usize, &&str)| {
        format!(
            "<figure>\n<img src=\"/pages/{name}.svg\" alt=\"Page {number} of {count}\" \
             width=\"{width}\" height=\"{height}\">\n\
             <figcaption>Page {number} of {count}</figcaption>\n</figure>\n"
        )
    };
    (1..).zip(drawings).map(figure).collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use snapbox::{IntoData, assert_data_eq, str};

    use super::*;
    use crate::diagnostic::Place;

    #[test]
    fn a_finding_is_told_with_its_kind_place_line_and_help() {
        let place = Place::new(Path::new("templates/a.md"), "A <b> line", 2..5);
        let finding =
            Diagnostic::error("some-code", "`<b>` is raw HTML").at(place).help("take `it` out");
        assert_data_eq!(
            findings(&[finding], Discretion::Discreet),
            str![[r#"
<ol>
<li class="error">
<p><strong>error</strong> <code>&lt;b&gt;</code> is raw HTML <code class="kind">some-code</code></p>
<p class="place"><code>templates/a.md:1:3</code></p>
<pre dir="auto">A <mark>&lt;b&gt;</mark> line</pre>
<p class="help">take <code>it</code> out</p>
</li>
</ol>

"#]]
            .raw()
        );
    }

    #[test]
    fn a_backquote_that_nothing_closes_is_one() {
        assert_eq!(said("`a` and `b"), "<code>a</code> and `b");
    }

    #[test]
    fn the_list_is_told_in_numbers_and_who_is_not_there_is_not_told() {
        let state = ListState {
            status: vec![("invited", 2), ("declined", 0)],
            agreement: vec![("holds", 0)],
        };
        assert_data_eq!(
            list(&state),
            str![[r#"
<section id="list">
<h2>Signatories</h2>
<h3>Status</h3>
<dl>
<div><dt>invited</dt><dd>2</dd></div>
</dl>
<h3>Agreement to this text</h3>
<dl>
<div><dt>nobody</dt></div>
</dl>
</section>

"#]]
            .raw()
        );
    }

    #[test]
    fn a_title_stays_a_title() {
        let sheet = Sheet { title: "</title><script>".to_owned(), ..Sheet::default() };
        let page = html(&sheet, Some("n"));
        assert!(page.contains("<title>Preview: &lt;/title&gt;&lt;script&gt;</title>"), "{page}");
    }
}
