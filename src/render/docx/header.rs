//! The head of pages: marking and draft on each; on later ones, whom the letter goes to, its date,
//! and the number of the page.

use crate::model::{Inline, Length, Part, Wording};
use crate::render::docx::composer::Composer;
use crate::render::docx::paragraph::Paragraph;
use crate::render::docx::run::Manner;
use crate::render::docx::style::Style;
use crate::render::docx::unit::estimated_width;
use crate::render::docx::xml::Xml;

/// Between what stands in one head: an em on both sides of the dot.
const DOT: &str = "\u{2003}·\u{2003}";

/// How much wider bold type is.
const BOLD: f64 = 1.08;

/// Which pages a head stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pages {
    First,
    Later,
}

impl Composer<'_> {
    /// The head of pages as a part; none where nothing would stand in it.
    pub(crate) fn header(&mut self, pages: Pages, namespaces: &[(&str, &str)]) -> Option<Xml> {
        let letter = self.letter;
        let manner = Manner::of(&letter.language);
        let strong = Manner { strong: true, ..manner };
        let mut content = Xml::default();
        let marking =
            letter.marking.as_deref().filter(|_| letter.parts().any(|part| part == Part::Marking));
        let mut taken = Length::ZERO;
        let size = self.measures.running_head.size;
        for words in [marking, letter.draft.as_deref()].into_iter().flatten() {
            let dot = if content.is_empty() { "" } else { DOT };
            let words = format!("{dot}{}", words.replace('\n', " "));
            taken += estimated_width(&words, size) * BOLD;
            self.inlines(&[Inline::Text(words)], &strong, &mut content);
        }
        if pages == Pages::Later {
            let date = letter.dateline.as_deref().and_then(first_line);
            let room = self.measure
                - taken
                - estimated_width(date.unwrap_or_default(), size)
                // Dots, the number of the page, and what a wider typeface takes.
                - size * 14.0;
            let dot = if content.is_empty() { "" } else { DOT };
            if let Some(words) =
                self.running_words().and_then(|words| shortened(&words, size, room))
            {
                self.inlines(&[Inline::Text(format!("{dot}{words}"))], &manner, &mut content);
            }
            self.run(&manner, &mut content, |xml| xml.flag("w:tab", true));
            if let Some(date) = date {
                let date = Inline::Text(format!("{date}{DOT}"));
                self.inlines(&[date], &manner, &mut content);
            }
            self.page_of_pages(&manner, &mut content);
        }
        if content.is_empty() {
            return None;
        }
        let mut paragraph = Paragraph::new(Style::Header, content);
        paragraph.end_stop = Some(self.measure);
        let mut xml = Xml::document();
        xml.open("w:hdr", namespaces);
        paragraph.write(None, &mut self.revisions, &mut xml);
        xml.close("w:hdr");
        Some(xml)
    }

    /// `2 of 3`, both of which Word counts.
    fn page_of_pages(&mut self, manner: &Manner<'_>, content: &mut Xml) {
        let mut words = Wording::of(&self.letter.language).page_of.split("{}");
        let text = |words: &str| [Inline::Text(words.to_owned())];
        self.inlines(&text(words.next().unwrap_or_default()), manner, content);
        for instruction in [" PAGE ", " NUMPAGES "] {
            self.field_begin(instruction, manner, content);
            self.inlines(&text("2"), manner, content);
            self.field_end(manner, content);
            self.inlines(&text(words.next().unwrap_or_default()), manner, content);
        }
    }

    /// To whom the letter goes; its title, when it goes to nobody.
    fn running_words(&self) -> Option<String> {
        let address = self.letter.inside_addresses.first();
        let addressee = address.and_then(|address| first_line(address.lines.first()?));
        addressee.map(str::to_owned).or_else(|| self.letter.document_title())
    }
}

/// As many words as have about so much room, with an ellipsis where some have not.
fn shortened(text: &str, size: Length, room: Length) -> Option<String> {
    if estimated_width(text, size) <= room {
        return Some(text.to_owned());
    }
    let mut shown = String::new();
    for word in text.split_whitespace() {
        let space = if shown.is_empty() { "" } else { " " };
        let longer = [&shown, space, word].concat();
        if estimated_width(&longer, size) + size > room {
            break;
        }
        shown = longer;
    }
    shown.truncate(shown.trim_end_matches([',', ';', ':', '.']).len());
    (!shown.is_empty()).then(|| shown + "…")
}

fn first_line(text: &str) -> Option<&str> {
    text.split('\n').map(str::trim).find(|line| !line.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_addressee_is_cut_between_words() {
        let shortened =
            |room: f64| shortened("The Honorable Nancy Pelosi", Length::pt(10.0), Length::pt(room));
        assert_eq!(shortened(200.0).as_deref(), Some("The Honorable Nancy Pelosi"));
        assert_eq!(shortened(90.0).as_deref(), Some("The Honorable…"));
        assert_eq!(shortened(15.0), None);
    }
}
