//! Lists that CommonMark does not know: lettered, roman and bracketed markers, and markers followed
//! by a no-break space.
//!
//! Where CommonMark sees a paragraph that begins with such a marker, the marker is replaced by one
//! that it knows and that is as wide. The next reading then shows what stands within the item.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::source::markdown::line_marker::{LineMarker, column, content};
use crate::source::markdown::marker::{Marker, Sequence};
use crate::source::markdown::rewrite::{Edits, Rewritten};
use crate::source::markdown::structure::DEEPEST;

/// A note's further lines are indented by four.
const NOTE_INDENT: usize = 4;

/// The markers replaced so far.
#[derive(Debug, Default)]
pub(crate) struct Markers {
    replaced: BTreeSet<usize>,
    /// Markers that did not begin an item when replaced; they stay as they are.
    refused: BTreeSet<usize>,
}

impl Markers {
    /// Replaces the markers that a whole reading has found; `false` if nothing changed.
    pub(crate) fn replace(&mut self, reading: Reading<'_>, edits: &mut Edits) -> bool {
        let refused = self.replaced.difference(&reading.items).copied().collect::<Vec<_>>();
        for start in &refused {
            edits.undo(*start);
            self.replaced.remove(start);
            self.refused.insert(*start);
        }
        let mut changed = !refused.is_empty();
        for (range, replacement) in reading.found {
            if !self.refused.contains(&range.start) {
                self.replaced.insert(range.start);
                edits.replace(range, replacement);
                changed = true;
            }
        }
        changed
    }
}

/// A container that is open.
#[derive(Clone, Debug)]
enum Level {
    Quotation,
    Note,
    Item {
        /// The column at which its text begins.
        content: usize,
        /// The markers of its list up to its own; none with bullets.
        sequence: Option<Sequence>,
        /// Whether its first paragraph has not ended yet.
        opening: bool,
    },
}

/// A reading of the text, which looks for markers where paragraphs begin.
pub(crate) struct Reading<'s> {
    source: &'s Rewritten<'s>,
    levels: Vec<Level>,
    /// For each open list, the markers of its items so far.
    lists: Vec<Option<Sequence>>,
    /// The paragraph being read.
    leaf: Option<Range<usize>>,
    /// Whether a heading, table or block of code is being read, which begins no list.
    opaque: bool,
    /// The places in the original at which items begin.
    items: BTreeSet<usize>,
    /// Replacements, by stretches of the original.
    found: Vec<(Range<usize>, String)>,
}

impl<'s> Reading<'s> {
    pub(crate) fn new(source: &'s Rewritten<'s>) -> Self {
        Self {
            source,
            levels: Vec::new(),
            lists: Vec::new(),
            leaf: None,
            opaque: false,
            items: BTreeSet::new(),
            found: Vec::new(),
        }
    }

    /// Takes the next event; an error is the place of what stands too deep.
    pub(crate) fn take(
        &mut self,
        event: &Event<'_>,
        range: Range<usize>,
    ) -> Result<(), Range<usize>> {
        match event {
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Image { .. })
            | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link | TagEnd::Image)
            | Event::Text(_)
            | Event::Code(_)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_)
            | Event::SoftBreak
            | Event::HardBreak => {
                if !self.opaque {
                    let leaf = self.leaf.get_or_insert(range.clone());
                    leaf.end = leaf.end.max(range.end);
                }
            }
            Event::Start(tag) => {
                self.end_of_leaf()?;
                self.open(tag, &range);
                if self.levels.len() > DEEPEST {
                    return Err(range);
                }
            }
            Event::End(tag) => {
                self.end_of_leaf()?;
                self.close(*tag);
            }
            _ => self.end_of_leaf()?,
        }
        Ok(())
    }

    fn open(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        if let Some(Level::Item { opening, .. }) = self.levels.last_mut() {
            *opening = matches!(tag, Tag::Paragraph) && *opening;
        }
        match tag {
            Tag::BlockQuote(_) => self.levels.push(Level::Quotation),
            Tag::FootnoteDefinition(_) => self.levels.push(Level::Note),
            Tag::List(_) => self.lists.push(None),
            Tag::Item => self.open_item(range.start),
            // An underline makes a heading of a paragraph.
            Tag::Heading { .. } => {
                self.opaque = self.source.text[range.start..].starts_with('#');
            }
            Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::Table(_) => self.opaque = true,
            _ => {}
        }
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition | TagEnd::Item => {
                self.levels.pop();
            }
            TagEnd::List(_) => {
                self.lists.pop();
            }
            TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::Table => {
                self.opaque = false;
            }
            _ => {}
        }
    }

    fn open_item(&mut self, start: usize) {
        let text = &self.source.text[start..];
        let at = start + (text.len() - text.trim_start_matches([' ', '\t']).len());
        let place = self.source.original(at);
        self.items.insert(place);
        let marker = Marker::read(&self.source.original[place..]);
        let width = marker.as_ref().map_or(1, Marker::len);
        let text = &self.source.text;
        let content = content(text, at, width);
        if let Some(spaced) = LineMarker::read(&text[at..], column(text, at)) {
            self.replace(at, &spaced);
        }
        if let Some(list) = self.lists.last_mut()
            && !Sequence::continues(list, marker.as_ref())
        {
            *list = marker.as_ref().map(Sequence::begin);
        }
        let sequence = self.lists.last().cloned().flatten();
        self.levels.push(Level::Item { content, sequence, opening: true });
    }

    /// Looks for markers at the start of the paragraph that ends here, and of its lines.
    fn end_of_leaf(&mut self) -> Result<(), Range<usize>> {
        let Some(leaf) = self.leaf.take() else { return Ok(()) };
        let text = &self.source.text;
        let mut levels = None;
        if !text[..leaf.start].ends_with('\\') && LineMarker::read(&text[leaf.clone()], 0).is_some()
        {
            let levels = levels.get_or_insert_with(|| self.levels.clone());
            self.chain(leaf.start, column(text, leaf.start), levels)?;
        }
        let mut line = leaf.start;
        while let Some(newline) = text[line..leaf.end].find('\n') {
            line += newline + 1;
            let prefix = text[line..leaf.end].trim_start_matches([' ', '\t', '>']);
            let at = leaf.end - prefix.len();
            if LineMarker::read(prefix, 0).is_some() {
                let levels = levels.get_or_insert_with(|| self.levels.clone());
                self.line(line, at, levels)?;
            }
        }
        if let Some(Level::Item { opening, .. }) = self.levels.last_mut() {
            *opening = false;
        }
        Ok(())
    }

    /// Replaces the marker at `at`, and those that follow it directly: `(A) (i) text`.
    fn chain(
        &mut self,
        at: usize,
        column: usize,
        levels: &mut Vec<Level>,
    ) -> Result<(), Range<usize>> {
        let (mut at, mut column) = (at, column);
        while let Some(found) = LineMarker::read(&self.source.text[at..], column) {
            let sequence = found.marker.as_ref().map(Sequence::begin);
            self.replace(at, &found);
            column += found.replacement.len();
            levels.push(Level::Item { content: column, sequence, opening: true });
            at += found.length;
            if levels.len() > DEEPEST {
                return Err(at..at);
            }
        }
        Ok(())
    }

    fn replace(&mut self, at: usize, found: &LineMarker) {
        let range = self.source.original_range(&(at..at + found.length));
        self.found.push((range, found.replacement.clone()));
    }

    /// Looks at a marker within a paragraph: it goes on with the list of an item that is open, or
    /// begins a list right after an item's text.
    fn line(
        &mut self,
        line: usize,
        at: usize,
        levels: &mut Vec<Level>,
    ) -> Result<(), Range<usize>> {
        let text = &self.source.text;
        let prefix = &text[line..at];
        let column = column(text, at);
        let Some(found) = LineMarker::read(&text[at..], column) else { return Ok(()) };
        let (within, indent) = containers(levels, prefix, column);
        if column > indent + 3 && within < levels.len() {
            return Ok(());
        }
        let first = found.marker.as_ref().is_some_and(Marker::first);
        let sequence = match (levels.get(within), levels.last()) {
            (Some(Level::Item { sequence, .. }), _) => {
                let mut sequence = sequence.clone();
                match (&found.marker, sequence.as_mut()) {
                    (None, None) => None,
                    (Some(marker), Some(list)) if list.goes_on(marker) => {
                        list.take(marker);
                        sequence
                    }
                    (Some(marker), _) if first => Some(Sequence::begin(marker)),
                    _ => return Ok(()),
                }
            }
            (None, Some(Level::Item { opening: true, .. })) if first => {
                found.marker.as_ref().map(Sequence::begin)
            }
            _ => return Ok(()),
        };
        self.replace(at, &found);
        levels.truncate(within);
        let content = column + found.replacement.len();
        levels.push(Level::Item { content, sequence, opening: true });
        if levels.len() > DEEPEST {
            return Err(at..at);
        }
        self.chain(at + found.length, content, levels)
    }
}

/// How many of the containers a line lies in, and the column at which the innermost one's text
/// begins.
fn containers(levels: &[Level], prefix: &str, column: usize) -> (usize, usize) {
    let mut quotations = prefix.matches('>').count();
    let mut indent = prefix.rfind('>').map_or(0, |mark| mark + 2);
    for (index, level) in levels.iter().enumerate() {
        match level {
            Level::Quotation if quotations > 0 => quotations -= 1,
            Level::Note if column >= NOTE_INDENT => indent = indent.max(NOTE_INDENT),
            Level::Item { content, .. } if column >= *content => indent = indent.max(*content),
            _ => return (index, indent),
        }
    }
    (levels.len(), indent)
}

#[cfg(test)]
mod tests {
    use snapbox::{assert_data_eq, prelude::*, str};

    use crate::source::markdown::sketch::sketch;

    #[test]
    fn each_style_is_kept_with_its_start() {
        let text = "(A)\u{a0} one\n\n(B)\u{a0} two\n\ntext\n\n(D)\u{a0} four\n\ntext\n\n\
                    C.  three\n\ntext\n\nb) two\n\ntext\n\n(iv) four\n\ntext\n\n(3) three\n\n\
                    text\n\n7. seven\n8. eight\n";
        assert_data_eq!(
            sketch(text),
            str![[r#"
loose list
(A) one
(B) two
text
tight list
(D) four
text
tight list
C. three
text
tight list
b) two
text
tight list
(iv) four
text
tight list
(3) three
text
tight list
7. seven
8. eight

"#]]
            .raw()
        );
    }

    #[test]
    fn items_follow_each_other_without_blank_lines() {
        let text = "We ask:\n\n(a) one,\nwhich goes on\n(b) two\n    (i) inner\n    (ii) inner\n\
                    (c) three\n";
        assert_data_eq!(
            sketch(text),
            str![[r#"
We ask:
tight list
(a) one, which goes on
(b) two
  tight list
  (i) inner
  (ii) inner
(c) three

"#]]
            .raw()
        );
    }

    #[test]
    fn an_item_holds_paragraphs_and_lists() {
        let text = "(A)  one\n\n     more\n\n    and more\n\n     1.  inner\n\n         deep\n\n\
                    (B)  two\n\n    - bullet\n      (a) in it\n\n    > quoted\n    >\n    > (i) x\n    > (ii) y\n";
        assert_data_eq!(
            sketch(text),
            str![[r#"
loose list
(A) one
  more
  and more
  loose list
  1. inner
    deep
(B) two
  tight list
  - bullet
    tight list
    (a) in it
  quotation
    quoted
    tight list
    (i) x
    (ii) y

"#]]
            .raw()
        );
    }

    #[test]
    fn a_wrapped_line_begins_no_list() {
        let text = "organizations\n(CSOs) working\n(i) here and\n(a) there\nI. Roe\n\n\
                    E. Roe wrote\n\nE.\u{a0}Roe wrote\n\n\
                    (A) the report\n(CSOs) of\n(b) that\n(2019) year\n";
        assert_data_eq!(
            sketch(text),
            str![[r#"
organizations (CSOs) working (i) here and (a) there I. Roe
E. Roe wrote
E. Roe wrote
tight list
(A) the report (CSOs) of (b) that (2019) year

"#]]
            .raw()
        );
    }

    #[test]
    fn another_style_begins_another_list_with_its_own_spacing() {
        let text =
            "(A) one\n(B) two\n(1) three\n(2) four\n\n1) five\n\n2) six\n\nA.  seven\n1. eight\n";
        assert_data_eq!(
            sketch(text),
            str![[r#"
tight list
(A) one
(B) two
tight list
(1) three
(2) four
loose list
1) five
2) six
tight list
A. seven
tight list
1. eight

"#]]
            .raw()
        );
    }

    #[test]
    fn white_space_of_any_kind_follows_a_marker() {
        let text = "1.\u{a0}one\n2. \u{a0}two\n\n- \u{a0}bullet\n-\u{2003}bullet\n\n\
                    (A)\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0} wide\n\n(B)\ttab\n";
        assert_data_eq!(
            sketch(text),
            str![[r#"
tight list
1. one
2. two
tight list
- bullet
- bullet
loose list
(A) wide
(B) tab

"#]]
            .raw()
        );
    }

    #[test]
    fn markers_stand_behind_each_other_and_after_other_blocks() {
        let text = "# Head\n(A) (i) both\n\n- (a) in a bullet\n\n> (A) quoted\n> (B) quoted\n\n\
                    (A) not a heading\n===\n\n(A)\n\n\\(A) escaped\n";
        assert_data_eq!(
            sketch(text),
            str![[r#"
h1 #head Head
tight list
(A) tight list
  (i) both
tight list
- tight list
  (a) in a bullet
quotation
  tight list
  (A) quoted
  (B) quoted
loose list
(A) not a heading ===
(B) 
(A) escaped

"#]]
            .raw()
        );
    }

    #[test]
    fn code_and_tables_hold_no_lists() {
        let text = "```\n(A) code\n```\n\n    (A) code\n\n| (A) a | b |\n|---|---|\n| (B) c | d |\n\n# (A) head\n";
        assert_data_eq!(
            sketch(text),
            str![[r#"
code "(A) code"
code "(A) code"
table [Start, Start]
| (A) a | b |
| (B) c | d |
h1 #a-head (A) head

"#]]
            .raw()
        );
    }

    #[test]
    fn lists_nested_too_deep_are_a_problem() {
        let text = format!("{}x", "(A) ".repeat(70));
        assert!(sketch(&text).starts_with("nesting at"));
        assert!(!sketch(&format!("{}x", "(A) ".repeat(64))).starts_with("nesting"));
    }
}
