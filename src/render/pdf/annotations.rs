//! Links: the areas on the pages that lead somewhere.

use std::collections::BTreeMap;

use lopdf::{Document, Object, ObjectId, StringFormat, dictionary, text_string};

use crate::model::percent_encoded;
use crate::render::pdf::PdfError;
use crate::render::pdf::hundredths::{Hundredths, Point};
use crate::render::pdf::syntax;
use crate::render::pdf::tree::{Place, Tree};
use crate::typeset::structure::{Element, ElementId, Role, Structure, Target};

/// The part of a link that stands on one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Area {
    /// The page, counted from 0.
    pub(crate) page: usize,
    /// The line's baseline, from the page's upper edge.
    pub(crate) baseline: Hundredths,
    /// The lower left corner.
    pub(crate) lower_left: Point,
    /// The upper right corner.
    pub(crate) upper_right: Point,
}

/// A link annotation to be.
struct Annotation {
    link: ElementId,
    area: Area,
    /// What the letter says there.
    text: String,
    /// Its object; none when the link's aim is not in the file.
    object: Option<ObjectId>,
}

/// The links of a document with their areas, one for each line that a link stands on.
pub(crate) struct Links {
    /// The link that each element is, or is part of.
    of: Vec<Option<ElementId>>,
    annotations: Vec<Annotation>,
}

impl Links {
    /// The links of a structure, none of them on a page yet.
    pub(crate) fn new(structure: &Structure) -> Self {
        let mut of: Vec<Option<ElementId>> = Vec::with_capacity(structure.elements().len());
        for (id, element) in (0..).map(ElementId).zip(structure.elements()) {
            let leads = matches!(element.role, Role::Link | Role::Reference);
            let around = element.parent.and_then(|parent| of.get(parent.0 as usize).copied());
            of.push(if leads && element.target.is_some() { Some(id) } else { around.flatten() });
        }
        Self { of, annotations: Vec::new() }
    }

    /// Notes that text of an element covers an area. Areas of one link that meet on a line grow
    /// together.
    pub(crate) fn cover(&mut self, element: ElementId, area: Area, text: &str) {
        let Some(link) = self.of.get(element.0 as usize).copied().flatten() else { return };
        if let Some(last) = self.annotations.last_mut()
            && last.link == link
            && last.area.page == area.page
            && last.area.baseline == area.baseline
        {
            last.area.lower_left.x = last.area.lower_left.x.min(area.lower_left.x);
            last.area.lower_left.y = last.area.lower_left.y.min(area.lower_left.y);
            last.area.upper_right.x = last.area.upper_right.x.max(area.upper_right.x);
            last.area.upper_right.y = last.area.upper_right.y.max(area.upper_right.y);
            last.text.push_str(text);
            return;
        }
        self.annotations.push(Annotation { link, area, text: text.to_owned(), object: None });
    }

    /// Gives an object to every annotation whose aim is known, and its place in the structure.
    pub(crate) fn settle(
        &mut self,
        pdf: &mut Document,
        tree: &mut Tree<'_>,
    ) -> Result<(), PdfError> {
        for (number, annotation) in self.annotations.iter_mut().enumerate() {
            if action(tree.element(annotation.link)?, tree, &[]).is_some() {
                annotation.object = Some(pdf.new_object_id());
                tree.annotation(annotation.link, number);
            }
        }
        Ok(())
    }

    /// The object of an annotation, and its page.
    pub(crate) fn object(&self, number: usize) -> Option<(ObjectId, usize)> {
        let annotation = self.annotations.get(number)?;
        Some((annotation.object?, annotation.area.page))
    }

    /// The links of the annotations that lead somewhere.
    pub(crate) fn settled(&self) -> impl Iterator<Item = ElementId> {
        let settled = self.annotations.iter().filter(|annotation| annotation.object.is_some());
        settled.map(|annotation| annotation.link)
    }
}

/// Writes the annotations to their pages. Their keys in the parent tree follow those of the pages.
pub(crate) fn write(
    pdf: &mut Document,
    links: &Links,
    tree: &Tree<'_>,
    pages: &[ObjectId],
) -> Result<(), PdfError> {
    let mut by_page: BTreeMap<usize, Vec<Object>> = BTreeMap::new();
    let mut key = pages.len();
    for annotation in &links.annotations {
        let Some(object) = annotation.object else { continue };
        let element = tree.element(annotation.link)?;
        let Area { page, lower_left, upper_right, .. } = annotation.area;
        let rectangle: Vec<Object> =
            [lower_left.x, lower_left.y, upper_right.x, upper_right.y].map(Object::from).into();
        let description = match (&element.description, &element.target) {
            (Some(description), _) => description,
            (None, Some(Target::Address(address))) => address,
            _ => &annotation.text,
        };
        let mut entries = dictionary! {
            "Type" => "Annot",
            "Subtype" => "Link",
            "Rect" => rectangle,
            "Border" => vec![Object::Integer(0); 3],
            // Shown and printed (PDF/A-2, 6.3.2).
            "F" => 4,
            // What a reader hears (PDF/UA-1, 7.18.5).
            "Contents" => text_string(description),
            "StructParent" => syntax::count(key),
        };
        if let Some((name, aim)) = action(element, tree, pages) {
            entries.set(name, aim);
        }
        pdf.set_object(object, entries);
        by_page.entry(page).or_default().push(Object::Reference(object));
        key += 1;
    }
    for (page, annotations) in by_page {
        if let Some(page) = pages.get(page) {
            pdf.get_dictionary_mut(*page)?.set("Annots", annotations);
        }
    }
    Ok(())
}

/// The entry of an annotation that says where it leads; none when the aim has no place.
fn action(
    element: &Element,
    tree: &Tree<'_>,
    pages: &[ObjectId],
) -> Option<(&'static str, Object)> {
    match element.target.as_ref()? {
        Target::Address(address) => {
            let uri = Object::String(uri(address), StringFormat::Literal);
            Some(("A", Object::Dictionary(dictionary! { "S" => "URI", "URI" => uri })))
        }
        Target::Element(target) => Some(("Dest", destination(tree.place(*target)?, pages))),
    }
}

/// A place to go to, at the reader's own zoom.
pub(crate) fn destination(place: Place, pages: &[ObjectId]) -> Object {
    let page = pages.get(place.page).map_or(Object::Null, |page| Object::Reference(*page));
    let Point { x, y } = place.point;
    Object::Array(vec![page, "XYZ".into(), x.into(), y.into(), 0.into()])
}

/// An address in the seven bits of a URI (ISO 32000-1, 12.6.4.7; RFC 3987, 3.1).
fn uri(address: &str) -> Vec<u8> {
    percent_encoded(address, |byte| byte.is_ascii_graphic()).into_bytes()
}
