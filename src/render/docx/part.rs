//! The parts of a letter in their places.

use crate::model::{Inline, Length, NotePlacement, Paragraph as Text, Part};
use crate::render::docx::composer::Composer;
use crate::render::docx::paragraph::{Indent, Paragraph};
use crate::render::docx::run::Manner;
use crate::render::docx::style::Style;
use crate::render::docx::unit::estimated_width;
use crate::render::docx::xml::Xml;
use crate::render::parts::{Labeled, inlines, labeled, paragraphs, spoken};

impl Composer<'_> {
    /// Writes all parts of the letter in the order of printing.
    pub(crate) fn parts(&mut self) {
        let letter = self.letter;
        let mut before = None;
        for part in letter.parts() {
            // The marking stands in the head of pages, notes where Word has them.
            if matches!(part, Part::Marking | Part::Notes) {
                continue;
            }
            if let Some(before) = before {
                self.story.space(self.measures.between_parts(letter, before, part));
            }
            self.part(part);
            before = Some(part);
        }
        self.label_of_endnotes();
    }

    fn part(&mut self, part: Part) {
        let letter = self.letter;
        let style = match part {
            Part::Letterhead => return self.letterhead(),
            Part::Title => {
                let title = inlines(letter.title.as_deref().unwrap_or_default());
                let paragraph = self.paragraph(Style::Title, &title);
                return self.story.push(paragraph);
            }
            Part::Subject => {
                let label = spoken(letter.labels.subject.as_deref());
                let subject = inlines(letter.subject.as_deref().unwrap_or_default());
                let labeled = Labeled { label, entries: vec![subject] };
                return self.labeled(Style::Subject, self.measures.hang, &labeled);
            }
            Part::Body => return self.blocks(&letter.body, self.place()),
            Part::Close => return self.close(),
            Part::Signatories => {
                for (index, list) in letter.signatories.iter().enumerate() {
                    if index > 0 {
                        self.story.space(self.measures.above_list_heading);
                    }
                    self.signatories(list);
                }
                return;
            }
            Part::Contact | Part::Postscript | Part::Enclosures | Part::Copies => {
                return self.notation(part);
            }
            Part::Notice => Style::Notice,
            Part::Subtitle => Style::Subtitle,
            Part::Date => Style::Date,
            Part::References | Part::Delivery => Style::Reference,
            Part::Addresses => Style::Address,
            Part::Salutation => Style::Salutation,
            Part::Marking | Part::Notes => return,
        };
        for (index, text) in paragraphs(letter, part).iter().enumerate() {
            let paragraph = self.paragraph(style, text);
            if index > 0 {
                let leading = self.measures.body.leading;
                self.story.space(if part == Part::Notice { leading / 2.0 } else { leading });
            }
            self.story.push(paragraph);
        }
        if part == Part::Salutation
            && let Some(salutation) = self.story.last()
        {
            salutation.keep_next = true;
        }
    }

    /// The sender's logos, the name, the lines, and a fine rule under all.
    fn letterhead(&mut self) {
        let Some(head) = &self.letter.letterhead else { return };
        if let Some(logos) = self.head_logos(&head.logos) {
            self.story.space(Length::ZERO);
            self.story.push(Paragraph::new(Style::Logos, logos));
        }
        if let Some(name) = &head.name {
            let paragraph = self.paragraph(Style::Letterhead, &inlines(name));
            self.story.push(paragraph);
        }
        for line in &head.lines {
            let paragraph = self.paragraph(Style::LetterheadLines, &inlines(line));
            self.story.push(paragraph);
        }
        if let Some(last) = self.story.last() {
            last.ruled = true;
        }
    }

    /// The complimentary close, with the first signatories.
    pub(crate) fn close(&mut self) {
        if let Some(close) = self.letter.complimentary_close.as_deref() {
            let paragraph = self.paragraph(Style::Close, &inlines(close));
            self.story.push(paragraph);
        }
    }

    /// Contact, postscript, enclosures, copies: the label at the margin, the entries hanging.
    fn notation(&mut self, part: Part) {
        let labeled = labeled(self.letter, part)
            .unwrap_or_else(|| Labeled { label: None, entries: paragraphs(self.letter, part) });
        self.labeled(Style::Notation, self.measures.closing_hang, &labeled);
    }

    fn labeled(&mut self, style: Style, usual: Length, labeled: &Labeled<'_>) {
        let size = self.setting(style).kind.size;
        let hang = labeled
            .label
            .map_or(Length::ZERO, |label| usual.max(estimated_width(label, size) + size * 0.6));
        let manner = Manner::of(&self.letter.language);
        for (index, entry) in labeled.entries.iter().enumerate() {
            let mut content = Xml::default();
            let mut indent = Indent { start: hang, ..Indent::default() };
            if let Some(label) = labeled.label.filter(|_| index == 0) {
                indent.hang = hang;
                self.inlines(&[Inline::Text(label.to_owned())], &manner, &mut content);
                self.run(&manner, &mut content, |xml| xml.flag("w:tab", true));
            }
            content.append(&self.runs(entry));
            let mut paragraph = Paragraph::new(style, content);
            if indent != self.setting(style).indent {
                paragraph.indent = Some(indent);
            }
            if index > 0 {
                self.story.space(Length::ZERO);
            }
            self.story.push(paragraph);
        }
    }

    /// Word sets notes at the end behind all else; their label comes before them.
    fn label_of_endnotes(&mut self) {
        let label = spoken(self.letter.labels.notes.as_deref());
        if let Some(label) = label.filter(|_| self.has_endnotes()) {
            let label: Text = inlines(&label.replace('\n', " "));
            let paragraph = self.paragraph(Style::Heading(1), &label);
            self.story.push(paragraph);
        }
    }

    fn has_endnotes(&self) -> bool {
        !self.letter.notes.is_empty() && self.note_placement() == NotePlacement::End
    }
}
