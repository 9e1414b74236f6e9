//! The text of a mail in HTML, with what it quotes marked as plain text marks it.

use mail_parser::decoders::html::add_html_token;

/// Elements that stand on lines of their own.
const BLOCKS: [&str; 22] = [
    "address",
    "article",
    "blockquote",
    "br",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "footer",
    "h1",
    "h2",
    "h3",
    "header",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "table",
    "tr",
    "ul",
];

/// Elements whose content is no text.
const SILENT: [&str; 4] = ["head", "script", "style", "title"];

/// What mail programs call the part of an HTML mail in which the one that is answered begins: all
/// behind it is theirs.
const QUOTED: [&str; 6] = [
    "divrplyfwdmsg",
    "appendonsend",
    "gmail_quote",
    "moz-forward-container",
    "outlookmessageheader",
    "yahoo_quoted",
];

/// The text: a line for each block, quoted ones with `> ` before them.
pub(crate) fn text(html: &str) -> String {
    let mut text = Text::default();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text.add(&rest[..at]);
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.split_once("-->").map_or("", |(_, rest)| rest);
        } else if rest[1..]
            .starts_with(|first: char| first.is_ascii_alphabetic() || "/!?".contains(first))
        {
            let end = tag_length(rest);
            text.tag(&rest[1..end].to_ascii_lowercase());
            rest = rest.get(end + 1..).unwrap_or_default();
        } else {
            text.add("<");
            rest = &rest[1..];
        }
    }
    text.add(rest);
    text.end_line();
    text.lines
}

/// The bytes before the `>` that ends a tag, and stands in no quoted value.
fn tag_length(tag: &str) -> usize {
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate() {
        match (byte, quote) {
            (b'>', None) => return at,
            (b'"' | b'\'', None) => quote = Some(byte),
            (byte, Some(open)) if byte == open => quote = None,
            _ => {}
        }
    }
    // A quote that never closes hides the end of its tag.
    tag.find('>').unwrap_or(tag.len())
}

/// A text that is being put together.
#[derive(Debug, Default)]
struct Text {
    lines: String,
    line: String,
    /// How many elements that quote are open.
    quotes: usize,
    /// The element whose content is left out.
    silent: Option<&'static str>,
}

impl Text {
    /// Adds text, its white space as one space each.
    fn add(&mut self, text: &str) {
        if self.silent.is_some() {
            return;
        }
        if text.starts_with(|first: char| first.is_ascii_whitespace()) {
            self.space();
        }
        for word in text.split_ascii_whitespace() {
            self.word(word);
            self.space();
        }
        if !text.ends_with(|last: char| last.is_ascii_whitespace()) {
            self.line.truncate(self.line.trim_end_matches(' ').len());
        }
    }

    fn space(&mut self) {
        if !self.line.is_empty() && !self.line.ends_with(' ') {
            self.line.push(' ');
        }
    }

    /// Adds a word, its character references replaced.
    fn word(&mut self, word: &str) {
        /// The longest name of a character, with a few to spare.
        const LONGEST: usize = 40;

        let mut rest = word;
        while let Some(at) = rest.find('&') {
            self.line.push_str(&rest[..at]);
            rest = &rest[at..];
            let end = rest.find(';').filter(|end| *end < LONGEST).map_or(1, |end| end + 1);
            add_html_token(&mut self.line, &rest.as_bytes()[..end], false);
            rest = &rest[end..];
        }
        self.line.push_str(rest);
    }

    /// What a tag does: `tag` is what stands between `<` and `>`, in lower case.
    fn tag(&mut self, tag: &str) {
        let (is_end, tag) = tag.strip_prefix('/').map_or((false, tag), |tag| (true, tag));
        let name = tag.split(|byte: char| !byte.is_ascii_alphanumeric()).next().unwrap_or_default();
        if let Some(silent) = self.silent {
            if is_end && name == silent {
                self.silent = None;
            }
            return;
        }
        if !is_end && !tag.ends_with('/') {
            self.silent = SILENT.into_iter().find(|silent| *silent == name);
        }
        if BLOCKS.contains(&name) {
            self.end_line();
        }
        if name == "blockquote" {
            self.quotes = if is_end { self.quotes.saturating_sub(1) } else { self.quotes + 1 };
        } else if !is_end && QUOTED.iter().any(|quoted| names(tag, quoted)) {
            // It is never left again.
            self.quotes += 1;
        }
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        let line = line.trim();
        if self.quotes > 0 && !line.is_empty() {
            self.lines.push_str("> ");
        }
        self.lines.push_str(line);
        self.lines.push('\n');
    }
}

/// Whether the id or a class of a tag is a name; some programs put `x_` before those of others.
fn names(tag: &str, name: &str) -> bool {
    let is_edge =
        |character: Option<char>| !character.is_some_and(|c| c.is_ascii_alphanumeric() || c == '-');
    tag.match_indices(name).any(|(at, _)| {
        is_edge(tag[..at].chars().next_back()) && is_edge(tag[at + name.len()..].chars().next())
    }) && (tag.contains("class") || tag.contains("id"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn lines(html: &str) -> Vec<String> {
        text(html).lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
    }

    #[test]
    fn blocks_are_lines_and_what_is_quoted_is_marked() {
        assert_eq!(
            lines(
                "<div>Yes,&nbsp;we <b>agree</b>&#33;</div><br><blockquote><p>a<br>b</p></blockquote>c"
            ),
            ["Yes,\u{a0}we agree!", "> a", "> b", "c"]
        );
        assert_eq!(
            lines("<style>p{}</style><p>Ja<div id=\"x_divRplyFwdMsg\">Von: a</div><div>b</div>"),
            ["Ja", "> Von: a", "> b"]
        );
    }

    #[test]
    fn gmail_marks_what_it_quotes_by_a_class() {
        let html = "<div dir=\"ltr\">Oui</div><br><div class=\"gmail_quote gmail_quote_container\">Le lun. a écrit :<br></div>";
        assert_eq!(lines(html), ["Oui", "> Le lun. a écrit :"]);
    }

    #[test]
    fn signs_that_are_no_tags_stay() {
        assert_eq!(lines("1 < 2 & 3 &foo; &"), ["1 < 2 & 3 &foo; &"]);
        assert_eq!(lines("<!-- <p>no</p> -->yes<!-- torn"), ["yes"]);
        assert_eq!(lines("<p title='>'>a</p><p title=\">b</p>c"), ["a", "b", "c"]);
    }

    proptest! {
        #[test]
        fn no_html_makes_it_fail(html in "(?s)(<|>|&|;|\"|--|!|/|p|div|blockquote|é|.){0,60}") {
            text(&html);
        }
    }
}
