//! Styled words in lines of a terminal.

use unicode_width::UnicodeWidthStr;

/// Text in one style: the parameters of SGR (ECMA-48, 8.3.117), or none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Styled {
    pub(crate) style: &'static str,
    pub(crate) text: String,
}

/// Lines that are no wider than `width`, all but the first behind `indent` columns. The first one
/// begins behind as many columns, which are taken already. No style goes on over a line's end.
pub(crate) fn wrap(texts: &[Styled], indent: usize, width: usize) -> String {
    let mut lines =
        Lines { text: String::new(), column: indent, indent, width, spaced: false, style: "" };
    let mut word: Vec<Styled> = Vec::new();
    for Styled { style, text } in texts {
        for part in text.split_inclusive([' ', '\n']) {
            let bare = part.trim_end_matches([' ', '\n']);
            if !bare.is_empty() {
                word.push(Styled { style, text: bare.to_owned() });
            }
            if bare.len() < part.len() {
                lines.word(&word);
                word.clear();
                lines.space(if part.ends_with('\n') { "" } else { style });
                if part.ends_with('\n') {
                    lines.new_line();
                }
            }
        }
    }
    lines.word(&word);
    lines.style("");
    let trimmed = lines.text.trim_end().len();
    lines.text.truncate(trimmed);
    lines.text
}

struct Lines {
    text: String,
    column: usize,
    indent: usize,
    width: usize,
    /// Whether a space stands at the end.
    spaced: bool,
    /// The style of what comes next, unless it asks for another.
    style: &'static str,
}

impl Lines {
    fn word(&mut self, word: &[Styled]) {
        let columns: usize = word.iter().map(|part| part.text.width()).sum();
        if self.column + columns > self.width && self.column > self.indent {
            self.new_line();
        }
        self.spaced &= word.is_empty();
        for part in word {
            self.push(part.style, &part.text);
        }
        self.column += columns;
    }

    fn push(&mut self, style: &'static str, text: &str) {
        self.style(style);
        self.text.push_str(text);
    }

    fn style(&mut self, style: &'static str) {
        if style == self.style {
            return;
        }
        if !self.style.is_empty() {
            self.text.push_str("\u{1b}[0m");
        }
        if !style.is_empty() {
            self.text.extend(["\u{1b}[", style, "m"]);
        }
        self.style = style;
    }

    fn space(&mut self, style: &'static str) {
        if self.column > self.indent && self.column < self.width && !self.spaced {
            self.push(style, " ");
            self.column += 1;
            self.spaced = true;
        }
    }

    fn new_line(&mut self) {
        self.style("");
        let trimmed = self.text.trim_end_matches(' ').len();
        self.text.truncate(trimmed);
        self.text.push('\n');
        self.text.extend(std::iter::repeat_n(' ', self.indent));
        self.column = self.indent;
        self.spaced = false;
    }
}
