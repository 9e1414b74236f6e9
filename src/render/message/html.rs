//! A mail as a page.

use crate::model::{Direction, Letter, Part};
use crate::render::changes::extract;
use crate::render::html::{Embedding, Page, escaped};
use crate::render::message::{Message, MessagePart};

/// What mail programs understand: no variables, no layout but blocks, and the essentials beside
/// the elements, for those that drop style sheets.
const STYLE_SHEET: &str = include_str!("message.css");

const BODY: &str = "margin:0;padding:0";
const PAGE: &str = "max-width:38em;padding:1.5em 1.25em;font-family:-apple-system,'Segoe UI',\
                    Roboto,'Helvetica Neue',Arial,'Noto Sans',sans-serif;font-size:16px;\
                    line-height:1.5";
const BUTTON: &str = "display:inline-block;padding:.55em 1.1em;border:1px solid #6b7280;\
                      border-radius:.4em;font-weight:600;text-decoration:none";

impl Message<'_> {
    /// A page that needs nothing from elsewhere, in light and dark, also on a narrow screen.
    pub fn html(&self) -> String {
        let direction = match self.language.direction() {
            Direction::LeftToRight => "ltr",
            Direction::RightToLeft => "rtl",
        };
        let mut html = String::new();
        html.extend([
            "<!DOCTYPE html>\n<html lang=\"",
            &escaped(self.language.as_str()),
            "\" dir=\"",
            direction,
            "\">\n<head>\n<meta charset=\"utf-8\">\n",
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
            "<meta name=\"color-scheme\" content=\"light dark\">\n",
            "<meta name=\"supported-color-schemes\" content=\"light dark\">\n<title>",
            &escaped(self.subject),
            "</title>\n<style>\n",
            STYLE_SHEET,
            "</style>\n</head>\n<body style=\"",
            BODY,
            "\">\n<div class=\"page\" style=\"",
            PAGE,
            "\">\n",
        ]);
        for part in &self.parts {
            match part {
                MessagePart::Text(blocks) => {
                    html.push_str(&self.with_buttons(&body(&self.letter(blocks))));
                }
                MessagePart::Changes(comparison) => html.push_str(&extract(comparison)),
            }
        }
        if !self.notes.is_empty() {
            html.push_str(&body(&self.notes()));
        }
        html.push_str("</div>\n</body>\n</html>\n");
        html
    }

    fn with_buttons(&self, html: &str) -> String {
        self.buttons.iter().fold(html.to_owned(), |html, address| {
            let link = ["<a href=\"", &escaped(address), "\""].concat();
            html.replace(&link, &[&link, " class=\"button\" style=\"", BUTTON, "\""].concat())
        })
    }
}

/// The blocks and notes of a letter without a page round them.
fn body(letter: &Letter) -> String {
    let mut page = Page::new(letter, Embedding::Within);
    page.blocks(&letter.body);
    if letter.has(Part::Notes) {
        page.part(Part::Notes);
    }
    page.html
}
