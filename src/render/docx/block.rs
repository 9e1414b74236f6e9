//! The blocks of the body, and of notes.

use crate::model::{Block, Change, Enumerator, Inline, Length, List, Paragraph as Text, plain};
use crate::render::docx::composer::Composer;
use crate::render::docx::numbering::is_counted_alike;
use crate::render::docx::paragraph::{Indent, Paragraph};
use crate::render::docx::run::Manner;
use crate::render::docx::style::{DEEPEST, Style};
use crate::render::docx::unit::estimated_width;
use crate::render::docx::xml::Xml;
use crate::render::parts::headings;

/// Where blocks stand.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place<'p> {
    /// How paragraphs are set.
    pub(crate) style: Style,
    /// Between paragraphs.
    pub(crate) paragraph: Length,
    /// Of each list round it, the outermost first, where its markers stand and where its texts.
    pub(crate) lists: &'p [(Length, Length)],
    /// In from both margins, in quotations.
    pub(crate) inset: Length,
}

impl Composer<'_> {
    /// Where the body's blocks stand.
    pub(crate) fn place(&self) -> Place<'static> {
        Place {
            style: Style::Body,
            paragraph: self.measures.paragraph,
            lists: &[],
            inset: Length::ZERO,
        }
    }

    pub(crate) fn blocks(&mut self, blocks: &[Block], place: Place<'_>) {
        for (index, block) in blocks.iter().enumerate() {
            if let Some(before) = index.checked_sub(1).and_then(|before| blocks.get(before)) {
                self.story.space(self.measures.between(before, block, place.paragraph));
            }
            self.block(block, place);
            if let (Block::Paragraph(text), Some(_), Some(last)) =
                (block, blocks.get(index + 1), self.story.last())
            {
                last.keep_next |= plain(text).trim_end().ends_with([':', '：']);
            }
        }
    }

    fn block(&mut self, block: &Block, place: Place<'_>) {
        match block {
            Block::Paragraph(text) => {
                let content = self.runs(text);
                self.push_in(place, content);
            }
            Block::Heading { level, text, .. } => self.heading(*level, text),
            Block::List(list) => self.list(list, place),
            Block::Quotation(blocks) => self.quotation(blocks, place),
            Block::Table(table) => self.body_table(table),
            Block::Code(code) => {
                let lines = code.split('\n').map(|line| vec![Inline::Text(line.to_owned())]);
                let text = lines.collect::<Vec<Text>>().join(&Inline::LineBreak);
                let content = self.runs(&text);
                self.push_in(Place { style: Style::Code, ..place }, content);
            }
            Block::Picture(picture) => {
                let figure = self.figure(picture);
                self.story_push(figure);
            }
            Block::ThematicBreak => {
                let text = vec![Inline::Text("* * *".to_owned())];
                let paragraph = self.paragraph(Style::Break, &text);
                self.story.push(paragraph);
            }
            Block::Signatories(index) => {
                if let Some(list) = self.letter.signatories.get(*index) {
                    self.signatories(list);
                }
            }
            Block::Close => self.close(),
            Block::Notes => {}
            Block::Contents => self.contents(),
        }
    }

    fn story_push(&mut self, paragraph: Option<Paragraph>) {
        if let Some(paragraph) = paragraph {
            self.story.push(paragraph);
        }
    }

    /// A paragraph where it stands: within lists, at their text.
    fn push_in(&mut self, place: Place<'_>, content: Xml) {
        let mut paragraph = Paragraph::new(place.style, content);
        let own = self.setting(place.style).indent;
        let start = place.lists.last().map_or(Length::ZERO, |(_, text)| *text) + place.inset;
        let indent = match place.style {
            Style::Code if start > Length::ZERO => {
                Indent { start, end: place.inset, ..Indent::default() }
            }
            Style::Code => own,
            _ => Indent { start, end: place.inset, ..Indent::default() },
        };
        if indent != own {
            paragraph.indent = Some(indent);
        }
        self.story.push(paragraph);
    }

    fn heading(&mut self, level: u8, text: &Text) {
        self.headings += 1;
        let id = self.next_bookmark();
        let name = bookmark(self.headings);
        let mut content = Xml::default();
        content.empty("w:bookmarkStart", &[("w:id", &id), ("w:name", &name)]);
        content.append(&self.runs(text));
        content.empty("w:bookmarkEnd", &[("w:id", &id)]);
        self.story.push(Paragraph::new(Style::Heading(level.clamp(1, DEEPEST)), content));
    }

    fn quotation(&mut self, blocks: &[Block], place: Place<'_>) {
        let style = match place.style {
            // A note's quotation is no larger than the note.
            note @ (Style::Footnote | Style::Endnote) => note,
            _ => Style::Quotation,
        };
        let inset = place.inset + self.measures.quotation_inset;
        self.blocks(blocks, Place { style, inset, ..place });
    }

    fn list(&mut self, list: &List, place: Place<'_>) {
        let measures = &self.measures;
        let usual = if place.lists.is_empty() { measures.hang } else { measures.inner_hang };
        let size = self.setting(place.style).kind.size;
        let usual = usual * (size / measures.body.size);
        let marker = |index| list.enumerator.marker(index).unwrap_or_default();
        let widest = (0..list.items.len())
            .map(|index| estimated_width(&marker(index), size))
            .fold(Length::ZERO, Length::max);
        let hang = usual.max(widest + size * 0.6);
        let start = place.lists.last().map_or(place.inset, |(_, text)| *text);
        let lists = [place.lists, &[(start, start + hang)]].concat();
        // Word has nine levels.
        let counted = is_counted_alike(list.enumerator, list.items.len()) && lists.len() <= 9;
        let number = counted.then(|| self.numbering.add(list.enumerator, &lists));
        let gap = if list.tight { self.measures.tight_item } else { self.measures.item };
        let paragraph = self.measures.item.min(place.paragraph);
        let style = match place.style {
            Style::Body | Style::ItemContinued => Style::ItemContinued,
            other => other,
        };
        let inner = Place { style, paragraph, lists: &lists, ..place };
        for (index, item) in list.items.iter().enumerate() {
            if index > 0 {
                self.story.space(gap.min(place.paragraph));
            }
            let marker = (list.enumerator, index, number);
            self.item(item, marker, inner);
        }
    }

    /// An item: its marker stands at its first paragraph, at an empty one when it has none.
    fn item(
        &mut self,
        item: &[Block],
        (enumerator, index, number): (Enumerator, usize, Option<usize>),
        place: Place<'_>,
    ) {
        let (first, rest): (&[Inline], _) = match item.split_first() {
            Some((Block::Paragraph(text), rest)) => (text, rest),
            _ => (&[], item),
        };
        let mut content = Xml::default();
        let manner = Manner::of(&self.letter.language);
        if number.is_none() {
            let marker = enumerator.marker(index).unwrap_or_else(|| "•".to_owned());
            self.inlines(&[Inline::Text(marker)], &manner, &mut content);
            self.run(&manner, &mut content, |xml| xml.flag("w:tab", true));
        }
        self.inlines(first, &manner, &mut content);
        let style = if place.style == Style::ItemContinued { Style::Item } else { place.style };
        let mut paragraph = Paragraph::new(style, content);
        paragraph.numbered = number.map(|number| (number, place.lists.len() - 1));
        if let Some((marker, text)) = place.lists.last() {
            let (start, hang) = (*text, *text - *marker);
            paragraph.indent = Some(Indent { start, end: place.inset, hang });
        }
        self.story.push(paragraph);
        if let Some(after) = rest.first() {
            let before = Block::Paragraph(first.to_vec());
            self.story.space(self.measures.between(&before, after, place.paragraph));
            if let Some(last) = self.story.last() {
                last.keep_next |= plain(first).trim_end().ends_with([':', '：']);
            }
        }
        self.blocks(rest, place);
    }

    /// The body's headings, each of which leads to its place, as a field that Word can make anew;
    /// without the numbers of pages, which nobody knows yet.
    fn contents(&mut self) {
        let letter = self.letter;
        let headings: Vec<_> = headings(letter).collect();
        let manner = Manner::of(&letter.language);
        let deepest = headings.iter().map(|(level, ..)| (*level).min(DEEPEST)).max().unwrap_or(1);
        let instruction = format!(" TOC \\o \"1-{deepest}\" \\n \\h \\z ");
        let count = headings.len();
        for (index, (level, text, _)) in headings.into_iter().enumerate() {
            let mut content = Xml::default();
            if index == 0 {
                self.field_begin(&instruction, &manner, &mut content);
            }
            let name = bookmark(index + 1);
            content.open("w:hyperlink", &[("w:anchor", &name), ("w:history", "1")]);
            let words = vec![Inline::Text(plain(text))];
            content.append(&self.runs_of(&words, Change::Same));
            content.close("w:hyperlink");
            if index + 1 == count {
                self.field_end(&manner, &mut content);
            }
            let style = Style::Contents(level.clamp(1, DEEPEST));
            self.story.push(Paragraph::new(style, content));
        }
    }
}

/// The name of the bookmark at the heading of a number.
fn bookmark(number: usize) -> String {
    format!("_Toc{number:06}")
}
