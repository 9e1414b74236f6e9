//! The canonical text of a letter: what is agreed to, and nothing else.
//!
//! It is the text as Markdown, so that people can read it, in a form that no setting of the page,
//! no editor and no signature changes. Whatever changes this form makes every agreement stale, so
//! `FORM` goes up with it, and the older form stays to compare with.
//!
//! - White space is folded: a run of it is one space, of whatever kind (the no-break spaces of
//!   typography among them), and none stands at a line's end. Blank lines between the items of a
//!   list make no difference. What takes no room, such as a soft hyphen, is no white space.
//! - Fixed words such as `Re:` are part of it, since they are read.
//! - A picture stands with its description and the SHA-256 of its file, which may have any name; an
//!   enclosure with its title and that of its file.
//! - Two lists of one kind that follow each other are told apart by `<!-- -->`, as in all Markdown
//!   of ours.

use crate::draft::Digest;
use crate::model::{Block, Inline, Letter, Part};
use crate::render;
use crate::source;

/// The parts that are agreed to, in their order.
const PARTS: [Part; 11] = [
    Part::Title,
    Part::Subtitle,
    Part::Addresses,
    Part::Subject,
    Part::Salutation,
    Part::Body,
    Part::Close,
    Part::Postscript,
    Part::Enclosures,
    Part::Copies,
    Part::Notes,
];

/// What a picture is called by before the digest of its file.
pub(crate) const PICTURE_DIGEST: &str = "sha256:";

/// The text that is agreed to, of a letter filled in for it: Markdown in NFC, with white space
/// folded and LF at the ends of lines, the last one among them.
pub fn canonical(letter: &Letter) -> String {
    let mut letter = Letter { draft: None, order: PARTS.to_vec(), ..letter.clone() };
    letter.body.retain(|block| {
        !matches!(block, Block::Signatories(_) | Block::Close | Block::Notes | Block::Contents)
    });
    settle(&mut letter.body);
    for enclosure in &mut letter.enclosures {
        if let Some(file) = enclosure.file.take() {
            let digest = Digest::of(&file.bytes);
            enclosure.title.push(Inline::Text(format!(", sha256 {}", digest.as_str())));
        }
    }
    letter.notes.iter_mut().for_each(|note| settle(&mut note.blocks));
    let markdown = bare_fields(&render::markdown(&letter));
    let markdown = source::normal_form(&markdown);
    let mut text = String::with_capacity(markdown.len());
    let mut is_gone = false;
    for line in markdown.lines() {
        let start = text.len();
        fold(line, &mut text);
        // A line of white space alone goes with the blank line after it.
        let goes = text.len() == start && (is_gone || !line.is_empty());
        is_gone = goes && !line.is_empty();
        if !goes {
            text.push('\n');
        }
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

/// Takes the backslashes off what stands for a field of an addressee: `[addressee.name]`.
fn bare_fields(markdown: &str) -> String {
    let mut bare = String::with_capacity(markdown.len());
    let mut parts = markdown.split(r"\[addressee.");
    bare.extend(parts.next());
    for part in parts {
        let field = part.split_once(r"\]").filter(|(name, _)| !name.contains(['[', '\n']));
        match field {
            Some((name, rest)) => bare.extend(["[addressee.", name, "]", rest]),
            None => bare.extend([r"\[addressee.", part]),
        }
    }
    bare
}

/// Sets the items of all lists a blank line apart, and calls pictures by their digests.
fn settle(blocks: &mut [Block]) {
    for block in blocks {
        match block {
            Block::List(list) => {
                list.tight = false;
                list.items.iter_mut().for_each(|item| settle(item));
            }
            Block::Quotation(blocks) => settle(blocks),
            Block::Picture(picture) => {
                if let Some(file) = &picture.file {
                    picture.name = format!("{PICTURE_DIGEST}{}", Digest::of(&file.bytes).as_str());
                }
            }
            _ => {}
        }
    }
}

/// Adds a line with its white space folded. Markdown has folded spaces already, and those that it
/// writes itself, before an item's text and within code, stay.
fn fold(line: &str, text: &mut String) {
    if !line.contains(|character: char| character.is_whitespace() && character != ' ') {
        text.push_str(line.trim_end());
        return;
    }
    let start = text.len();
    let mut rest = line;
    while let Some(at) = rest.find(char::is_whitespace) {
        text.push_str(&rest[..at]);
        let run = &rest[at..];
        rest = run.trim_start();
        let run = &run[..run.len() - rest.len()];
        text.push_str(match run {
            run if run.bytes().all(|byte| byte == b' ') => run,
            _ if text.len() == start => "",
            _ => " ",
        });
    }
    text.push_str(rest);
    text.truncate(start + text[start..].trim_end().len());
}

#[cfg(test)]
mod tests;
