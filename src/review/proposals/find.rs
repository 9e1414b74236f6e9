//! Where in the letter's source a proposal belongs, and the edit that carries it out.

use std::ops::Range;
use std::path::Path;

use crate::diagnostic::Place;
use crate::render::escape_start;
use crate::review::proposals::propose::{PARAGRAPH_END, Proposal, Proposed};
use crate::review::proposals::source_text::{Printed, folded, printed};

/// How many characters before a change and behind it are looked for with it, most first: with few,
/// or none on one side, it is found also where a tag stands near.
const CONTEXTS: [(usize, usize); 11] = [
    (400, 400),
    (120, 120),
    (60, 60),
    (30, 30),
    (14, 14),
    (60, 0),
    (0, 60),
    (30, 0),
    (0, 30),
    (14, 0),
    (0, 14),
];

/// Fewer characters in all are no place.
const FEWEST: usize = 8;

/// A file that the letter is made from.
#[derive(Clone, Debug)]
pub struct Source {
    /// The file as it is to be shown.
    pub path: std::path::PathBuf,
    /// All of it.
    pub text: String,
    printed: Vec<Printed>,
    /// The bytes of its front matter, where a string ends at a quotation mark.
    head: usize,
}

/// Where a proposal belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Which of the sources.
    pub source: usize,
    /// What it is about there.
    pub place: Place,
    /// What carries it out, or why a person has to.
    pub edit: Result<SourceEdit, ByHand>,
}

/// Bytes of a source, and what is to stand there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceEdit {
    /// The bytes.
    pub bytes: Range<usize>,
    /// What replaces them.
    pub replacement: String,
}

/// Why a proposal is not carried out by the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ByHand {
    /// It is a comment.
    #[error("it is a comment")]
    Comment,
    /// Emphasis, a link or a note begins or ends within the words.
    #[error("emphasis, a link or a note begins or ends within these words")]
    Marks,
    /// A string of front matter, and the new words have signs that would end it.
    #[error(
        "the new words have quotation marks or a backslash, which front matter reads otherwise"
    )]
    Quotes,
    /// The place is no running paragraph: an item, a heading, a table, front matter.
    #[error("it is no running paragraph")]
    Structure,
}

impl Source {
    /// A file and what it holds.
    pub fn new(path: &Path, text: String) -> Self {
        let head = head(&text);
        Self { path: path.to_owned(), printed: printed(&text), head, text }
    }
}

/// Where front matter ends, in bytes.
fn head(text: &str) -> usize {
    let Some(rest) = text.trim_start_matches('\u{FEFF}').strip_prefix("+++") else { return 0 };
    let start = text.len() - rest.len();
    rest.find("\n+++").map_or(0, |end| start + end)
}

/// Where a proposal belongs; none where the words stand nowhere, or in several places.
pub fn find(proposal: &Proposal, sources: &[Source]) -> Option<Found> {
    let (before, deleted, after) = match &proposal.what {
        Proposed::Change { deleted, .. } if deleted == PARAGRAPH_END => {
            (proposal.before.trim_end(), " ", proposal.after.trim_start())
        }
        Proposed::Change { deleted, inserted } if inserted == PARAGRAPH_END => {
            (proposal.before.trim_end(), deleted.as_str(), proposal.after.as_str())
        }
        Proposed::Change { deleted, .. } => {
            (proposal.before.as_str(), deleted.as_str(), proposal.after.as_str())
        }
        Proposed::Paragraph { .. } => (proposal.before.trim_end(), "", ""),
        Proposed::Comment { about, .. } => match proposal.before.split_once(about.as_str()) {
            Some((before, after)) if !about.is_empty() => (before, about.as_str(), after),
            _ => ("", proposal.before.as_str(), ""),
        },
    };
    let (before, deleted, after) = (folded(before), folded(deleted), folded(after));
    CONTEXTS.iter().find_map(|(most_before, most_after)| {
        let before = &before[before.len().saturating_sub(*most_before)..];
        let after = &after[..after.len().min(*most_after)];
        let needle = [before, &deleted, after].concat();
        let mut found =
            (needle.len() >= FEWEST).then(|| all(&needle, sources)).into_iter().flatten();
        let (source, at) = found.next().filter(|_| found.next().is_none())?;
        let start = at + before.len();
        let signs = start..start + deleted.len();
        Some(found_at(proposal, source, &sources[source], signs))
    })
}

/// All places of some characters: which source, and the index of the first of them there.
fn all<'a>(needle: &'a [char], sources: &'a [Source]) -> impl Iterator<Item = (usize, usize)> + 'a {
    sources.iter().enumerate().flat_map(move |(number, source)| {
        let windows = source.printed.windows(needle.len()).enumerate();
        windows
            .filter(move |(_, window)| {
                window.iter().zip(needle).all(|(printed, wanted)| printed.character == *wanted)
            })
            .map(move |(at, _)| (number, at))
    })
}

fn found_at(proposal: &Proposal, number: usize, source: &Source, signs: Range<usize>) -> Found {
    let printed = &source.printed;
    let bytes = if signs.is_empty() {
        // Words go in right behind what stands before them, or before what stands behind.
        let before = signs.start.checked_sub(1).and_then(|index| printed.get(index));
        let at = before.map_or(0, |sign| sign.bytes.end);
        at..at
    } else {
        printed[signs.start].bytes.start..printed[signs.end - 1].bytes.end
    };
    Found {
        source: number,
        place: Place::new(&source.path, &source.text, bytes.clone()),
        edit: edit(proposal, source, &signs, bytes),
    }
}

fn edit(
    proposal: &Proposal,
    source: &Source,
    signs: &Range<usize>,
    bytes: Range<usize>,
) -> Result<SourceEdit, ByHand> {
    let text = &source.text;
    let in_head = bytes.start < source.head;
    match &proposal.what {
        Proposed::Comment { .. } => Err(ByHand::Comment),
        Proposed::Paragraph { inserted } => {
            if in_head || !is_running(text, bytes.start) || !ends_paragraph(text, bytes.start) {
                return Err(ByHand::Structure);
            }
            let replacement = [PARAGRAPH_END, &escape_start(&escaped(inserted.trim()))].concat();
            Ok(SourceEdit { bytes, replacement })
        }
        Proposed::Change { deleted, inserted } => {
            let is_about_paragraphs = deleted == PARAGRAPH_END || inserted == PARAGRAPH_END;
            if is_about_paragraphs && (in_head || !is_running(text, bytes.start)) {
                return Err(ByHand::Structure);
            }
            let is_whole = proposal.before.is_empty() && proposal.after.is_empty();
            if is_whole && inserted.is_empty() {
                return whole_paragraph(source, bytes);
            }
            // Signs that print nothing stand between those that print.
            let stretch = source.printed.get(signs.clone()).unwrap_or_default();
            let is_plain = stretch.windows(2).all(|two| two[0].bytes.end == two[1].bytes.start);
            if !is_plain {
                return Err(ByHand::Marks);
            }
            let replacement = if in_head {
                if inserted.contains(['"', '\'', '\\', '{', '\n']) {
                    return Err(ByHand::Quotes);
                }
                inserted.clone()
            } else {
                escaped(inserted)
            };
            Ok(SourceEdit { bytes, replacement })
        }
    }
}

/// Takes a paragraph out with the empty line behind it.
fn whole_paragraph(source: &Source, bytes: Range<usize>) -> Result<SourceEdit, ByHand> {
    let text = &source.text;
    let begins = text[..bytes.start].ends_with("\n\n") || text[..bytes.start].ends_with("\n\r\n");
    if bytes.start < source.head || !begins || !ends_paragraph(text, bytes.end) {
        return Err(ByHand::Structure);
    }
    let rest = &text[bytes.end..];
    let end = bytes.end + (rest.len() - rest.trim_start().len());
    Ok(SourceEdit { bytes: bytes.start..end, replacement: String::new() })
}

/// Whether what stands at some bytes is a paragraph that is neither in a list, a quotation or a
/// table, nor a heading.
fn is_running(text: &str, at: usize) -> bool {
    let start = text[..at].rfind("\n\n").map_or(0, |blank| blank + 2);
    let first = text[start..].chars().next();
    first.is_some_and(char::is_alphabetic) && !begins_item(&text[start..])
        || first.is_some_and(|first| "“\"‘'«„*_[{".contains(first))
}

/// Whether a line begins as a lettered or roman item does: `A. `, `a) `.
fn begins_item(line: &str) -> bool {
    let marker = line.split_whitespace().next().unwrap_or_default();
    marker.len() <= 4 && marker.ends_with(['.', ')']) && line.len() > marker.len()
}

/// Whether a blank line or the end of the file comes next.
fn ends_paragraph(text: &str, at: usize) -> bool {
    let rest = &text[at..];
    let space = &rest[..rest.len() - rest.trim_start().len()];
    space.matches('\n').count() > 1 || space.len() == rest.len()
}

/// Words as Markdown and the template print them.
fn escaped(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for character in words.chars() {
        if matches!(character, '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '|') {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    for (tag, _) in [("{{", "}}"), ("{%", "%}"), ("{#", "#}")] {
        // A template prints a string as it stands.
        escaped = escaped.replace(tag, &format!("{{{{ \"{tag}\" }}}}"));
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "+++\nsubject = \"Rights now\"\n+++\n\nWe **urge** you to act on {{ date }} at\nonce, today.\n\nSecond paragraph, which stays.\n\n(A) Free all\n    prisoners.\n";

    fn applied(before: &str, what: Proposed, after: &str) -> Result<String, ByHand> {
        let proposal =
            Proposal { author: String::new(), before: before.into(), after: after.into(), what };
        let source = Source::new(Path::new("x.md"), TEXT.to_owned());
        let found = find(&proposal, &[source]).expect("it stands there once");
        let edit = found.edit?;
        let mut text = TEXT.to_owned();
        text.replace_range(edit.bytes, &edit.replacement);
        Ok(text)
    }

    fn change(deleted: &str, inserted: &str) -> Proposed {
        Proposed::Change { deleted: deleted.into(), inserted: inserted.into() }
    }

    #[test]
    fn words_are_changed_over_the_end_of_a_line_and_beside_a_tag() {
        let text = applied(
            "We urge you to act on 2 August ",
            change("at once, today", "by *Friday*"),
            ".",
        );
        assert!(text.unwrap().contains("{{ date }} by \\*Friday\\*.\n\nSecond"));
        let marks = applied("", change("We urge you", "We ask you"), " to act on 2 August at once");
        assert_eq!(marks, Err(ByHand::Marks));
    }

    #[test]
    fn front_matter_takes_words_without_quotation_marks() {
        let text = applied("Rights", change(" now", " today"), "").unwrap();
        assert!(text.contains("subject = \"Rights today\""));
        let quotes = applied("Rights", change(" now", " \"now\""), "");
        assert_eq!(quotes, Err(ByHand::Quotes));
    }

    #[test]
    fn a_paragraph_goes_behind_another_and_out_whole() {
        let added = Proposed::Paragraph { inserted: "1. We wait.".into() };
        let text = applied("Second paragraph, which stays.", added, "").unwrap();
        assert!(text.contains("which stays.\n\n1\\. We wait.\n\n(A)"));
        let text = applied("", change("Second paragraph, which stays.", ""), "").unwrap();
        assert!(text.contains("today.\n\n(A)"));
        let item = applied("", change("Free all prisoners.", ""), "");
        assert_eq!(item, Err(ByHand::Structure));
    }
}
