//! Notes: numbered by their first marks.

use std::collections::{BTreeMap, VecDeque};
use std::ops::Range;

use crate::model::{Block, Inline, Note};
use crate::source::markdown::Problem;

/// The notes of a body by their labels, while it is read.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    indexes: BTreeMap<String, usize>,
    definitions: Vec<Option<Definition>>,
}

#[derive(Debug)]
struct Definition {
    label: String,
    blocks: Vec<Block>,
    range: Range<usize>,
}

impl Notes {
    /// The index of a label; case and the kind of white space in it make no difference.
    pub(crate) fn index(&mut self, label: &str) -> usize {
        let folded = label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        let next = self.definitions.len();
        let index = *self.indexes.entry(folded).or_insert(next);
        if index == next {
            self.definitions.push(None);
        }
        index
    }

    /// Takes what a note says.
    pub(crate) fn define(
        &mut self,
        label: String,
        blocks: Vec<Block>,
        range: Range<usize>,
    ) -> Result<(), Problem> {
        let index = self.index(&label);
        match self.definitions.get_mut(index) {
            Some(Some(_)) => {
                let message = format!("there are two notes `{label}`");
                Err(Problem::new(range, "note-twice", message)
                    .help("give one of them another name"))
            }
            Some(definition) => {
                *definition = Some(Definition { label, blocks, range });
                Ok(())
            }
            None => Ok(()),
        }
    }

    /// The notes in the order of their first marks, those in notes last; marks get their numbers.
    pub(crate) fn number(mut self, blocks: &mut [Block]) -> Result<Vec<Note>, Vec<Problem>> {
        let mut numbers = Numbers { by_index: BTreeMap::new(), due: VecDeque::new() };
        numbers.mark_blocks(blocks);
        let mut notes = Vec::new();
        while let Some(index) = numbers.due.pop_front() {
            let definition = self.definitions.get_mut(index).and_then(Option::take);
            let mut blocks = definition.map(|definition| definition.blocks).unwrap_or_default();
            numbers.mark_blocks(&mut blocks);
            notes.push(Note { blocks });
        }
        let unmarked = self.definitions.into_iter().flatten().map(|definition| {
            let message = format!("nothing in the text refers to the note `{}`", definition.label);
            Problem::new(definition.range, "unused-note", message)
                .help(format!("write `[^{}]` where it belongs, or delete it", definition.label))
        });
        let problems = unmarked.collect::<Vec<_>>();
        if problems.is_empty() { Ok(notes) } else { Err(problems) }
    }
}

struct Numbers {
    by_index: BTreeMap<usize, usize>,
    /// Notes that have a number and were not looked into yet.
    due: VecDeque<usize>,
}

impl Numbers {
    fn mark_blocks(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            match block {
                Block::Paragraph(text) | Block::Heading { text, .. } => self.mark(text),
                Block::Quotation(inner) => self.mark_blocks(inner),
                Block::List(list) => list.items.iter_mut().for_each(|item| self.mark_blocks(item)),
                Block::Table(table) => {
                    let cells = table.heads.iter_mut().chain(table.rows.iter_mut().flatten());
                    cells.for_each(|cell| self.mark(cell));
                }
                _ => {}
            }
        }
    }

    fn mark(&mut self, inlines: &mut [Inline]) {
        for inline in inlines {
            match inline {
                Inline::NoteMark(index) => {
                    let next = self.by_index.len();
                    let number = *self.by_index.entry(*index).or_insert(next);
                    if number == next {
                        self.due.push_back(*index);
                    }
                    *index = number;
                }
                Inline::Emphasis(text)
                | Inline::Strong(text)
                | Inline::Link { text, .. }
                | Inline::Span { text, .. }
                | Inline::Isolate(text) => self.mark(text),
                _ => {}
            }
        }
    }
}
