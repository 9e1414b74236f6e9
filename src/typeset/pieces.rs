//! Running text to the pieces that a paragraph is set from, with the elements that stand in it.

use crate::model::{Inline, Language, plain};
use crate::typeset::font::{Slant, Weight};
use crate::typeset::paragraph::{Piece, TextStyle};
use crate::typeset::structure::{Element, ElementId, Role, Structure, Target};

/// What text looks like and belongs to where nothing in it says otherwise.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ground<'a> {
    /// How it is drawn.
    pub(crate) style: TextStyle,
    /// Its language.
    pub(crate) language: &'a Language,
    /// What it is part of.
    pub(crate) element: ElementId,
}

/// The notes that marks lead to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Marks<'a> {
    /// The number of each.
    pub(crate) numbers: &'a [String],
    /// The element of the first; the others follow it.
    pub(crate) first: ElementId,
}

impl Marks<'_> {
    /// The element of a note.
    pub(crate) fn element(&self, note: usize) -> ElementId {
        ElementId(self.first.0.saturating_add(u32::try_from(note).unwrap_or(u32::MAX)))
    }

    /// The note that an element is.
    pub(crate) fn note(&self, element: ElementId) -> Option<usize> {
        let note = element.0.checked_sub(self.first.0)? as usize;
        (note < self.numbers.len()).then_some(note)
    }
}

/// The size of a note's mark, in parts of the text's: what superior figures of text faces have.
const MARK_SIZE: f64 = 0.65;
/// How far a note's mark is raised, in em: its top stands level with capitals.
const MARK_RISE: f64 = 0.34;

/// Adds the pieces of running text.
pub(crate) fn push<'a>(
    inlines: &'a [Inline],
    ground: Ground<'a>,
    marks: Marks<'a>,
    structure: &mut Structure,
    pieces: &mut Vec<Piece<'a>>,
) {
    for inline in inlines {
        let mut inner = ground;
        match inline {
            Inline::Text(text) => pieces.push(ground.piece(text)),
            Inline::LineBreak => pieces.push(ground.piece("\n")),
            Inline::Emphasis(text) => {
                inner.style.font.slant = match ground.style.font.slant {
                    Slant::Upright => Slant::Italic,
                    Slant::Italic => Slant::Upright,
                };
                push(text, inner, marks, structure, pieces);
            }
            Inline::Strong(text) => {
                inner.style.font.weight = Weight::Semibold;
                push(text, inner, marks, structure, pieces);
            }
            Inline::Code(text) => {
                inner.element = structure.add(Role::Code, ground.element);
                pieces.push(inner.piece(text));
            }
            Inline::Link { address, text } => {
                let words = plain(text);
                let shown = !words.trim().is_empty();
                inner.element = structure.push(Element {
                    role: Role::Link,
                    parent: Some(ground.element),
                    language: None,
                    target: Some(Target::Address(address.clone())),
                    description: Some(if shown { words } else { address.clone() }),
                });
                if shown {
                    push(text, inner, marks, structure, pieces);
                } else {
                    pieces.push(inner.piece(address));
                }
            }
            Inline::Span { language, text } => {
                inner.element = structure.push(Element {
                    role: Role::Span,
                    parent: Some(ground.element),
                    language: Some(language.clone()),
                    target: None,
                    description: None,
                });
                inner.language = language;
                push(text, inner, marks, structure, pieces);
            }
            Inline::Isolate(text) => {
                pieces.push(ground.piece("\u{2068}"));
                push(text, ground, marks, structure, pieces);
                pieces.push(ground.piece("\u{2069}"));
            }
            Inline::NoteMark(note) => {
                let Some(number) = marks.numbers.get(*note) else { continue };
                inner.element = structure.push(Element {
                    role: Role::Reference,
                    parent: Some(ground.element),
                    language: None,
                    target: Some(Target::Element(marks.element(*note))),
                    description: None,
                });
                inner.style.rise = ground.style.size * MARK_RISE;
                inner.style.size = ground.style.size * MARK_SIZE;
                pieces.push(inner.piece(number));
            }
        }
    }
}

impl<'a> Ground<'a> {
    /// A piece of plain text.
    pub(crate) fn piece(&self, text: &'a str) -> Piece<'a> {
        Piece { text, style: self.style, language: self.language, element: Some(self.element) }
    }
}
