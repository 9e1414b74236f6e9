//! The words of a passage in both texts, as spans of running text.

use std::rc::Rc;

use crate::draft::diff::edit::Edit;
use crate::draft::diff::token::{Atom, Token, Wrap};
use crate::model::{Change, Inline, Span};

/// What a passage says in both texts, cut where one of them begins a new passage.
pub(crate) fn spans(old: &[Token], new: &[Token], edits: &[Edit]) -> Vec<Vec<Span>> {
    let mut writer = Writer { pieces: Vec::new(), leaves: Vec::new() };
    let mut at = (0, 0);
    let end = Edit { old: old.len()..old.len(), new: new.len()..new.len() };
    for edit in edits.iter().chain([&end]) {
        for (old, new) in old[at.0..edit.old.start].iter().zip(&new[at.1..edit.new.start]) {
            writer.same(old, new);
        }
        writer.edit(&old[edit.old.clone()], &new[edit.new.clone()]);
        at = (edit.old.end, edit.new.end);
    }
    writer.cut();
    writer.pieces
}

/// All of a passage, with one fate.
pub(crate) fn whole(change: Change, tokens: &[Token]) -> Vec<Span> {
    let mut writer = Writer { pieces: Vec::new(), leaves: Vec::new() };
    for token in tokens {
        writer.push(change, token, &token.space);
    }
    writer.cut();
    writer.pieces.pop().unwrap_or_default()
}

/// Text with one fate and one set of marks round it.
struct Leaf {
    change: Change,
    wraps: Rc<[Wrap]>,
    inline: Inline,
}

struct Writer {
    pieces: Vec<Vec<Span>>,
    leaves: Vec<Leaf>,
}

impl Writer {
    fn same(&mut self, old: &Token, new: &Token) {
        // At the start of a passage a word has no space before it; it then stands with what was
        // put in, or taken out, before the word.
        match (old.space.is_empty(), new.space.is_empty()) {
            (false, true) => self.space(Change::Deleted, &old.space, &old.wraps),
            (true, false) => self.space(Change::Inserted, &new.space, &new.wraps),
            _ => self.space(Change::Same, &new.space, &new.wraps),
        }
        self.push(Change::Same, new, "");
    }

    /// What went, then what came; what stands beside a boundary of the other text stands before it.
    fn edit(&mut self, old: &[Token], new: &[Token]) {
        let is_boundary = |token: &Token| token.atom == Atom::Boundary;
        let mut olds = old.split(is_boundary);
        let mut news = new.split(is_boundary);
        self.replace(olds.next().unwrap_or_default(), news.next().unwrap_or_default());
        for (change, rest) in
            olds.map(|old| (Change::Deleted, old)).chain(news.map(|new| (Change::Inserted, new)))
        {
            self.cut();
            for token in rest {
                self.push(change, token, &token.space);
            }
        }
    }

    fn replace(&mut self, old: &[Token], new: &[Token]) {
        let mut skip = false;
        if let (Some(first), Some(other)) = (old.first(), new.first())
            && !first.space.is_empty()
            && !other.space.is_empty()
        {
            self.space(Change::Same, &other.space, &other.wraps);
            skip = true;
        }
        for (change, tokens) in [(Change::Deleted, old), (Change::Inserted, new)] {
            for (index, token) in tokens.iter().enumerate() {
                let space = if skip && index == 0 { "" } else { &token.space };
                self.push(change, token, space);
            }
        }
    }

    fn push(&mut self, change: Change, token: &Token, space: &str) {
        self.space(change, space, &token.wraps);
        let inline = match &token.atom {
            Atom::Boundary => return,
            Atom::Word(text) | Atom::Sign(text) => Inline::Text(text.clone()),
            Atom::Code(code) => Inline::Code(code.clone()),
            Atom::NoteMark(index) => Inline::NoteMark(*index),
            Atom::LineBreak => Inline::LineBreak,
        };
        self.leaves.push(Leaf { change, wraps: Rc::clone(&token.wraps), inline });
    }

    /// White space stands in the marks that both what is before it and what is behind it stand in.
    fn space(&mut self, change: Change, space: &str, wraps: &Rc<[Wrap]>) {
        let Some(before) = self.leaves.last() else { return };
        if space.is_empty() {
            return;
        }
        let shared = before.wraps.iter().zip(wraps.iter()).take_while(|(one, other)| one == other);
        let wraps: Rc<[Wrap]> = wraps[..shared.count()].into();
        self.leaves.push(Leaf { change, wraps, inline: Inline::Text(space.to_owned()) });
    }

    fn cut(&mut self) {
        let leaves = std::mem::take(&mut self.leaves);
        let spans = leaves.chunk_by(|one, other| one.change == other.change);
        self.pieces
            .push(spans.map(|leaves| Span::new(leaves[0].change, nested(leaves, 0))).collect());
    }
}

/// Leaves as inlines, within the marks that are deeper than `depth`.
fn nested(leaves: &[Leaf], depth: usize) -> Vec<Inline> {
    let mut inlines: Vec<Inline> = Vec::new();
    for leaves in leaves.chunk_by(|one, other| one.wraps.get(depth) == other.wraps.get(depth)) {
        let Some(wrap) = leaves[0].wraps.get(depth) else {
            for leaf in leaves {
                match (inlines.last_mut(), &leaf.inline) {
                    (Some(Inline::Text(before)), Inline::Text(text)) => before.push_str(text),
                    (_, inline) => inlines.push(inline.clone()),
                }
            }
            continue;
        };
        let text = nested(leaves, depth + 1);
        inlines.push(match wrap {
            Wrap::Emphasis => Inline::Emphasis(text),
            Wrap::Strong => Inline::Strong(text),
            Wrap::Link(address) => Inline::Link { address: address.clone(), text },
            Wrap::Span(language) => Inline::Span { language: language.clone(), text },
            Wrap::Isolate => Inline::Isolate(text),
        });
    }
    inlines
}
