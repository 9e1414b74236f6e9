//! The parts of a letter in their places.

use crate::model::{Enclosure, Length, Letter, Paragraph, Part};
use crate::typeset::TypesetError;
use crate::typeset::compositor::{Compositor, Layout};
use crate::typeset::galley::Break;
use crate::typeset::line::Line;
use crate::typeset::page::OutlineEntry;
use crate::typeset::structure::{Role, Structure};
use crate::typeset::style::{FINE_RULE, Measures};

impl Compositor<'_> {
    /// Sets all parts of the letter in the order of printing.
    ///
    /// Those that were `placed` stand elsewhere on the first page.
    pub(crate) fn parts(
        &mut self,
        notes_at_end: bool,
        placed: &[Part],
    ) -> Result<(), TypesetError> {
        let mut before = None;
        for part in self.letter.parts() {
            // The marking stands in the pages' heads.
            if part == Part::Marking || part == Part::Notes && !notes_at_end {
                continue;
            }
            if placed.contains(&part) {
                continue;
            }
            self.part = part;
            if let Some(before) = before {
                let space = self.measures.between_parts(self.letter, before, part);
                self.galley.space(space);
            }
            self.set_part(part)?;
            before = Some(part);
        }
        Ok(())
    }
}

impl Measures {
    /// The space between two parts of a letter that follow each other.
    pub(crate) fn between_parts(&self, letter: &Letter, before: Part, after: Part) -> Length {
        let measures = self;
        let line = measures.body.leading;
        let closing = |part| {
            matches!(part, Part::Contact | Part::Postscript | Part::Enclosures | Part::Copies)
        };
        match (before, after) {
            (Part::Letterhead, Part::Notice) => line * 0.75,
            (Part::Letterhead, _) => line * 2.0,
            (Part::Title, Part::Subtitle) => line * 0.25,
            (Part::Title | Part::Subtitle, Part::Body) => line,
            (Part::Title | Part::Subtitle, _) => measures.under_title,
            (Part::Date, Part::References) | (Part::Delivery, Part::Addresses) => {
                measures.paragraph
            }
            (Part::Salutation, Part::Body) => measures.paragraph,
            (_, Part::Close) => measures.above_close,
            (_, Part::Signatories) => match letter.signatories.first() {
                Some(list) if list.heading.is_some() => measures.above_list_heading,
                _ => measures.above_names,
            },
            (before, after) if closing(before) && closing(after) => measures.paragraph,
            (_, after) if closing(after) => measures.above_closing,
            (_, Part::Notes) => measures.above_closing,
            _ => measures.head_part,
        }
    }
}

impl<'a> Compositor<'a> {
    fn set_part(&mut self, part: Part) -> Result<(), TypesetError> {
        let letter = self.letter;
        match part {
            Part::Letterhead => match &letter.letterhead {
                Some(letterhead) => self.letterhead(letterhead),
                None => Ok(()),
            },
            Part::Marking => Ok(()),
            Part::Notice => self.notice(&letter.notice),
            Part::Title => self.title(letter.title.as_deref().unwrap_or_default()),
            Part::Subtitle => {
                let kind = self.measures.subtitle;
                let text = letter.subtitle.as_deref().unwrap_or_default();
                let layout = Layout { balanced: true, ..Layout::ragged(kind, self.frame) };
                self.text_line(text, &layout)
            }
            Part::Date => self.head_line(letter.dateline.as_deref()),
            Part::References => {
                letter.references.iter().try_for_each(|line| self.head_line(Some(line)))
            }
            Part::Delivery => self.head_line(letter.delivery.as_deref()),
            Part::Addresses => self.addresses(),
            Part::Subject => self.subject(letter.subject.as_deref().unwrap_or_default()),
            Part::Salutation => {
                self.head_line(letter.salutation.as_deref())?;
                self.galley.keep(2, Break::Strands);
                Ok(())
            }
            Part::Body => self.blocks(&letter.body, self.place()),
            Part::Close => self.close(),
            Part::Signatories => {
                for (index, list) in letter.signatories.iter().enumerate() {
                    if index > 0 {
                        self.galley.space(self.measures.above_list_heading);
                    }
                    self.signatories(list)?;
                }
                Ok(())
            }
            Part::Contact => self.closing_part(None, letter.contact.iter().map(Entry::Running)),
            Part::Postscript => self.closing_part(
                letter.labels.postscript.as_deref(),
                letter.postscript.iter().map(Entry::Running),
            ),
            Part::Enclosures => self.closing_part(
                letter.labels.enclosures.as_deref(),
                letter.enclosures.iter().map(|Enclosure { title, .. }| Entry::Title(title)),
            ),
            Part::Copies => self.closing_part(
                letter.labels.copies.as_deref(),
                letter.copies.iter().map(|copy| Entry::Plain(copy)),
            ),
            Part::Notes => self.endnotes(),
        }
    }

    /// A line of the letter's head, with further lines hanging.
    fn head_line(&mut self, text: Option<&str>) -> Result<(), TypesetError> {
        let layout = Layout {
            hang: self.measures.name_hang,
            ..Layout::ragged(self.measures.body, self.frame)
        };
        let Some(text) = text else { return Ok(()) };
        // What the author broke into lines begins each of them at the margin.
        let hang = if text.contains('\n') { Length::ZERO } else { layout.hang };
        self.text_line(text, &Layout { hang, ..layout })
    }

    fn text_line(&mut self, text: &str, layout: &Layout) -> Result<(), TypesetError> {
        let element = self.structure.add(Role::Paragraph, Structure::DOCUMENT);
        let piece = self.piece(text, layout, Some(element));
        let lines = self.set(&[piece], layout)?;
        self.push_lines(lines, layout, Break::Parts);
        Ok(())
    }

    /// The publisher's words between fine rules.
    fn notice(&mut self, notice: &'a [Paragraph]) -> Result<(), TypesetError> {
        let kind = self.measures.notice;
        let begin = self.galley.items.len();
        let layout = Layout { hyphenate: true, ..Layout::ragged(kind, self.frame) };
        for (index, text) in notice.iter().enumerate() {
            if index > 0 {
                self.galley.space(kind.leading / 2.0);
            }
            let element = self.structure.add(Role::Paragraph, Structure::DOCUMENT);
            self.paragraph(text, &layout, element)?;
        }
        // A letterhead's rule is the upper one.
        if self.letter.letterhead.is_none() {
            self.galley.overline(begin, self.frame, kind.ascent() + kind.size * 0.5, FINE_RULE);
        }
        self.galley.underline(begin, self.frame, kind.size * 0.8, FINE_RULE);
        Ok(())
    }

    fn title(&mut self, title: &str) -> Result<(), TypesetError> {
        let kind = self.measures.title;
        let layout = Layout { balanced: true, ..Layout::ragged(kind, self.frame) };
        self.level = 1;
        let element = self.structure.add(Role::Heading(1), Structure::DOCUMENT);
        let words = self.letter.document_title().unwrap_or_default();
        self.outline.push(OutlineEntry { level: 1, title: words, element });
        let piece = self.piece(title, &layout, Some(element));
        let lines = self.set(&[piece], &layout)?;
        self.push_lines(lines, &layout, Break::Strands);
        self.galley.keep(1, Break::Strands);
        Ok(())
    }

    fn subject(&mut self, subject: &'a str) -> Result<(), TypesetError> {
        let kind = self.measures.subject;
        let layout = Layout { balanced: true, ..Layout::ragged(kind, self.frame) };
        let label = self.letter.labels.subject.as_deref();
        self.labelled(label, self.measures.hang, &layout, &[Entry::Plain(subject)])
    }

    /// The complimentary close, with the first signatories.
    pub(crate) fn close(&mut self) -> Result<(), TypesetError> {
        // Names alone on a page could stand under any text.
        self.galley.keep(1, Break::Parts);
        if let Some(close) = self.letter.complimentary_close.as_deref() {
            self.text_line(close, &Layout::ragged(self.measures.body, self.frame))?;
        }
        self.galley.keep(3, Break::Parts);
        Ok(())
    }

    /// Enclosures, copies and the like: the label at the margin, the entries hanging.
    fn closing_part(
        &mut self,
        label: Option<&'a str>,
        entries: impl Iterator<Item = Entry<'a>>,
    ) -> Result<(), TypesetError> {
        let kind = self.measures.closing;
        let layout = Layout { hyphenate: true, ..Layout::ragged(kind, self.frame) };
        let labels = &self.letter.labels;
        let all: Vec<String> = [&labels.postscript, &labels.enclosures, &labels.copies]
            .into_iter()
            .flatten()
            .cloned()
            .collect();
        let hang = self.hang_for(&all, self.measures.closing_hang, &layout)?;
        let entries: Vec<Entry<'a>> = entries.collect();
        self.labelled(label, hang, &layout, &entries)
    }

    /// Sets a label and, hanging, what it labels, each entry below the one before. Without a label
    /// nothing hangs.
    fn labelled(
        &mut self,
        label: Option<&'a str>,
        hang: Length,
        layout: &Layout,
        entries: &[Entry<'a>],
    ) -> Result<(), TypesetError> {
        let mut element = self.structure.add(Role::Paragraph, Structure::DOCUMENT);
        let mut marker: Vec<Line> = Vec::new();
        let mut inner = *layout;
        if let Some(label) = label.filter(|label| !label.is_empty()) {
            let label = spaced(label, true);
            let hang = self.hang_for(std::slice::from_ref(&label), hang, layout)?;
            inner.frame = layout.frame.indented(hang);
            let piece = self.piece(&label, layout, Some(element));
            marker = self.set(&[piece], layout)?;
        }
        let begin = self.galley.items.len();
        for (index, entry) in entries.iter().enumerate() {
            if index > 0 {
                element = self.structure.add(Role::Paragraph, Structure::DOCUMENT);
            }
            if index > 0 && matches!(entry, Entry::Running(_)) {
                self.galley.space(layout.kind.leading / 4.0);
            }
            let pieces = match entry {
                Entry::Running(text) | Entry::Title(text) => self.pieces(text, &inner, element),
                Entry::Plain(text) => vec![self.piece(text, &inner, Some(element))],
            };
            let lines = self.set(&pieces, &inner)?;
            self.push_lines(lines, &inner, Break::Parts);
        }
        if !marker.is_empty() {
            let beside = begin < self.galley.items.len();
            self.galley.mark(begin, marker, layout, beside);
        }
        Ok(())
    }
}

/// What stands behind a label.
#[derive(Clone, Copy, Debug)]
enum Entry<'a> {
    /// A paragraph among others.
    Running(&'a Paragraph),
    /// A line of a list.
    Title(&'a Paragraph),
    /// Plain text.
    Plain(&'a str),
}

/// A line with a space after it, where more follows in the same paragraph: lines that the author
/// broke are words apart to whoever listens.
pub(crate) fn spaced(line: &str, more: bool) -> String {
    if more { format!("{line} ") } else { line.to_owned() }
}
