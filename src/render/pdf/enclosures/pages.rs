//! The pages of a foreign file, each with what it inherits (ISO 32000-1, 7.7.3).

use std::collections::BTreeSet;

use lopdf::{Dictionary, Object};

use crate::render::pdf::enclosures::fault::{Fault, damaged};
use crate::render::pdf::enclosures::source::Source;

/// More pages than a letter can bring.
const MOST_PAGES: usize = 20_000;
/// How many nodes the tree of them may have.
const MOST_NODES: usize = 100_000;

const INHERITED: [&[u8]; 4] = [b"Resources", b"MediaBox", b"CropBox", b"Rotate"];

/// What belongs to a file as a whole, to a show on a screen, or to the program that made the page.
const LEFT_BEHIND: [&[u8]; 13] = [
    b"Parent",
    b"AA",
    b"AF",
    b"B",
    b"DPart",
    b"Dur",
    b"ID",
    b"PieceInfo",
    b"PresSteps",
    b"SeparationInfo",
    b"TemplateInstantiated",
    b"Thumb",
    b"Trans",
];

/// A page and its number among the objects.
#[derive(Debug)]
pub(crate) struct SourcePage {
    pub(crate) number: u32,
    pub(crate) entries: Dictionary,
}

/// The pages in their order. Each stands there once, however often the tree names it.
pub(crate) fn pages(
    source: &mut Source<'_>,
    catalog: &Dictionary,
) -> Result<Vec<SourcePage>, Fault> {
    let mut pages = Vec::new();
    let mut seen = BTreeSet::new();
    let root = catalog.get(b"Pages").cloned().unwrap_or(Object::Null);
    let mut open = vec![(root, Dictionary::new())];
    while let Some((node, mut inherited)) = open.pop() {
        let Object::Reference((number, _)) = node else { continue };
        if !seen.insert(number) {
            continue;
        }
        if seen.len() > MOST_NODES || pages.len() > MOST_PAGES {
            return Err(Fault::TooLarge("it has more than 20,000 pages"));
        }
        let Some(mut entries) = source.dictionary(&node)? else {
            return Err(damaged("one of its pages is missing"));
        };
        if entries.has(b"Kids") {
            for key in INHERITED {
                if let Some(value) = entries.remove(key) {
                    let is_shared = matches!(value, Object::Dictionary(_));
                    inherited.set(key, if is_shared { source.adopt(value) } else { value });
                }
            }
            let kids = source.items(&entries, b"Kids")?;
            open.extend(kids.into_iter().rev().map(|kid| (kid, inherited.clone())));
            continue;
        }
        for (key, value) in &inherited {
            if !entries.has(key) {
                entries.set(key.clone(), value.clone());
            }
        }
        for key in LEFT_BEHIND {
            entries.remove(key);
        }
        entries.set("Type", "Page");
        pages.push(SourcePage { number, entries });
    }
    if pages.is_empty() { Err(Fault::Empty) } else { Ok(pages) }
}
