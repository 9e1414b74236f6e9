//! The body's headings as a list, with the pages on which they stand.

use std::collections::BTreeMap;

use crate::model::{Block, Length, plain};
use crate::typeset::TypesetError;
use crate::typeset::body::Place;
use crate::typeset::compositor::{Compositor, Layout};
use crate::typeset::flow::{Content, Plan};
use crate::typeset::galley::{Break, Ink, Item};
use crate::typeset::paragraph::Alignment;
use crate::typeset::structure::{Element, ElementId, Role, Target};

/// How much deeper each level stands, in em.
const LEVEL: f64 = 1.6;
/// Room for the numbers, in em: four digits and some space before them.
const NUMBERS: f64 = 4.0;

impl Compositor<'_> {
    /// Sets the list. The numbers' places are as wide whatever the numbers, so that they can be
    /// filled in when the pages are made up, and nothing moves.
    pub(crate) fn contents(&mut self, place: Place) -> Result<(), TypesetError> {
        let letter = self.letter;
        let headings = letter.body.iter().filter_map(|block| match block {
            Block::Heading { level, text, anchor } => Some((*level, plain(text), anchor)),
            _ => None,
        });
        let headings: Vec<_> = headings.collect();
        if headings.is_empty() {
            return Ok(());
        }
        let list = self.structure.add(Role::List, place.parent);
        for (level, title, anchor) in headings {
            let item = self.structure.add(Role::ListItem, list);
            let body = self.structure.add(Role::ListBody, item);
            let link = self.structure.push(Element {
                role: Role::Link,
                parent: Some(body),
                language: None,
                target: None,
                description: Some(title.clone()),
            });
            let indent = place.kind.size * LEVEL * f64::from(level.saturating_sub(1));
            let whole = place.frame.indented(indent);
            let mut frame = whole;
            frame.measure = (whole.measure - place.kind.size * NUMBERS).max(Length::ZERO);
            let layout = Layout::ragged(place.kind, frame);
            let begin = self.galley.items.len();
            let piece = self.piece(&title, &layout, Some(link));
            let lines = self.set(&[piece], &layout)?;
            self.push_lines(lines, &layout, Break::Strands);
            if let Some(Item::Row(last)) =
                self.galley.items.get_mut(begin..).and_then(<[_]>::last_mut)
            {
                last.inks.push(Ink::PageOf { link, frame: whole });
            }
            self.links.push((anchor, link));
        }
        Ok(())
    }

    /// Says where the links of the contents lead, and sets the numbers of the pages in their
    /// places.
    pub(crate) fn number_contents(&mut self, pages: &[Plan]) -> Result<(), TypesetError> {
        if self.links.is_empty() {
            return Ok(());
        }
        let mut numbers: BTreeMap<ElementId, usize> = BTreeMap::new();
        for (index, page) in pages.iter().enumerate() {
            for slot in &page.slots {
                if let Content::Row(row) = slot.content
                    && let Some(Item::Row(row)) = self.galley.items.get(row)
                    && let Some(heading) = row.heading
                {
                    numbers.insert(heading, index + 1);
                }
            }
        }
        for (anchor, link) in std::mem::take(&mut self.links) {
            let heading = self.anchors.get(anchor).copied();
            self.structure.get_mut(link).target = heading.map(Target::Element);
            if let Some(page) = heading.and_then(|heading| numbers.get(&heading).copied()) {
                numbers.insert(link, page);
            }
        }
        let mut items = std::mem::take(&mut self.galley.items);
        for item in &mut items {
            let Item::Row(row) = item else { continue };
            for ink in &mut row.inks {
                let Ink::PageOf { link, frame } = ink else { continue };
                let Some(page) = numbers.get(link) else { continue };
                let layout = Layout {
                    alignment: Alignment::End,
                    tabular: true,
                    ..Layout::ragged(self.measures.body, *frame)
                };
                if let Some(line) = self.artifact(&page.to_string(), &layout)? {
                    *ink = Ink::Line { frame: *frame, down: Length::ZERO, line };
                }
            }
        }
        self.galley.items = items;
        Ok(())
    }
}
