//! All that a letter prints but the names of its signatories, text by text.

use crate::model::{self, Block, Inline, Letter, Paragraph, SignatoryList};

/// A part of the letter that has a place of its own in the source.
pub(crate) struct Piece {
    pub(crate) part: Part,
    pub(crate) texts: Vec<Text>,
}

/// Which part that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// The value of a key of the front matter.
    Key(&'static str),
    /// The block of the body with this index.
    Block(usize),
    /// The notes, which stand anywhere in the body.
    Notes,
}

/// Text that stands together, as it is read: without code and addresses.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Text {
    pub(crate) text: String,
    /// Whether it quotes or refers to what others wrote, who use brackets for remarks.
    pub(crate) quotes: bool,
}

/// The pieces of a letter, in no order that matters.
pub(crate) fn pieces(letter: &Letter) -> Vec<Piece> {
    let mut pieces = front_matter(letter);
    pieces.extend(
        letter
            .signatories
            .iter()
            .map(|list| Piece { part: Part::Key("signatories"), texts: list_texts(list) }),
    );
    for (index, block) in letter.body.iter().enumerate() {
        let mut texts = Vec::new();
        push_block(block, false, &mut texts);
        pieces.push(Piece { part: Part::Block(index), texts });
    }
    let mut notes = Vec::new();
    for block in letter.notes.iter().flat_map(|note| &note.blocks) {
        push_block(block, true, &mut notes);
    }
    pieces.push(Piece { part: Part::Notes, texts: notes });
    pieces
}

fn front_matter(letter: &Letter) -> Vec<Piece> {
    let plain = |part, texts: Vec<&String>| Piece {
        part: Part::Key(part),
        texts: texts
            .into_iter()
            .map(|text| Text { text: text.replace('\n', " "), quotes: false })
            .collect(),
    };
    let inline = |part, paragraphs: &[Paragraph]| Piece {
        part: Part::Key(part),
        texts: paragraphs.iter().map(|paragraph| own(paragraph)).collect(),
    };
    let letterhead = letter.letterhead.iter();
    let letterhead = letterhead.flat_map(|head| head.name.iter().chain(&head.lines));
    let addresses = letter.inside_addresses.iter();
    let addresses = addresses.flat_map(|address| address.lines.iter().chain(&address.attention));
    let enclosures: Vec<_> = letter.enclosures.iter().map(|one| one.title.clone()).collect();
    vec![
        plain("letterhead", letterhead.collect()),
        plain("marking", letter.marking.iter().collect()),
        inline("notice", &letter.notice),
        plain("title", letter.title.iter().collect()),
        plain("subtitle", letter.subtitle.iter().collect()),
        plain("date", letter.dateline.iter().collect()),
        plain("reference", letter.references.iter().collect()),
        plain("delivery", letter.delivery.iter().collect()),
        plain("addressee", addresses.collect()),
        plain("subject", letter.subject.iter().collect()),
        plain("salutation", letter.salutation.iter().collect()),
        plain("close", letter.complimentary_close.iter().collect()),
        inline("contact", &letter.contact),
        inline("ps", &letter.postscript),
        inline("enclosures", &enclosures),
        plain("cc", letter.copies.iter().collect()),
    ]
}

fn list_texts(list: &SignatoryList) -> Vec<Text> {
    let heading = |heading: &String| Text { text: heading.clone(), quotes: false };
    let mut texts: Vec<Text> = list.heading.iter().map(heading).collect();
    texts.extend(list.lead.iter().chain(&list.note).map(|paragraph| own(paragraph)));
    for group in &list.groups {
        texts.extend(group.heading.iter().chain(&group.heads).map(heading));
        texts.extend(group.lead.iter().chain(&group.note).map(|paragraph| own(paragraph)));
    }
    texts
}

fn push_block(block: &Block, quotes: bool, texts: &mut Vec<Text>) {
    match block {
        Block::Paragraph(text) | Block::Heading { text, .. } => {
            texts.push(Text { text: read(text), quotes });
        }
        Block::List(list) => {
            for block in list.items.iter().flatten() {
                push_block(block, quotes, texts);
            }
        }
        Block::Quotation(blocks) => {
            for block in blocks {
                push_block(block, true, texts);
            }
        }
        Block::Table(table) => {
            let cells = table.heads.iter().chain(table.rows.iter().flatten());
            texts.extend(cells.map(|cell| Text { text: read(cell), quotes }));
        }
        Block::Picture(picture) => {
            texts.push(Text { text: picture.description.clone(), quotes });
        }
        Block::Code(_)
        | Block::ThematicBreak
        | Block::Signatories(_)
        | Block::Close
        | Block::Notes
        | Block::Contents => {}
    }
}

fn own(paragraph: &[Inline]) -> Text {
    Text { text: read(paragraph), quotes: false }
}

fn read(inlines: &[Inline]) -> String {
    let mut text = String::new();
    push_read(inlines, &mut text);
    text
}

fn push_read(inlines: &[Inline], read: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => read.push_str(text),
            Inline::Link { text, .. } if is_address(text) => read.push(ELSEWHERE),
            Inline::Emphasis(text)
            | Inline::Strong(text)
            | Inline::Link { text, .. }
            | Inline::Span { text, .. }
            | Inline::Isolate(text) => push_read(text, read),
            Inline::Code(_) => read.push(ELSEWHERE),
            Inline::NoteMark(_) => {}
            Inline::LineBreak => read.push(' '),
        }
    }
}

/// Stands for code and addresses, which nobody reads as words.
const ELSEWHERE: char = '\u{FFFC}';

fn is_address(text: &[Inline]) -> bool {
    let text = model::plain(text);
    text.contains("://") || text.contains('@') || text.starts_with("www.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_and_addresses_are_not_read_as_words() {
        let text = |text: &str| Inline::Text(text.to_owned());
        let link = |shown: &str| Inline::Link {
            address: "https://example.org/XX".to_owned(),
            text: vec![text(shown)],
        };
        let paragraph = [
            Inline::Strong(vec![text("Read")]),
            Inline::LineBreak,
            link("https://example.org/XX"),
            Inline::NoteMark(0),
            text(", "),
            link("the [draft]"),
            Inline::Code("TODO".to_owned()),
        ];
        assert_eq!(read(&paragraph), "Read \u{FFFC}, the [draft]\u{FFFC}");
    }
}
