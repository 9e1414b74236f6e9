//! A text of a letter as passages.

use crate::draft::canonical::PICTURE_DIGEST;
use crate::draft::diff::token::{Token, tokens};
use crate::model::{Block, Inline, List, Paragraph, PassageKind, Picture, Role};
use crate::source::markdown::{self, Body};

/// So many digits tell a picture from another, as they do texts.
const PICTURE_DIGITS: usize = 12;

/// A passage of one text.
#[derive(Clone, Debug)]
pub(crate) struct Passage {
    pub(crate) role: Role,
    /// Its tokens; of a row of a table, those of each cell.
    pub(crate) texts: Vec<Vec<Token>>,
}

/// The passages of a text, those of its notes apart.
#[derive(Clone, Debug, Default)]
pub(crate) struct Passages {
    pub(crate) body: Vec<Passage>,
    pub(crate) notes: Vec<Passage>,
}

/// The passages of a text in canonical Markdown; of any other, its stretches between blank lines.
pub(crate) fn read(text: &str) -> Passages {
    let Ok(Body { blocks, notes, .. }) = markdown::written(text) else { return stretches(text) };
    let mut body = Reader::default();
    body.blocks(&blocks);
    if let Some(Passage { role, .. }) = body.passages.first_mut()
        && role.kind == PassageKind::Heading(1)
    {
        role.kind = PassageKind::Title;
    }
    let mut read = Passages { body: body.passages, notes: Vec::new() };
    for (index, note) in notes.iter().enumerate() {
        let marker = Some(format!("[{}]", index + 1));
        let mut note_reader = Reader { in_note: true, marker, ..Reader::default() };
        note_reader.blocks(&note.blocks);
        if note_reader.marker.is_some() {
            // A note that says nothing is one all the same.
            note_reader.paragraph(PassageKind::Note, &[]);
        }
        read.notes.extend(note_reader.passages);
    }
    read
}

/// The passages of a text that is paragraphs of plain words.
pub(crate) fn plain(paragraphs: &[String]) -> Passages {
    let mut reader = Reader::default();
    for paragraph in paragraphs {
        reader.paragraph(PassageKind::Paragraph, &[Inline::Text(paragraph.clone())]);
    }
    Passages { body: reader.passages, notes: Vec::new() }
}

/// A text that cannot be read as Markdown of a letter; nothing in it means more than it says.
fn stretches(text: &str) -> Passages {
    let mut reader = Reader::default();
    let mut stretch: Vec<&str> = Vec::new();
    for line in text.lines().chain([""]) {
        if !line.trim().is_empty() {
            stretch.push(line.trim());
        } else if !stretch.is_empty() {
            reader.paragraph(PassageKind::Paragraph, &[Inline::Text(stretch.join(" "))]);
            stretch.clear();
        }
    }
    Passages { body: reader.passages, notes: Vec::new() }
}

#[derive(Default)]
struct Reader {
    passages: Vec<Passage>,
    depth: usize,
    quotations: usize,
    in_note: bool,
    /// The marker of the item or note whose first passage comes next.
    marker: Option<String>,
}

impl Reader {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Paragraph(text) => self.paragraph(self.running(), text),
                Block::Heading { level, text, .. } => {
                    self.paragraph(PassageKind::Heading(*level), text);
                }
                Block::List(list) => self.list(list),
                Block::Quotation(blocks) => {
                    self.quotations += 1;
                    self.blocks(blocks);
                    self.quotations -= 1;
                }
                Block::Table(table) => {
                    self.row(PassageKind::Heads, &table.heads);
                    for row in &table.rows {
                        self.row(PassageKind::Row, row);
                    }
                }
                Block::Code(code) => {
                    let lines = code.lines().map(|line| vec![Inline::Text(line.to_owned())]);
                    let lines = lines.collect::<Vec<Paragraph>>().join(&Inline::LineBreak);
                    self.paragraph(PassageKind::Code, &lines);
                }
                Block::Picture(picture) => self.picture(picture),
                Block::ThematicBreak => self.paragraph(PassageKind::Break, &[]),
                // A text has none: it is taken from a letter without signatories.
                Block::Signatories(_) | Block::Close | Block::Notes | Block::Contents => {}
            }
        }
    }

    /// Its description, and the first digits of what its file is known by, in brackets: a picture
    /// that was replaced is another one under the same words.
    fn picture(&mut self, picture: &Picture) {
        let digits = picture.name.strip_prefix(PICTURE_DIGEST).unwrap_or(&picture.name);
        let digits: String = digits.chars().take(PICTURE_DIGITS).collect();
        let mut text = vec![Inline::Text(picture.description.clone())];
        text.retain(|description| *description != Inline::Text(String::new()));
        if !text.is_empty() {
            text.push(Inline::Text(" ".to_owned()));
        }
        text.push(Inline::Code(format!("[picture {digits}]")));
        self.paragraph(self.running(), &text);
    }

    fn running(&self) -> PassageKind {
        if self.in_note { PassageKind::Note } else { PassageKind::Paragraph }
    }

    fn list(&mut self, list: &List) {
        self.depth += 1;
        for (index, item) in list.items.iter().enumerate() {
            if self.marker.is_some() {
                // The item that this list stands in has no words of its own.
                self.depth -= 1;
                self.paragraph(self.running(), &[]);
                self.depth += 1;
            }
            let marker = list.enumerator.marker(index);
            self.marker = Some(marker.unwrap_or_else(|| "-".to_owned()));
            self.blocks(item);
            if self.marker.is_some() {
                self.paragraph(self.running(), &[]);
            }
        }
        self.depth -= 1;
    }

    fn paragraph(&mut self, kind: PassageKind, text: &[Inline]) {
        self.push(kind, vec![tokens(text)]);
    }

    fn row(&mut self, kind: PassageKind, cells: &[Paragraph]) {
        self.push(kind, cells.iter().map(|cell| tokens(cell)).collect());
    }

    fn push(&mut self, kind: PassageKind, texts: Vec<Vec<Token>>) {
        let role = Role {
            kind,
            marker: self.marker.take(),
            depth: self.depth,
            quoted: self.quotations > 0,
        };
        self.passages.push(Passage { role, texts });
    }
}
