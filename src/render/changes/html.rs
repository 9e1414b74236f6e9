//! Changes as a page: the whole letter, with all that was inserted and deleted in its place.

use crate::model::{
    Boundary, Change, ChangedPassage, Changes, Compared, Comparison, Direction, Fate, Inline,
    Language, Letter, PassageKind, Role, Side, plain,
};
use crate::render::changes::excerpt::{Piece, gist, opening, pieces};
use crate::render::changes::place::{capitalized, fate_in_words, name, remark};
use crate::render::html::{Embedding, Page, escaped};

const STYLE_SHEET: &str = include_str!("changes.css");

/// The deepest heading that HTML has.
const DEEPEST: usize = 6;

/// The whole letter as one page, which needs nothing from elsewhere and runs no script: what was
/// inserted is underlined, what was deleted struck through, and both are announced to those who
/// hear the page; a list at its head leads to each change.
pub fn html(comparison: &Comparison) -> String {
    let mut html = String::new();
    html.push_str("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html.push_str("<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
    html.push_str(&escaped(&format!("What changed: {} → {}", comparison.old, comparison.new)));
    html.extend(["</title>\n<style>\n", STYLE_SHEET, "</style>\n</head>\n<body>\n<main>\n"]);
    html.push_str("<header>\n<h1>What changed</h1>\n<p class=\"compared\">From <strong>");
    html.push_str(&escaped(&comparison.old));
    html.extend(["</strong> to <strong>", &escaped(&comparison.new), "</strong></p>\n"]);
    html.push_str(
        "<p class=\"key\"><ins>inserted</ins> <del>deleted</del> \
         <span class=\"moved\">moved or renumbered</span></p>\n</header>\n",
    );
    let several = comparison.languages.len() > 1;
    for compared in &comparison.languages {
        let (language, there) = match compared {
            Compared::Both(changes) => (&changes.language, None),
            Compared::OnlyOld(language) => (language, Some(&comparison.old)),
            Compared::OnlyNew(language) => (language, Some(&comparison.new)),
        };
        html.push_str("<section>\n");
        if several || there.is_some() {
            html.extend(["<h2>", &escaped(language.as_str()), "</h2>\n"]);
        }
        match (compared, there) {
            (Compared::Both(changes), _) => html.push_str(&section(changes)),
            (_, Some(there)) => html.extend(["<p>Only in ", &escaped(there), ".</p>\n"]),
            _ => {}
        }
        html.push_str("</section>\n");
    }
    html.push_str("</main>\n</body>\n</html>\n");
    html
}

fn section(changes: &Changes) -> String {
    let letter = Letter::new(changes.language.clone());
    let mut writer = Writer {
        changes,
        changed: changes
            .passages
            .iter()
            .enumerate()
            .filter(|(_, passage)| passage.fate() != Fate::Unchanged)
            .map(|(index, _)| index)
            .collect(),
        page: Page::new(&letter, Embedding::Within),
    };
    writer.summary();
    writer.letter();
    writer.page.html
}

struct Writer<'a> {
    changes: &'a Changes,
    /// The indexes of the passages that changed.
    changed: Vec<usize>,
    page: Page<'a>,
}

impl Writer<'_> {
    fn push(&mut self, pieces: &[&str]) {
        self.page.push(pieces);
    }

    /// The target of a link to a passage.
    fn target(&self, index: usize) -> String {
        format!("{}-{}", self.changes.language, index + 1)
    }

    fn summary(&mut self) {
        let summary = self.changes.summary();
        if !summary.changed {
            self.push(&["<p class=\"summary\">No word differs.</p>\n"]);
            return;
        }
        let sentence = capitalized(&summary.to_string());
        self.push(&["<p class=\"summary\">", &escaped(&sentence), ".</p>\n"]);
        self.push(&["<nav aria-label=\"Changes\">\n<ul>\n"]);
        for index in self.changed.clone() {
            let passage = &self.changes.passages[index];
            let fate = passage.fate();
            if fate == Fate::MovedAway {
                continue;
            }
            let words = match fate {
                Fate::Edited if passage.boundary == Boundary::Split => "split off",
                Fate::Edited if passage.boundary == Boundary::Joined => "joined",
                fate => fate_in_words(fate),
            };
            let old = passage
                .moved
                .map_or(passage.old.as_ref(), |moved| self.changes.passages[moved].old.as_ref());
            let was = was_marker(old, passage.new.as_ref());
            let target = self.target(index);
            let language = escaped(self.changes.language.as_str());
            self.push(&["<li><a href=\"#", &target, "\">", &escaped(&name(passage.role()))]);
            self.push(&[" ", words, &escaped(&was), "</a> <span lang=\"", &language]);
            self.push(&["\" dir=\"auto\">"]);
            let gist = gist(passage);
            if gist.is_empty() {
                self.push(&[&escaped(&opening(passage))]);
            }
            self.pieces(&gist);
            self.push(&["</span></li>\n"]);
        }
        self.push(&["</ul>\n</nav>\n"]);
    }

    fn letter(&mut self) {
        let language = escaped(self.changes.language.as_str());
        let direction = direction(&self.changes.language);
        self.push(&["<article lang=\"", &language, "\" dir=\"", direction, "\">\n"]);
        let mut in_table = false;
        for index in 0..self.changes.passages.len() {
            let passage = &self.changes.passages[index];
            let kind = passage.role().map_or(PassageKind::Paragraph, |role| role.kind);
            let is_row = matches!(kind, PassageKind::Row | PassageKind::Heads);
            let heads_new_table = in_table && kind == PassageKind::Heads && passage.new.is_some();
            if in_table && (!is_row || heads_new_table) {
                self.push(&["</table>\n"]);
                in_table = false;
            }
            if is_row && !in_table {
                self.push(&["<table>\n"]);
                in_table = true;
            }
            if is_row {
                self.row(passage, index, kind);
            } else {
                self.passage(passage, index, kind);
            }
        }
        self.push(&[if in_table { "</table>\n" } else { "" }, "</article>\n"]);
    }

    fn passage(&mut self, passage: &ChangedPassage, index: usize, kind: PassageKind) {
        let role = passage.role();
        let depth = role.map_or(0, |role| role.depth);
        let marker = role.and_then(|role| role.marker.as_deref());
        let quoted = if role.is_some_and(|role| role.quoted) { " quoted" } else { "" };
        let note = if kind == PassageKind::Note { " note" } else { "" };
        let depth = if kind == PassageKind::Note { depth + 1 } else { depth };
        self.push(&["<div class=\"passage", class(passage), quoted, note, "\""]);
        if depth > 0 {
            self.push(&[" style=\"--depth: ", &depth.to_string(), "\""]);
        }
        self.identified(passage, index);
        self.push(&[">\n"]);
        self.remark(passage, index);
        let name = element(kind);
        self.push(&["<", &name, ">"]);
        if let Some(marker) = marker {
            let note = passage.new.as_ref().filter(|_| kind == PassageKind::Note);
            let number = note.map(|_| marker.trim_matches(['[', ']']));
            let id = number.map_or(String::new(), |number| format!(" id=\"note_{number}\""));
            let shown = if marker == "-" { "•" } else { marker };
            self.push(&["<span class=\"marker\"", &id, ">", &escaped(shown), "</span> "]);
        }
        self.boundary(passage.boundary);
        for spans in &passage.texts {
            self.pieces(&pieces(spans));
        }
        if kind == PassageKind::Break {
            self.push(&["* * *"]);
        }
        self.push(&["</", &name, ">\n</div>\n"]);
    }

    fn row(&mut self, passage: &ChangedPassage, index: usize, kind: PassageKind) {
        self.push(&["<tr class=\"passage", class(passage), "\""]);
        self.identified(passage, index);
        self.push(&[">"]);
        let (name, scope) =
            if kind == PassageKind::Heads { ("th", " scope=\"col\"") } else { ("td", "") };
        for (cell, spans) in passage.texts.iter().enumerate() {
            self.push(&["<", name, scope, ">"]);
            if cell == 0 {
                self.remark(passage, index);
            }
            self.pieces(&pieces(spans));
            self.push(&["</", name, ">"]);
        }
        self.push(&["</tr>\n"]);
    }

    /// What leads here, and from here to the next change.
    fn identified(&mut self, passage: &ChangedPassage, index: usize) {
        if passage.fate() != Fate::Unchanged {
            let target = self.target(index);
            self.push(&[" id=\"", &escaped(&target), "\""]);
        }
    }

    fn remark(&mut self, passage: &ChangedPassage, index: usize) {
        let mut words = remark(passage, index, &self.changes.passages);
        if words.is_empty() {
            words = match passage.fate() {
                fate @ (Fate::Inserted | Fate::Deleted) => fate_in_words(fate).to_owned(),
                _ => return,
            };
        }
        self.push(&["<span class=\"remark\" lang=\"en\" dir=\"ltr\">"]);
        if let Some(moved) = passage.moved {
            let target = self.target(moved);
            self.push(&["<a href=\"#", &escaped(&target), "\">", &escaped(&words), "</a>"]);
        } else {
            self.push(&[&escaped(&words)]);
        }
        self.push(&["</span> "]);
    }

    fn boundary(&mut self, boundary: Boundary) {
        match boundary {
            Boundary::Kept => {}
            Boundary::Split => self.marked(Change::Inserted, &[Inline::Text("¶".to_owned())]),
            Boundary::Joined => self.marked(Change::Deleted, &[Inline::Text("¶".to_owned())]),
        }
        if boundary != Boundary::Kept {
            self.push(&[" "]);
        }
    }

    fn pieces(&mut self, pieces: &[Piece]) {
        for piece in pieces {
            match piece {
                Piece::Text(Change::Same, text) => self.inlines(text),
                Piece::Text(change, text) => self.marked(*change, text),
                Piece::Gap => self.push(&[" … "]),
            }
        }
    }

    /// Words that one text has: marked for those who see the page and for those who hear it.
    fn marked(&mut self, change: Change, text: &[Inline]) {
        let (name, word) =
            if change.is_in(Side::Old) { ("del", "deletion") } else { ("ins", "insertion") };
        self.push(&["<", name, "><span class=\"spoken\" lang=\"en\">[", word, ": </span>"]);
        // The numbers of notes are those of a text whose notes are not all here.
        self.page.in_link = change == Change::Deleted;
        self.inlines(&spelled_out(text));
        self.page.in_link = false;
        self.push(&["<span class=\"spoken\" lang=\"en\"> end of ", word, "]</span></", name, ">"]);
    }

    fn inlines(&mut self, text: &[Inline]) {
        // No mark is a target: a passage that moved stands here twice.
        self.page.marked.extend(0..=highest_mark(text));
        self.page.inlines(text);
    }
}

/// Each link with its address, which may be all that changed.
pub(crate) fn spelled_out(text: &[Inline]) -> Vec<Inline> {
    let mut spelled = Vec::new();
    for inline in text {
        spelled.push(inline.clone());
        match inline {
            Inline::Link { address, text }
                if plain(text) != *address
                    && address.strip_prefix("mailto:") != Some(&plain(text)) =>
            {
                spelled.push(Inline::Text(format!(" <{address}>")));
            }
            _ => {}
        }
    }
    spelled
}

fn highest_mark(text: &[Inline]) -> usize {
    let marks = text.iter().map(|inline| match inline {
        Inline::NoteMark(index) => *index,
        Inline::Emphasis(text)
        | Inline::Strong(text)
        | Inline::Link { text, .. }
        | Inline::Span { text, .. }
        | Inline::Isolate(text) => highest_mark(text),
        _ => 0,
    });
    marks.max().unwrap_or(0)
}

fn was_marker(old: Option<&Role>, new: Option<&Role>) -> String {
    let old = old.and_then(|role| role.marker.as_deref());
    let new = new.and_then(|role| role.marker.as_deref());
    match (old, new) {
        (Some(old), Some(new)) if old != new => format!(", was {old}"),
        _ => String::new(),
    }
}

fn element(kind: PassageKind) -> String {
    match kind {
        // The page has a heading of its own, and each language may have one.
        PassageKind::Title => "h3".to_owned(),
        PassageKind::Heading(level) => format!("h{}", (usize::from(level) + 3).min(DEEPEST)),
        PassageKind::Code => "pre".to_owned(),
        _ => "p".to_owned(),
    }
}

fn class(passage: &ChangedPassage) -> &'static str {
    match passage.fate() {
        Fate::Unchanged => "",
        Fate::Edited => " changed edited",
        Fate::Inserted => " changed inserted",
        Fate::Deleted => " changed deleted",
        Fate::Renumbered => " changed renumbered",
        Fate::MovedAway => " changed away",
        Fate::MovedHere => " changed here",
    }
}

fn direction(language: &Language) -> &'static str {
    match language.direction() {
        Direction::LeftToRight => "ltr",
        Direction::RightToLeft => "rtl",
    }
}
