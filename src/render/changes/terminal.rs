//! Changes on a terminal: what changed, and where, and no more.

use unicode_width::UnicodeWidthStr;

use crate::model::{
    Boundary, Change, ChangedPassage, Changes, Compared, Comparison, Fate, Inline, plain,
};
use crate::render::changes::excerpt::{Piece, excerpt, opening, pieces, tells_nothing_new};
use crate::render::changes::place::{capitalized, remark};
use crate::render::changes::stop::stops;
use crate::render::changes::wrap::{Styled, wrap};

/// How changed words are told from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Styling {
    /// `[-old-]{+new+}`, as `git diff --word-diff` has it.
    Marks,
    /// Colors, and lines through and under words.
    Colors,
}

/// Columns of a line.
const WIDTH: usize = 80;

const PLAIN: &str = "";
const BOLD: &str = "1";
const QUIET: &str = "2";
const DELETED: &str = "31;9";
const DELETED_SIGN: &str = "31";
const INSERTED: &str = "32;4";
const INSERTED_SIGN: &str = "32";
const MOVED: &str = "36";

/// The changed passages with their place, long unchanged stretches left out.
///
/// The first column says what became of each: `~` some words changed, `+` new, `-` deleted, `>`
/// moved here, `<` moved away, `=` other marker or kind, same words.
pub fn terminal(comparison: &Comparison, styling: Styling) -> String {
    in_columns(comparison, styling, WIDTH)
}

/// The same in lines of so many columns.
pub(crate) fn in_columns(comparison: &Comparison, styling: Styling, width: usize) -> String {
    let mut writer = Writer { text: String::new(), styling, width };
    let several = comparison.languages.len() > 1;
    writer.line(&format!("{} → {}", comparison.old, comparison.new), QUIET);
    for compared in &comparison.languages {
        match compared {
            Compared::Both(changes) => {
                if several {
                    writer.text.push('\n');
                    writer.line(changes.language.as_str(), BOLD);
                }
                writer.changes(changes);
            }
            Compared::OnlyOld(language) | Compared::OnlyNew(language) => {
                let (there, not) = match compared {
                    Compared::OnlyOld(_) => (&comparison.old, &comparison.new),
                    _ => (&comparison.new, &comparison.old),
                };
                writer.text.push('\n');
                writer.line(language.as_str(), BOLD);
                writer.line(&format!("Only in {there}, not in {not}."), PLAIN);
            }
        }
    }
    writer.text
}

struct Writer {
    text: String,
    styling: Styling,
    width: usize,
}

impl Writer {
    fn changes(&mut self, changes: &Changes) {
        let summary = changes.summary();
        if !summary.changed {
            self.line("No word differs.", PLAIN);
            return;
        }
        self.line(&format!("{}.", capitalized(&summary.to_string())), BOLD);
        let demands = summary.demands_in_words();
        if !demands.is_empty() {
            self.line(&format!("{demands}."), PLAIN);
        }
        self.text.push('\n');
        for stop in stops(changes) {
            if stop.apart {
                self.line("  …", QUIET);
            }
            if let Some(heading) = stop.heading {
                let text: String = heading.iter().map(|span| plain(&span.text)).collect();
                self.line(&format!("  {}", text.trim()), BOLD);
            }
            self.passage(stop.passage, stop.index, &changes.passages);
        }
    }

    fn passage(&mut self, passage: &ChangedPassage, index: usize, all: &[ChangedPassage]) {
        let fate = passage.fate();
        let (sign, style) = match fate {
            Fate::Unchanged | Fate::Edited => ("~", PLAIN),
            Fate::Renumbered => ("=", MOVED),
            Fate::Inserted => ("+", INSERTED_SIGN),
            Fate::Deleted => ("-", DELETED_SIGN),
            Fate::MovedAway => ("<", MOVED),
            Fate::MovedHere => (">", MOVED),
        };
        let role = passage.role();
        let depth = role.map_or(0, |role| role.depth);
        let marker = role.and_then(|role| role.marker.as_deref());
        let inset = "    ".repeat(if marker.is_some() { depth.saturating_sub(1) } else { depth });
        let marker = marker.map_or(String::new(), |marker| format!("{marker} "));
        let indent = 2 + inset.width() + marker.width();
        self.styled(style, sign);
        self.text.extend([" ", &inset]);
        self.styled(BOLD, marker.trim_end());
        self.text.push_str(if marker.is_empty() { "" } else { " " });
        let remark = remark(passage, index, all);
        let mut texts = Vec::new();
        if !remark.is_empty() {
            texts.push(Styled { style: self.style(MOVED), text: format!("({remark})") });
            texts.push(Styled { style: PLAIN, text: " ".to_owned() });
        }
        self.words(passage, fate, &mut texts);
        self.text.push_str(&wrap(&texts, indent, self.width));
        self.text.push('\n');
    }

    fn words(&self, passage: &ChangedPassage, fate: Fate, texts: &mut Vec<Styled>) {
        let unmarked = |text: String| Styled { style: PLAIN, text };
        if tells_nothing_new(passage, fate) {
            texts.push(unmarked(opening(passage)));
            return;
        }
        match passage.boundary {
            Boundary::Kept => {}
            Boundary::Split => texts.extend(self.marked(Change::Inserted, "¶")),
            Boundary::Joined => texts.extend(self.marked(Change::Deleted, "¶")),
        }
        if passage.boundary != Boundary::Kept {
            texts.push(unmarked(" ".to_owned()));
        }
        let row = passage.texts.len() > 1;
        for (cell, spans) in passage.texts.iter().enumerate() {
            if cell > 0 {
                texts.push(unmarked(" | ".to_owned()));
            }
            let pieces = if row { pieces(spans) } else { excerpt(spans, passage.boundary) };
            for piece in pieces {
                match piece {
                    Piece::Gap => {
                        texts.push(Styled { style: self.style(QUIET), text: " … ".to_owned() });
                    }
                    Piece::Text(change, text) => {
                        texts.extend(self.marked(change, &words(&text, change)));
                    }
                }
            }
        }
    }

    fn marked(&self, change: Change, text: &str) -> Vec<Styled> {
        // A letter gives no orders to a terminal.
        let text = text.replace(|character: char| character.is_control() && character != '\n', "");
        let (open, close, style) = match change {
            Change::Same => return vec![Styled { style: PLAIN, text }],
            Change::Deleted => ("[-", "-]", DELETED),
            Change::Inserted => ("{+", "+}", INSERTED),
        };
        match self.styling {
            Styling::Marks => vec![Styled { style: PLAIN, text: format!("{open}{text}{close}") }],
            Styling::Colors => vec![Styled { style, text }],
        }
    }

    fn style(&self, style: &'static str) -> &'static str {
        if self.styling == Styling::Colors { style } else { PLAIN }
    }

    fn styled(&mut self, style: &'static str, text: &str) {
        let style = self.style(style);
        if style.is_empty() || text.is_empty() {
            self.text.push_str(text);
        } else {
            self.text.extend(["\u{1b}[", style, "m", text, "\u{1b}[0m"]);
        }
    }

    fn line(&mut self, text: &str, style: &'static str) {
        let style = self.style(style);
        let indent = text.len() - text.trim_start().len();
        let text = text.trim_start().to_owned();
        self.text.push_str(&" ".repeat(indent));
        self.text.push_str(&wrap(&[Styled { style, text }], indent, self.width));
        self.text.push('\n');
    }
}

/// Text as it is shown. In what changed, the marks and addresses that may be all that changed are
/// shown as well.
fn words(text: &[Inline], change: Change) -> String {
    let mut shown = String::new();
    push_words(&mut shown, text, change != Change::Same);
    shown
}

fn push_words(shown: &mut String, text: &[Inline], all: bool) {
    for inline in text {
        match inline {
            Inline::Text(text) => shown.push_str(text),
            Inline::Code(code) if all => shown.extend(["`", code, "`"]),
            Inline::Code(code) => shown.push_str(code),
            Inline::NoteMark(index) => shown.extend(["[", &(index + 1).to_string(), "]"]),
            Inline::LineBreak => shown.push('\n'),
            Inline::Emphasis(text) if all => enclosed(shown, "*", text, "*"),
            Inline::Strong(text) if all => enclosed(shown, "**", text, "**"),
            Inline::Link { address, text } if all && plain(text) != *address => {
                enclosed(shown, "", text, &format!(" <{address}>"));
            }
            Inline::Emphasis(text)
            | Inline::Strong(text)
            | Inline::Link { text, .. }
            | Inline::Span { text, .. }
            | Inline::Isolate(text) => push_words(shown, text, all),
        }
    }
}

fn enclosed(shown: &mut String, open: &str, text: &[Inline], close: &str) {
    shown.push_str(open);
    push_words(shown, text, true);
    shown.push_str(close);
}
