//! What pages of a foreign file are made of, with numbers of its own, and nothing of what may not
//! come along.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Object, ObjectId};

use crate::render::pdf::enclosures::destinations::Destinations;
use crate::render::pdf::enclosures::evidence::Evidence;
use crate::render::pdf::enclosures::fault::Fault;
use crate::render::pdf::enclosures::pages::SourcePage;
use crate::render::pdf::enclosures::source::Source;

/// More objects than a letter can bring.
const MOST_OBJECTS: usize = 2_000_000;

/// Actions that only lead somewhere.
const HARMLESS: [&[u8]; 4] = [b"GoTo", b"GoToR", b"Named", b"URI"];

/// What stands at the head of a file, or holds others of it together: there is one of the letter's.
const HEADS: [&[u8]; 6] = [b"Catalog", b"Pages", b"Page", b"StructTreeRoot", b"ObjStm", b"XRef"];

/// Objects on their way into another file.
pub(crate) struct Collected<'s, 'b> {
    pub(crate) source: &'s mut Source<'b>,
    destinations: Destinations,
    /// The number here of each object of the source.
    known: BTreeMap<u32, u32>,
    waiting: Vec<(u32, u32)>,
    /// The first has the number 1.
    pub(crate) objects: Vec<Object>,
    /// What was found that speaks against the file's claims.
    pub(crate) evidence: BTreeSet<Evidence>,
}

/// The id of an object by its number.
pub(crate) fn id(number: u32) -> ObjectId {
    (number, 0)
}

impl<'s, 'b> Collected<'s, 'b> {
    /// The pages, which have the first numbers, and all that they lead to.
    pub(crate) fn pages(
        source: &'s mut Source<'b>,
        destinations: Destinations,
        pages: Vec<SourcePage>,
    ) -> Result<Self, Fault> {
        let mut collected = Self {
            source,
            destinations,
            known: BTreeMap::new(),
            waiting: Vec::new(),
            objects: Vec::new(),
            evidence: BTreeSet::new(),
        };
        for (number, page) in (1..).zip(&pages) {
            collected.known.insert(page.number, number);
            collected.objects.push(Object::Null);
        }
        for (at, page) in pages.into_iter().enumerate() {
            collected.objects[at] = Object::Dictionary(collected.entries(page.entries)?);
        }
        collected.settle()?;
        Ok(collected)
    }

    /// Reads all that was referred to and not read yet.
    pub(crate) fn settle(&mut self) -> Result<(), Fault> {
        while let Some((foreign, own)) = self.waiting.pop() {
            let object = self.source.object(foreign)?;
            let kind = match &object {
                Object::Dictionary(entries) => entries.get_type().ok(),
                Object::Stream(stream) => stream.dict.get_type().ok(),
                _ => None,
            };
            if kind.is_some_and(|kind| HEADS.contains(&kind)) {
                continue;
            }
            let object = self.taken(object)?;
            self.objects[own as usize - 1] = object;
        }
        Ok(())
    }

    /// An object with its references renumbered; what they lead to is read when all is settled.
    pub(crate) fn taken(&mut self, object: Object) -> Result<Object, Fault> {
        Ok(match object {
            Object::Reference((number, _)) => Object::Reference(id(self.number(number)?)),
            Object::Array(items) => {
                let items = items.into_iter().map(|item| self.taken(item));
                Object::Array(items.collect::<Result<_, _>>()?)
            }
            Object::Dictionary(entries) => Object::Dictionary(self.entries(entries)?),
            Object::Stream(mut stream) => {
                self.evidence.extend(Evidence::of_stream(&stream.dict));
                stream.dict = self.entries(stream.dict)?;
                // The data is all here; lopdf keeps no reference to a length.
                stream.dict.set("Length", i64::try_from(stream.content.len()).unwrap_or(i64::MAX));
                Object::Stream(stream)
            }
            other => other,
        })
    }

    fn number(&mut self, foreign: u32) -> Result<u32, Fault> {
        if let Some(own) = self.known.get(&foreign) {
            return Ok(*own);
        }
        if self.objects.len() >= MOST_OBJECTS {
            return Err(Fault::TooLarge("it has more than two million objects"));
        }
        self.objects.push(Object::Null);
        let own = u32::try_from(self.objects.len()).unwrap_or(u32::MAX);
        self.known.insert(foreign, own);
        self.waiting.push((foreign, own));
        Ok(own)
    }

    fn entries(&mut self, mut entries: Dictionary) -> Result<Dictionary, Fault> {
        self.evidence.extend(Evidence::of_entries(&entries));
        for key in [&b"AA"[..], b"PieceInfo"] {
            if entries.remove(key).is_some() && key == b"AA" {
                self.evidence.insert(Evidence::Action);
            }
        }
        if entries.has(b"Subtype") {
            self.lead(&mut entries)?;
        }
        let mut taken = Dictionary::new();
        for (key, value) in entries {
            let value = self.taken(value)?;
            taken.set(key, value);
        }
        Ok(taken)
    }

    /// Lets an annotation lead to a place itself, not to the name of one, and to nothing that is run.
    fn lead(&mut self, annotation: &mut Dictionary) -> Result<(), Fault> {
        if annotation.has(b"Dest") {
            let named = self.source.get(annotation, b"Dest")?;
            match self.destinations.place(named) {
                Some(place) => annotation.set("Dest", place),
                None => drop(annotation.remove(b"Dest")),
            }
        }
        let Ok(action) = annotation.get(b"A").cloned() else { return Ok(()) };
        let Some(mut action) = self.source.dictionary(&action)? else { return Ok(()) };
        let Ok(kind) = action.get(b"S").and_then(Object::as_name).map(<[u8]>::to_vec) else {
            return Ok(());
        };
        if !HARMLESS.contains(&kind.as_slice()) {
            annotation.remove(b"A");
            self.evidence.insert(Evidence::Action);
            return Ok(());
        }
        action.remove(b"Next");
        if kind == b"GoTo" {
            let named = self.source.get(&action, b"D")?;
            annotation.remove(b"A");
            if let Some(place) = self.destinations.place(named) {
                annotation.set("Dest", place);
            }
            return Ok(());
        }
        annotation.set("A", action);
        Ok(())
    }
}
