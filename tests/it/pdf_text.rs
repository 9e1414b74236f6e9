//! The characters of a letter in the order in which they are read, from its PDF and from its text.
//!
//! Where the two write a thing in two ways on purpose, that thing is set aside or written as the
//! other does: signs that plain text needs for what a page shows by its look, and the place of notes.

use crate::pdf_structure::Node;

/// Signs before the items of lists that are not numbered; `-` in plain text.
const BULLETS: [&str; 4] = ["•", "–", "◦", "▪"];

/// What stands over the notes at a letter's end. Notes at a page's foot have no heading.
const NOTES: [&str; 2] = ["Notes", "Anmerkungen"];

/// Characters without white space and what is put in only for the sake of a line's end.
pub(crate) fn bare(text: &str) -> String {
    let kept = |character: &char| {
        !character.is_whitespace() && !matches!(character, '\u{AD}' | '\u{200B}' | '\u{2060}')
    };
    text.chars().filter(kept).collect()
}

/// The text of a structure without heads of tables; bullets as `-`, notes last.
pub(crate) fn reading_of_pdf(structure: &Node) -> String {
    let (mut text, mut notes) = (String::new(), String::new());
    walk(structure, &mut text, &mut notes);
    without_signs(&bare(&(text + &notes)), structure)
}

fn walk(node: &Node, text: &mut String, notes: &mut String) {
    let words = node.text();
    match node.role() {
        "Note" => {
            let mut own = String::new();
            node.nodes().iter().for_each(|inner| walk(inner, &mut own, &mut String::new()));
            notes.push_str(&own);
        }
        "Lbl" if BULLETS.contains(&words.trim()) => text.push('-'),
        "H1" | "H2" if NOTES.contains(&words.trim()) => {}
        "THead" => {}
        _ => {
            text.push_str(node.piece().unwrap_or_default());
            node.nodes().iter().for_each(|inner| walk(inner, text, notes));
        }
    }
}

/// A letter's text, one line for each paragraph, as `reading_of_pdf` gives that of a structure.
pub(crate) fn reading_of_text(text: &str, structure: &Node) -> String {
    let (mut read, mut notes) = (String::new(), String::new());
    let mut in_notes = false;
    for line in text.lines() {
        let begins_note = line.starts_with('[') && line.contains("]  ");
        in_notes = begins_note || in_notes && (line.starts_with("     ") || line.is_empty());
        let line = line.trim_start();
        if line == "* * *" || NOTES.contains(&line) {
            continue;
        }
        let into = if in_notes { &mut notes } else { &mut read };
        into.push_str(&without_marks(&without_addresses(line)));
    }
    // A marking stands at the head of every page, over the letterhead.
    let first = bare(&structure.nodes()[0].nodes()[0].text());
    let read = bare(&read);
    let read = match read.split_once(&first) {
        Some((before, after)) => format!("{first}{before}{after}"),
        None => read,
    };
    without_signs(&(read + &bare(&notes)), structure)
}

/// `petition <https://…>` as `petition`: a page's links need not be written out.
fn without_addresses(line: &str) -> String {
    let mut pieces = line.split(" <");
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        match piece.split_once('>') {
            Some((address, after)) if address.contains(':') => text.push_str(after),
            _ => text = text + " <" + piece,
        }
    }
    text
}

/// `[1]` as `1`, which a page raises.
fn without_marks(line: &str) -> String {
    let mut text = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('[') {
        text.push_str(before);
        match after.split_once(']') {
            Some((number, after)) if number.parse::<u32>().is_ok() => {
                text.push_str(number);
                rest = after;
            }
            _ => {
                text.push('[');
                rest = after;
            }
        }
    }
    text + rest
}

/// A quotation is set in and needs no `>`; signatories in the columns of a table need none of the signs
/// that part them in a line.
fn without_signs(text: &str, structure: &Node) -> String {
    let table = !structure.all("Table").is_empty();
    let sign = |one| one == '>' || table && matches!(one, '(' | ')' | ',');
    text.replace(sign, "")
}

/// Where two texts part.
pub(crate) fn first_difference(wanted: &str, got: &str) -> String {
    let pairs = wanted.char_indices().zip(got.chars());
    let same = pairs.take_while(|((_, one), other)| one == other).last();
    let at = same.map_or(0, |((at, one), _)| at + one.len_utf8());
    let excerpt = |text: &str| text[at..].chars().take(40).collect::<String>();
    format!(
        "after {:?}\n  wanted {:?}\n  got    {:?}",
        &wanted[..at],
        excerpt(wanted),
        excerpt(got)
    )
}
