//! The page as a whole: its head, and the parts of the letter in order.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::model::{Direction, Letter, Paper, Paragraph, Part, PictureFile, Style};
use crate::render::html::inline::escaped;
use crate::render::html::picture::Embedding;
use crate::render::html::web::WebPlace;
use crate::render::parts::{Labeled, inlines, labeled, paragraphs, spoken};

const STYLE_SHEET: &str = include_str!("style.css");
/// What a page needs beside that leads to others.
const LANGUAGE_STYLES: &str = include_str!("languages.css");
/// What a page with pictures, or with lines to sign on, needs beside.
const PICTURE_STYLES: &str = include_str!("pictures.css");

/// The letter as one HTML page, which needs nothing from elsewhere and runs no script.
///
/// Its structure is that of the letter: one `h1`, lists, tables with heads, notes with links there
/// and back. No address but `https:`, `http:` and `mailto:` becomes a link.
pub fn html(letter: &Letter) -> String {
    whole(letter, Embedding::Within, None).0
}

/// The same as a page of the web, which tells of itself: what it is called and how it begins, where it
/// stands, in which languages it is there.
pub fn web_page(letter: &Letter, place: &WebPlace) -> String {
    whole(letter, Embedding::Within, Some(place)).0
}

/// The same for a message: its pictures are parts of that, each with its Content-ID, since most
/// mail programs show none that stand within the page.
pub fn mailed_html(letter: &Letter) -> (String, Vec<(String, Arc<PictureFile>)>) {
    match whole(letter, Embedding::Parts(Vec::new()), None) {
        (html, Embedding::Parts(parts)) => (html, parts),
        (html, Embedding::Within) => (html, Vec::new()),
    }
}

fn whole(letter: &Letter, embedding: Embedding, place: Option<&WebPlace>) -> (String, Embedding) {
    let mut page = Page::new(letter, embedding);
    let end_of_styles = page.open(place);
    page.parts();
    if page.has_pictures {
        page.html.insert_str(end_of_styles, PICTURE_STYLES);
    }
    page.close_all();
    (page.html, page.embedding)
}

/// A page that is being written.
pub(crate) struct Page<'a> {
    pub(crate) letter: &'a Letter,
    pub(crate) html: String,
    /// The notes that a mark has led to: only the first mark of each is a target.
    pub(crate) marked: BTreeSet<usize>,
    /// Whether a link is open: HTML has none within another.
    pub(crate) in_link: bool,
    pub(crate) embedding: Embedding,
    /// Whether there are pictures on it, or places for them.
    pub(crate) has_pictures: bool,
}

impl<'a> Page<'a> {
    /// A page with nothing on it.
    pub(crate) fn new(letter: &'a Letter, embedding: Embedding) -> Self {
        Self {
            letter,
            html: String::new(),
            marked: BTreeSet::new(),
            in_link: false,
            embedding,
            has_pictures: false,
        }
    }

    pub(crate) fn push(&mut self, pieces: &[&str]) {
        self.html.extend(pieces.iter().copied());
    }

    /// The head of the page; where its styles end, is told.
    fn open(&mut self, place: Option<&WebPlace>) -> usize {
        let letter = self.letter;
        let language = &letter.language;
        let direction = match language.direction() {
            Direction::LeftToRight => "ltr",
            Direction::RightToLeft => "rtl",
        };
        let paper = match letter.page.sheet(language) {
            Paper::Letter => "letter",
            Paper::A4 => "a4",
        };
        let style = match letter.page.style {
            Style::Classic => "classic",
            Style::Modern => "modern",
            Style::Plain => "plain",
        };
        let title = letter.document_title().unwrap_or_default();
        self.push(&[
            "<!DOCTYPE html>\n<html lang=\"",
            &escaped(language.as_str()),
            "\" dir=\"",
            direction,
            "\">\n<head>\n<meta charset=\"utf-8\">\n",
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
            "<meta name=\"color-scheme\" content=\"light dark\">\n<title>",
            &escaped(&title),
            "</title>\n",
        ]);
        if let Some(place) = place {
            self.describe(place);
        }
        let leads_on = place.is_some_and(|place| !place.languages.is_empty());
        let language_styles = if leads_on { LANGUAGE_STYLES } else { "" };
        self.push(&["<style>\n", STYLE_SHEET, language_styles]);
        let end_of_styles = self.html.len();
        self.push(&[
            "@page { size: ",
            paper,
            "; }\n</style>\n</head>\n<body class=\"",
            style,
            "\">\n",
        ]);
        if let Some(place) = place {
            self.languages(&place.languages);
        }
        self.push(&["<main>\n"]);
        end_of_styles
    }

    fn close_all(&mut self) {
        self.push(&["</main>\n</body>\n</html>\n"]);
    }

    /// The parts in order; those before the text, where they stand first, in a header.
    fn parts(&mut self) {
        let letter = self.letter;
        let parts: Vec<Part> = letter.parts().collect();
        let head = parts.iter().take_while(|part| is_before_text(**part)).count();
        let has_head = head > 0 || letter.draft.is_some();
        if has_head {
            self.push(&["<header>\n"]);
        }
        self.paragraph("draft", &inlines(letter.draft.as_deref().unwrap_or_default()));
        for part in &parts[..head] {
            self.part(*part);
        }
        if has_head {
            self.push(&["</header>\n"]);
        }
        for part in &parts[head..] {
            self.part(*part);
        }
    }

    pub(crate) fn part(&mut self, part: Part) {
        let letter = self.letter;
        match part {
            Part::Letterhead => {
                let logos = letter.letterhead.iter().flat_map(|head| &head.logos);
                self.head_logos(&logos.cloned().collect::<Vec<_>>());
                for text in paragraphs(letter, part) {
                    self.paragraph(part.key(), &text);
                }
            }
            Part::Title => {
                let title = inlines(letter.title.as_deref().unwrap_or_default());
                self.element("h1", "title", &title);
            }
            Part::Subject if letter.title.is_none() => {
                for text in paragraphs(letter, part) {
                    self.element("h1", "subject", &text);
                }
            }
            Part::Addresses => {
                self.push(&["<div class=\"addresses\">\n"]);
                for text in paragraphs(letter, part) {
                    self.paragraph("address", &text);
                }
                self.push(&["</div>\n"]);
            }
            Part::Body => {
                self.push(&["<div class=\"body\">\n"]);
                self.blocks(&letter.body);
                self.push(&["</div>\n"]);
            }
            Part::Signatories => {
                for list in &letter.signatories {
                    self.signatory_list(list);
                }
            }
            Part::Notes => self.notes(),
            _ => match labeled(letter, part) {
                Some(labeled) => self.labeled(part.key(), &labeled),
                None => {
                    for text in paragraphs(letter, part) {
                        self.paragraph(part.key(), &text);
                    }
                }
            },
        }
    }

    fn labeled(&mut self, class: &str, labeled: &Labeled<'_>) {
        let Some(label) = labeled.label else {
            for entry in &labeled.entries {
                self.paragraph(class, entry);
            }
            return;
        };
        self.push(&["<dl class=\"", class, "\">\n<dt>", &escaped(label), "</dt>\n"]);
        for entry in &labeled.entries {
            self.push(&["<dd>"]);
            self.inlines(entry);
            self.push(&["</dd>\n"]);
        }
        self.push(&["</dl>\n"]);
    }

    fn notes(&mut self) {
        let letter = self.letter;
        let label = inlines(spoken(letter.labels.notes.as_deref()).unwrap_or_default());
        self.push(&["<section class=\"notes\" role=\"doc-endnotes\">\n"]);
        self.element("h2", "label", &label);
        self.push(&["<ol>\n"]);
        for (index, note) in letter.notes.iter().enumerate() {
            let number = (index + 1).to_string();
            self.push(&["<li id=\"note_", &number, "\">\n"]);
            self.blocks(&note.blocks);
            let back = [
                " <a class=\"back\" href=\"#mark_",
                &number,
                "\" role=\"doc-backlink\" aria-label=\"[",
                &number,
                "]\">↩\u{fe0e}</a>",
            ]
            .concat();
            let end = "</p>\n";
            let at = self.html.len() - if self.html.ends_with(end) { end.len() } else { 0 };
            self.html.insert_str(at, &back);
            self.push(&["</li>\n"]);
        }
        self.push(&["</ol>\n</section>\n"]);
    }

    pub(crate) fn paragraph(&mut self, class: &str, text: &Paragraph) {
        self.element("p", class, text);
    }

    /// An element with running text in it; none when there is no text.
    pub(crate) fn element(&mut self, name: &str, class: &str, text: &Paragraph) {
        if text.is_empty() {
            return;
        }
        self.push(&["<", name, " class=\"", class, "\">"]);
        self.inlines(text);
        self.push(&["</", name, ">\n"]);
    }
}

fn is_before_text(part: Part) -> bool {
    part <= Part::Salutation
}
