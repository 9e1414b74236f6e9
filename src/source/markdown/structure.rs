//! Makes of a letter's text one that CommonMark reads as the letter means it.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::source::markdown::rewrite::{Edits, Rewritten};
use crate::source::markdown::values::{GUARD, Token};
use crate::source::markdown::{Problem, address, fancy_list};

/// How deep lists, quotations, notes and inline marks may stand within each other.
pub(crate) const DEEPEST: usize = 64;

/// Each reading finds the lists of one level more; some are needed for what was taken back.
const READINGS: usize = 2 * DEEPEST;

/// What CommonMark, with tables and footnotes, makes of a body.
pub(crate) fn events(text: &str) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
    Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES).into_offset_iter()
}

/// A problem for what stands too deep.
pub(crate) fn too_deep(range: Range<usize>) -> Problem {
    Problem::new(range, "nesting", format!("this stands within more than {DEEPEST} others"))
        .help("take some of the lists, quotations or emphases away")
}

/// The text of a body with its lists, comments, placed blocks and bare addresses in forms that
/// CommonMark knows.
pub(crate) fn settle(text: &str) -> Result<Rewritten<'_>, Vec<Problem>> {
    let mut edits = placed_lines(text);
    let mut source = Rewritten::new(text, &edits);
    let mut lists = fancy_list::Markers::default();
    for _ in 0..READINGS {
        let mut reading = fancy_list::Reading::new(&source);
        let mut changed = false;
        for (event, range) in events(&source.text) {
            if let Event::Start(Tag::HtmlBlock) = event {
                changed |= drop_comments_before_text(&source, &range, &mut edits);
            }
            reading
                .take(&event, range)
                .map_err(|range| vec![too_deep(source.original_range(&range))])?;
        }
        changed |= lists.replace(reading, &mut edits);
        if !changed {
            return Ok(escape_addresses(source, edits));
        }
        source = Rewritten::new(text, &edits);
    }
    Err(vec![too_deep(0..0)])
}

/// The text of a string of front matter, with no line that could begin a block.
pub(crate) fn lines(text: &str) -> Rewritten<'_> {
    let mut edits = Edits::default();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if !line.trim().is_empty() {
            edits.replace(at..at, format!("{GUARD} "));
        }
        at += line.len();
    }
    escape_addresses(Rewritten::new(text, &edits), edits)
}

/// Sets blank lines round each line that holds a placed block alone, so that neither a paragraph
/// nor a list takes it in.
fn placed_lines(text: &str) -> Edits {
    let mut edits = Edits::default();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let alone = line.trim();
        if let Some((Token::Block(_), length)) = Token::read(alone)
            && length == alone.len()
        {
            edits.replace(at..at, "\n");
            edits.replace(at + line.len()..at + line.len(), "\n");
        }
        at += line.len();
    }
    edits
}

/// CommonMark takes the whole line on which a comment ends for HTML. Takes away the comments before
/// text, so that it is read; `false` if nothing but comments stands there, or none.
fn drop_comments_before_text(
    source: &Rewritten<'_>,
    range: &Range<usize>,
    edits: &mut Edits,
) -> bool {
    let block = &source.text[range.clone()];
    let start = range.start + (block.len() - block.trim_start().len());
    let comments = block.trim().len() - after_comments(block).trim().len();
    let before_text = comments > 0 && comments < block.trim().len();
    if before_text {
        edits.replace(source.original_range(&(start..start + comments)), "");
    }
    before_text
}

/// What follows the comments that a piece of HTML begins with.
pub(crate) fn after_comments(html: &str) -> &str {
    let mut rest = html.trim_start();
    // The hyphens may be the same: `<!-->` is a comment (CommonMark 6.6).
    while rest.starts_with("<!--")
        && let Some((_, behind)) = rest["<!".len()..].split_once("-->")
    {
        rest = behind.trim_start();
    }
    rest
}

/// Escapes the signs within bare addresses that CommonMark would take for its own.
fn escape_addresses(source: Rewritten<'_>, mut edits: Edits) -> Rewritten<'_> {
    let mut changed = false;
    let mut links = 0_usize;
    let mut opaque = 0_usize;
    let mut done = 0;
    for (event, range) in events(&source.text) {
        match event {
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => links += 1,
            Event::End(TagEnd::Link | TagEnd::Image) => links = links.saturating_sub(1),
            Event::Start(Tag::CodeBlock(_)) => opaque += 1,
            Event::End(TagEnd::CodeBlock) => opaque = opaque.saturating_sub(1),
            Event::Text(_) if links == 0 && opaque == 0 && range.end > done => {
                done = address::escape(&source.text, range.start.max(done)..range.end, |sign| {
                    let at = source.original(sign);
                    edits.replace(at..at, "\\");
                    changed = true;
                });
            }
            _ => {}
        }
    }
    if changed { Rewritten::new(source.original, &edits) } else { source }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_does_not_take_the_text_behind_it() {
        assert_eq!(settle("<!-- a --> We\n").unwrap().text, "We\n");
        assert_eq!(settle("<!-- a\nb --> <!-- c --> We\n").unwrap().text, "We\n");
        assert_eq!(settle("<!-- a -->\n\nWe").unwrap().text, "<!-- a -->\n\nWe");
        assert_eq!(after_comments("<!--> a"), "a");
        assert_eq!(after_comments("<!-- a"), "<!-- a");
    }

    #[test]
    fn signs_within_an_address_are_escaped() {
        let settled = |text| settle(text).unwrap().text;
        assert_eq!(settled("see https://x.org/_a_ *b*"), "see https://x.org/\\_a_ *b*");
        assert_eq!(settled("https://x.org/a_(b)_c and"), "https://x.org/a\\_(b)\\_c and");
        assert_eq!(settled("**https://x.org/a_b**"), "**https://x.org/a\\_b**");
        assert_eq!(settled("[a](https://x.org/a_b)"), "[a](https://x.org/a_b)");
        assert_eq!(settled("`https://x.org/a_b`"), "`https://x.org/a_b`");
        assert_eq!(settled("https://x.org/a\\_b_c"), "https://x.org/a\\_b\\_c");
    }
}
