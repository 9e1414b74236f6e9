//! What the marks on the pages are part of, gathered as they appear.

use std::collections::BTreeMap;

use crate::render::pdf::PdfError;
use crate::render::pdf::hundredths::Point;
use crate::typeset::structure::{Element, ElementId, Role, Structure};

/// A part of an element, in reading order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kid {
    /// An element within.
    Element(ElementId),
    /// A marked content sequence of a page.
    Content { page: u32, id: u32 },
    /// A link annotation, by its number in `Links`.
    Annotation(u32),
}

/// The page and place at which an element begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// The page, counted from 0.
    pub(crate) page: usize,
    /// The upper left corner of its first line.
    pub(crate) point: Point,
}

/// Elements with their parts, filled as content appears on the pages.
pub(crate) struct Tree<'a> {
    elements: &'a [Element],
    kids: Vec<Vec<Kid>>,
    places: Vec<Option<Place>>,
    /// For each page the elements of its marked content sequences, by their ids.
    contents: Vec<Vec<ElementId>>,
    /// The first label of each list.
    labels: BTreeMap<ElementId, (ElementId, String)>,
    /// The lower left and upper right corner of each picture.
    extents: BTreeMap<ElementId, (Point, Point)>,
}

impl<'a> Tree<'a> {
    /// The tree of a structure of which nothing has appeared yet, on so many pages.
    pub(crate) fn new(structure: &'a Structure, pages: usize) -> Self {
        let elements = structure.elements();
        Self {
            elements,
            kids: vec![Vec::new(); elements.len()],
            places: vec![None; elements.len()],
            contents: vec![Vec::new(); pages],
            labels: BTreeMap::new(),
            extents: BTreeMap::new(),
        }
    }

    /// The element with this id.
    pub(crate) fn element(&self, id: ElementId) -> Result<&'a Element, PdfError> {
        self.elements.get(index(id)).ok_or(PdfError::NoSuchElement { element: id.0 })
    }

    /// Where an element begins, once it has appeared.
    pub(crate) fn place(&self, id: ElementId) -> Option<Place> {
        self.places.get(index(id)).copied().flatten()
    }

    /// Places an element, and what it is part of, after all that appeared before.
    pub(crate) fn attach(&mut self, id: ElementId, place: Place) -> Result<(), PdfError> {
        self.element(id)?;
        let mut id = id;
        while self.places[index(id)].is_none() {
            self.places[index(id)] = Some(place);
            let Some(parent) = parent(self.elements, id) else { break };
            self.push(parent, Kid::Element(id));
            id = parent;
        }
        Ok(())
    }

    /// Begins a marked content sequence of an element that has been placed, and gives its id.
    pub(crate) fn content(&mut self, id: ElementId, page: usize) -> u32 {
        let sequences = &mut self.contents[page];
        let sequence = narrow(sequences.len());
        sequences.push(id);
        self.push(id, Kid::Content { page: narrow(page), id: sequence });
        sequence
    }

    fn push(&mut self, id: ElementId, kid: Kid) {
        let kids = &mut self.kids[index(id)];
        if kids.is_empty() {
            // Most elements of a long list have one part.
            kids.reserve_exact(1);
        }
        kids.push(kid);
    }

    /// Adds an annotation to a link that has been placed.
    pub(crate) fn annotation(&mut self, link: ElementId, number: usize) {
        self.push(link, Kid::Annotation(narrow(number)));
    }

    /// Notes the corners of a picture.
    pub(crate) fn extend(&mut self, id: ElementId, lower_left: Point, upper_right: Point) {
        self.extents.insert(id, (lower_left, upper_right));
    }

    /// The lower left and upper right corner of a picture.
    pub(crate) fn extent(&self, id: ElementId) -> Option<(Point, Point)> {
        self.extents.get(&id).copied()
    }

    /// Notes the text of a list's first label, from which the kind of its numbering is known.
    pub(crate) fn label(&mut self, id: ElementId, text: &str) {
        if self.elements[index(id)].role != Role::Label {
            return;
        }
        let item = parent(self.elements, id).filter(|item| self.is(*item, &Role::ListItem));
        let list = item.and_then(|item| parent(self.elements, item));
        let Some(list) = list.filter(|list| self.is(*list, &Role::List)) else { return };
        let (first, label) = self.labels.entry(list).or_insert_with(|| (id, String::new()));
        if *first == id {
            label.push_str(text);
        }
    }

    fn is(&self, id: ElementId, role: &Role) -> bool {
        self.elements[index(id)].role == *role
    }

    /// The elements that have a place, and the document, each with its parts.
    pub(crate) fn placed(&self) -> impl Iterator<Item = (ElementId, &'a Element, &[Kid])> {
        let numbered = (0..).map(ElementId).zip(self.elements).zip(&self.kids);
        numbered
            .map(|((id, element), kids)| (id, element, kids.as_slice()))
            .filter(|(id, ..)| *id == Structure::DOCUMENT || self.place(*id).is_some())
    }

    /// What an element is part of; none for the document.
    pub(crate) fn parent(&self, id: ElementId) -> Option<ElementId> {
        parent(self.elements, id)
    }

    /// For each page the elements of its marked content sequences, by their ids.
    pub(crate) fn contents(&self) -> &[Vec<ElementId>] {
        &self.contents
    }

    /// What the first item of a list is marked with.
    pub(crate) fn first_label(&self, list: ElementId) -> &str {
        self.labels.get(&list).map_or("", |(_, label)| label)
    }

    /// Whether an element leads somewhere: an annotation is part of it.
    pub(crate) fn leads(&self, id: ElementId) -> bool {
        let kids = self.kids.get(index(id));
        kids.is_some_and(|kids| kids.iter().any(|kid| matches!(kid, Kid::Annotation(_))))
    }
}

/// A count of pages, or of what stands on one.
fn narrow(number: usize) -> u32 {
    u32::try_from(number).expect("a file has fewer parts than a u32 counts")
}

/// An element's number among all.
pub(crate) fn index(id: ElementId) -> usize {
    id.0 as usize
}

/// What an element is part of. Anything but an earlier element would make a circle; such an
/// element is part of the document.
fn parent(elements: &[Element], id: ElementId) -> Option<ElementId> {
    let parent = elements.get(index(id))?.parent;
    match parent {
        Some(parent) if parent < id => Some(parent),
        _ if id == Structure::DOCUMENT => None,
        _ => Some(Structure::DOCUMENT),
    }
}
