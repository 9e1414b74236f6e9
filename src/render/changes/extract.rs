//! Changes as a stretch of a page that says other things, too, such as a mail.

use crate::model::{
    Boundary, Change, ChangedPassage, Changes, Compared, Comparison, Direction, Fate, Inline,
    Letter, Side, plain,
};
use crate::render::changes::excerpt::{Piece, excerpt, opening, pieces, tells_nothing_new};
use crate::render::changes::html::spelled_out;
use crate::render::changes::place::{capitalized, fate_in_words, remark};
use crate::render::changes::stop::stops;
use crate::render::html::{Embedding, Page, escaped};

/// The changed passages as HTML, long unchanged stretches left out: `del` for what was deleted,
/// `ins` for what was inserted. Nothing in it is a target or needs one.
pub(crate) fn extract(comparison: &Comparison) -> String {
    let mut html = String::from("<div class=\"changes\">\n");
    let compared = format!("{} → {}", comparison.old, comparison.new);
    html.extend(["<p class=\"quiet\" lang=\"en\" dir=\"ltr\">", &escaped(&compared), "</p>\n"]);
    let several = comparison.languages.len() > 1;
    for compared in &comparison.languages {
        let (language, only_in) = match compared {
            Compared::Both(changes) => (&changes.language, None),
            Compared::OnlyOld(language) => (language, Some(&comparison.old)),
            Compared::OnlyNew(language) => (language, Some(&comparison.new)),
        };
        if several || only_in.is_some() {
            html.extend(["<h2>", &escaped(language.as_str()), "</h2>\n"]);
        }
        if let Some(there) = only_in {
            html.extend(["<p lang=\"en\" dir=\"ltr\">Only in ", &escaped(there), ".</p>\n"]);
        }
        if let Compared::Both(changes) = compared {
            html.push_str(&of_changes(changes));
        }
    }
    html.push_str("</div>\n");
    html
}

fn of_changes(changes: &Changes) -> String {
    let summary = changes.summary();
    if !summary.changed {
        return "<p lang=\"en\" dir=\"ltr\">No word differs.</p>\n".to_owned();
    }
    let letter = Letter::new(changes.language.clone());
    let mut page = Page::new(&letter, Embedding::Within);
    // No link leads away from here: what counts are its words.
    page.in_link = true;
    let mut writer = Writer { page };
    let sentence = capitalized(&summary.to_string());
    writer.push(&["<p lang=\"en\" dir=\"ltr\"><strong>", &escaped(&sentence), ".</strong>"]);
    let demands = summary.demands_in_words();
    if !demands.is_empty() {
        writer.push(&[" ", &escaped(&demands), "."]);
    }
    let direction = match changes.language.direction() {
        Direction::LeftToRight => "ltr",
        Direction::RightToLeft => "rtl",
    };
    let language = escaped(changes.language.as_str());
    writer.push(&["</p>\n<div lang=\"", &language, "\" dir=\"", direction, "\">\n"]);
    for stop in stops(changes) {
        if let Some(heading) = stop.heading {
            let text: String = heading.iter().map(|span| plain(&span.text)).collect();
            writer.push(&["<p><strong>", &escaped(text.trim()), "</strong></p>\n"]);
        }
        writer.passage(stop.passage, stop.index, &changes.passages);
    }
    writer.push(&["</div>\n"]);
    writer.page.html
}

struct Writer<'a> {
    page: Page<'a>,
}

impl Writer<'_> {
    fn push(&mut self, pieces: &[&str]) {
        self.page.push(pieces);
    }

    fn passage(&mut self, passage: &ChangedPassage, index: usize, all: &[ChangedPassage]) {
        let fate = passage.fate();
        self.push(&["<p class=\"passage\">"]);
        let marker = passage.role().and_then(|role| role.marker.as_deref());
        if let Some(marker) = marker.filter(|marker| *marker != "-") {
            self.push(&["<strong>", &escaped(marker), "</strong> "]);
        }
        let mut said = remark(passage, index, all);
        if said.is_empty() && matches!(fate, Fate::Inserted | Fate::Deleted) {
            fate_in_words(fate).clone_into(&mut said);
        }
        if !said.is_empty() {
            self.push(&["<span class=\"quiet\" lang=\"en\" dir=\"ltr\">("]);
            self.push(&[&escaped(&said), ")</span> "]);
        }
        match passage.boundary {
            Boundary::Kept => {}
            Boundary::Split => self.push(&["<ins>¶</ins> "]),
            Boundary::Joined => self.push(&["<del>¶</del> "]),
        }
        if tells_nothing_new(passage, fate) {
            self.push(&[&escaped(&opening(passage))]);
        } else {
            self.texts(passage);
        }
        self.push(&["</p>\n"]);
    }

    fn texts(&mut self, passage: &ChangedPassage) {
        let is_row = passage.texts.len() > 1;
        for (cell, spans) in passage.texts.iter().enumerate() {
            self.push(&[if cell > 0 { " | " } else { "" }]);
            let pieces = if is_row { pieces(spans) } else { excerpt(spans, passage.boundary) };
            for piece in pieces {
                match piece {
                    Piece::Gap => self.push(&[" … "]),
                    Piece::Text(Change::Same, text) => self.page.inlines(&text),
                    Piece::Text(change, text) => self.marked(change, &text),
                }
            }
        }
    }

    fn marked(&mut self, change: Change, text: &[Inline]) {
        let name = if change.is_in(Side::Old) { "del" } else { "ins" };
        self.push(&["<", name, ">"]);
        self.page.inlines(&spelled_out(text));
        self.push(&["</", name, ">"]);
    }
}
