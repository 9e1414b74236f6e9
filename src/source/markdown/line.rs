//! What stands in a paragraph, heading or cell: characters, and marks between them.

use std::ops::Range;

use crate::model::{Inline, Language, Paragraph, Picture};
use crate::source::markdown::structure::{DEEPEST, too_deep};
use crate::source::markdown::values::{GUARD, Placed, Token, Values, folds};
use crate::source::markdown::{Problem, address, smart, span};

/// A character, or a mark between characters, with its place in the text read.
#[derive(Clone, Debug)]
pub(crate) struct Unit {
    pub(crate) at: usize,
    pub(crate) kind: Kind,
}

#[derive(Clone, Debug)]
pub(crate) enum Kind {
    /// A character that the author typed, which punctuation rules may replace.
    Typed(char),
    /// A character that stays: of a value, an address, an escape.
    Verbatim(char),
    Open(Wrap),
    Close,
    Code(String),
    Break,
    /// A note's mark: the index of its label.
    NoteMark(usize),
    Placed(Placed),
    /// A picture, with the bytes that name it.
    Picture(Box<Picture>, Range<usize>),
}

/// What may stand round a part of a paragraph.
#[derive(Clone, Debug)]
pub(crate) enum Wrap {
    Emphasis,
    Strong,
    Link(String),
    Span(Language),
}

impl Unit {
    /// The character, if it is one.
    pub(crate) fn character(&self) -> Option<char> {
        match self.kind {
            Kind::Typed(character) | Kind::Verbatim(character) => Some(character),
            _ => None,
        }
    }

    /// Whether it is a given character, typed.
    pub(crate) fn is(&self, character: char) -> bool {
        matches!(self.kind, Kind::Typed(typed) if typed == character)
    }
}

/// A paragraph, heading or cell being read.
#[derive(Debug, Default)]
pub(crate) struct Line {
    pub(crate) units: Vec<Unit>,
    /// The end of the last stretch of text, since a backslash in it escapes nothing.
    text_end: usize,
}

impl Line {
    pub(crate) fn push(&mut self, at: usize, kind: Kind) {
        self.units.push(Unit { at, kind });
    }

    /// Adds a stretch of text: what Markdown makes of `range` of `source`.
    pub(crate) fn push_text(
        &mut self,
        text: &str,
        range: &Range<usize>,
        source: &str,
        values: &Values,
    ) {
        let entity = source.get(range.clone()) != Some(text);
        let escaped = self.text_end != range.start && source[..range.start].ends_with('\\');
        self.text_end = range.end;
        let mut rest = text;
        while let Some(character) = rest.chars().next() {
            let start = text.len() - rest.len();
            let at = if entity { range.start } else { range.start + start };
            let mut length = character.len_utf8();
            match Token::read(rest) {
                Some((Token::Value(index), token)) => {
                    length = token;
                    for character in values.get(index).chars() {
                        self.push(at, Kind::Verbatim(character));
                    }
                }
                Some((Token::Block(block), token)) => {
                    length = token;
                    self.push(at, Kind::Placed(block));
                }
                None if character == GUARD => {}
                None if entity || escaped && start == 0 => self.push(at, Kind::Verbatim(character)),
                None => self.push(at, Kind::Typed(character)),
            }
            rest = &rest[length..];
        }
    }

    /// The paragraph. Punctuation is that of `language`, or as it was typed.
    pub(crate) fn finish(
        mut self,
        language: Option<&Language>,
        problems: &mut Vec<Problem>,
    ) -> Paragraph {
        self.units = address::link(&span::read(self.units, problems));
        if let Some(language) = language {
            self.units = smart::punctuate(&self.units, language);
        }
        nest(self.units).unwrap_or_else(|at| {
            problems.push(too_deep(at..at));
            Vec::new()
        })
    }
}

/// A part of a paragraph that is not closed yet.
#[derive(Default)]
struct Open {
    wrap: Option<Wrap>,
    inlines: Vec<Inline>,
    text: String,
}

impl Open {
    fn flush(&mut self) {
        if !self.text.is_empty() {
            self.inlines.push(Inline::Text(std::mem::take(&mut self.text)));
        }
    }

    fn push(&mut self, inline: Inline) {
        self.flush();
        self.inlines.push(inline);
    }

    fn close(mut self, parent: &mut Self) {
        self.flush();
        let text = self.inlines;
        let inline = match self.wrap {
            Some(Wrap::Link(address)) => Inline::Link { address, text },
            _ if text.is_empty() => return,
            Some(Wrap::Emphasis) => Inline::Emphasis(text),
            Some(Wrap::Strong) => Inline::Strong(text),
            Some(Wrap::Span(language)) => Inline::Span { language, text },
            None => return,
        };
        parent.push(inline);
    }
}

/// Where the next character stands, for the folding of spaces.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Space {
    /// At the start of a line, where spaces vanish.
    Start,
    /// Behind a space that is printed once something follows it.
    Pending,
    None,
}

/// Units to inlines; an error is the place of what stands too deep.
fn nest(units: Vec<Unit>) -> Result<Paragraph, usize> {
    let mut parents: Vec<Open> = Vec::new();
    let mut open = Open::default();
    let mut space = Space::Start;
    for unit in units {
        if space == Space::Pending
            && !matches!(unit.kind, Kind::Close | Kind::Break)
            && !unit.character().is_some_and(folds)
        {
            open.text.push(' ');
            space = Space::None;
        }
        match unit.kind {
            Kind::Typed(character) | Kind::Verbatim(character) if folds(character) => {
                if space == Space::None {
                    space = Space::Pending;
                }
            }
            Kind::Typed(character) | Kind::Verbatim(character) => {
                open.text.push(character);
                space = Space::None;
            }
            Kind::Code(code) => {
                open.push(Inline::Code(code));
                space = Space::None;
            }
            Kind::NoteMark(label) => {
                open.push(Inline::NoteMark(label));
                space = Space::None;
            }
            Kind::Break => {
                open.push(Inline::LineBreak);
                space = Space::Start;
            }
            Kind::Open(wrap) => {
                if parents.len() >= DEEPEST {
                    return Err(unit.at);
                }
                let inner = Open { wrap: Some(wrap), ..Open::default() };
                parents.push(std::mem::replace(&mut open, inner));
            }
            Kind::Close => {
                if let Some(parent) = parents.pop() {
                    std::mem::replace(&mut open, parent).close(&mut open);
                }
            }
            Kind::Placed(_) | Kind::Picture(..) => {}
        }
    }
    while let Some(parent) = parents.pop() {
        std::mem::replace(&mut open, parent).close(&mut open);
    }
    open.flush();
    while open.inlines.last() == Some(&Inline::LineBreak) {
        open.inlines.pop();
    }
    Ok(open.inlines)
}
