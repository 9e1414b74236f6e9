//! The structure tree: what the marks on the pages are part of.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat, dictionary, text_string};

use crate::render::pdf::annotations::Links;
use crate::render::pdf::hundredths::Point;
use crate::render::pdf::write::PdfError;
use crate::typeset::structure::{Element, ElementId, Role, Structure};

/// A part of an element, in reading order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kid {
    /// An element within.
    Element(ElementId),
    /// A marked content sequence of a page.
    Content { page: usize, id: u32 },
    /// A link annotation, by its number in `Links`.
    Annotation(usize),
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
}

/// The ids of what was written.
pub(crate) struct Tagged {
    /// The structure tree's root.
    pub(crate) root: ObjectId,
    /// The parent tree's key of the first annotation.
    pub(crate) first_key: i64,
}

impl<'a> Tree<'a> {
    /// The tree of a structure of which nothing has appeared yet.
    pub(crate) fn new(structure: &'a Structure) -> Self {
        let elements = structure.elements();
        Self {
            elements,
            kids: vec![Vec::new(); elements.len()],
            places: vec![None; elements.len()],
            contents: Vec::new(),
            labels: BTreeMap::new(),
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
            self.kids[index(parent)].push(Kid::Element(id));
            id = parent;
        }
        Ok(())
    }

    /// Begins a marked content sequence of an element that has been placed, and gives its id.
    pub(crate) fn content(&mut self, id: ElementId, page: usize) -> u32 {
        if self.contents.len() <= page {
            self.contents.resize(page + 1, Vec::new());
        }
        let sequences = &mut self.contents[page];
        #[expect(clippy::cast_possible_truncation, reason = "a page holds far fewer sequences")]
        let sequence = sequences.len() as u32;
        sequences.push(id);
        self.kids[index(id)].push(Kid::Content { page, id: sequence });
        sequence
    }

    /// Adds an annotation to a link that has been placed.
    pub(crate) fn annotation(&mut self, link: ElementId, number: usize) {
        self.kids[index(link)].push(Kid::Annotation(number));
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

    fn attributes(&self, id: ElementId) -> Option<Dictionary> {
        match self.elements[index(id)].role {
            Role::List => {
                let label = self.labels.get(&id).map_or("", |(_, label)| label.as_str());
                Some(dictionary! { "O" => "List", "ListNumbering" => numbering(label) })
            }
            Role::HeaderCell => Some(dictionary! { "O" => "Table", "Scope" => "Column" }),
            _ => None,
        }
    }
}

fn index(id: ElementId) -> usize {
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

/// The kind of numbering (ISO 32000-1, table 347) to which a list's first label belongs.
fn numbering(label: &str) -> &'static str {
    let sign = label.trim_matches(|c: char| c.is_whitespace() || "().[]:".contains(c));
    let roman = |digits: &str| sign.chars().all(|c| digits.contains(c));
    match sign.chars().next() {
        None => "None",
        Some('•' | '◦' | '‣' | '–' | '—' | '-') => "Disc",
        Some(first) if first.is_numeric() => "Decimal",
        Some('i') if roman("ivxlcdm") => "LowerRoman",
        Some('I') if roman("IVXLCDM") => "UpperRoman",
        Some(first) if first.is_lowercase() => "LowerAlpha",
        Some(first) if first.is_alphabetic() => "UpperAlpha",
        Some(_) => "Disc",
    }
}

/// Writes the elements that have a place, and the tree from pages and annotations back to them.
/// `pages` are the pages' ids.
pub(crate) fn write(
    pdf: &mut Document,
    tree: &Tree<'_>,
    links: &Links,
    pages: &[ObjectId],
) -> Tagged {
    let root = pdf.new_object_id();
    let mut ids: Vec<Option<ObjectId>> = vec![None; tree.elements.len()];
    let mut holders = ids.clone();
    for (number, place) in tree.places.iter().enumerate() {
        if place.is_some() || number == 0 {
            ids[number] = Some(pdf.new_object_id());
            // A reference's link is an element of its own within it (PDF/UA-1, 7.18.5).
            holders[number] = match tree.elements[number].role {
                Role::Reference if is_link(tree, number) => Some(pdf.new_object_id()),
                _ => ids[number],
            };
        }
    }

    let mut notes = Vec::new();
    for (number, element) in tree.elements.iter().enumerate() {
        let (Some(id), Some(holder)) = (ids[number], holders[number]) else { continue };
        #[expect(clippy::cast_possible_truncation, reason = "ids are 32 bits wide")]
        let element_id = ElementId(number as u32);
        let parent = parent(tree.elements, element_id).and_then(|parent| holders[index(parent)]);
        let mut node = dictionary! {
            "S" => standard_type(&element.role, is_link(tree, number)),
            "P" => parent.unwrap_or(root),
        };
        if let Some(language) = &element.language {
            node.set("Lang", text_string(language.as_str()));
        }
        if let Some(attributes) = tree.attributes(element_id) {
            node.set("A", attributes);
        }
        if element.role == Role::Note {
            let name =
                Object::String(format!("note-{number:08}").into_bytes(), StringFormat::Literal);
            node.set("ID", name.clone());
            notes.push(name);
            notes.push(Object::Reference(id));
        }
        if holder != id {
            let mut link = dictionary! { "S" => "Link", "P" => id };
            set_kids(&mut link, &tree.kids[number], &ids, links, pages);
            pdf.set_object(holder, link);
            node.set("K", holder);
        } else {
            set_kids(&mut node, &tree.kids[number], &ids, links, pages);
        }
        pdf.set_object(id, node);
    }

    let first_key = tree.contents.len() as i64;
    let (parents, next) = parent_tree(pdf, tree, links, &holders);
    let document = ids.first().copied().flatten();
    let mut node = dictionary! {
        "Type" => "StructTreeRoot",
        "ParentTree" => parents,
        "ParentTreeNextKey" => next,
    };
    if let Some(document) = document {
        node.set("K", document);
    }
    if !notes.is_empty() {
        // Elements with an ID must be found by it (ISO 32000-1, table 322).
        node.set("IDTree", dictionary! { "Names" => notes });
    }
    pdf.set_object(root, node);
    Tagged { root, first_key }
}

fn is_link(tree: &Tree<'_>, number: usize) -> bool {
    tree.kids[number].iter().any(|kid| matches!(kid, Kid::Annotation(_)))
}

/// The standard structure type (ISO 32000-1, 14.8.4). A link that leads nowhere is plain text.
fn standard_type(role: &Role, leads: bool) -> &'static str {
    match role {
        Role::Document => "Document",
        Role::Section => "Sect",
        Role::Heading(level) => {
            ["H1", "H2", "H3", "H4", "H5", "H6"][usize::from((*level).clamp(1, 6)) - 1]
        }
        Role::Paragraph => "P",
        Role::List => "L",
        Role::ListItem => "LI",
        Role::Label => "Lbl",
        Role::ListBody => "LBody",
        Role::Quotation => "BlockQuote",
        Role::Table => "Table",
        Role::TableHead => "THead",
        Role::TableBody => "TBody",
        Role::TableRow => "TR",
        Role::HeaderCell => "TH",
        Role::DataCell => "TD",
        Role::Span => "Span",
        Role::Code => "Code",
        Role::Note => "Note",
        Role::Reference => "Reference",
        Role::Link if leads => "Link",
        Role::Link => "Span",
    }
}

/// Sets an element's parts; those on its first page by their bare number.
fn set_kids(
    node: &mut Dictionary,
    kids: &[Kid],
    ids: &[Option<ObjectId>],
    links: &Links,
    pages: &[ObjectId],
) {
    let first = kids.iter().find_map(|kid| match kid {
        Kid::Content { page, .. } => Some(*page),
        _ => None,
    });
    if let Some(page) = first.and_then(|page| pages.get(page)) {
        node.set("Pg", *page);
    }
    let mut array: Vec<Object> = Vec::with_capacity(kids.len());
    for kid in kids {
        match kid {
            Kid::Element(id) => array.extend(ids[index(*id)].map(Object::Reference)),
            Kid::Content { page, id } if Some(*page) == first => array.push(i64::from(*id).into()),
            Kid::Content { page, id } => {
                let mut content = dictionary! { "Type" => "MCR", "MCID" => i64::from(*id) };
                if let Some(page) = pages.get(*page) {
                    content.set("Pg", *page);
                }
                array.push(content.into());
            }
            Kid::Annotation(number) => {
                let Some((object, page)) = links.object(*number) else { continue };
                let mut annotation = dictionary! { "Type" => "OBJR", "Obj" => object };
                if Some(page) != first
                    && let Some(page) = pages.get(page)
                {
                    annotation.set("Pg", *page);
                }
                array.push(annotation.into());
            }
        }
    }
    match array.len() {
        0 => {}
        1 => node.set("K", array.remove(0)),
        _ => node.set("K", array),
    }
}

/// The number tree from pages and annotations to elements (ISO 32000-1, 14.7.4.4): page by page the
/// elements of its sequences, then one element for each annotation. Gives its id and the first free
/// key.
fn parent_tree(
    pdf: &mut Document,
    tree: &Tree<'_>,
    links: &Links,
    holders: &[Option<ObjectId>],
) -> (ObjectId, i64) {
    let mut numbers: Vec<Object> = Vec::new();
    for (page, contents) in (0_i64..).zip(&tree.contents) {
        let holders =
            contents.iter().map(|id| holders[index(*id)].map_or(Object::Null, Object::Reference));
        let array = Object::Array(holders.collect());
        numbers.push(page.into());
        numbers.push(pdf.add_object(array).into());
    }
    let mut next = tree.contents.len() as i64;
    for (key, link) in links.parents(next) {
        numbers.push(key.into());
        numbers.push(holders[index(link)].map_or(Object::Null, Object::Reference));
        next = key + 1;
    }
    (pdf.add_object(dictionary! { "Nums" => numbers }), next)
}
