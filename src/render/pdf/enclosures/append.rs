//! Pages of prepared files behind those of a letter, in one file.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary, text_string};

use crate::render::pdf::PdfError;
use crate::render::pdf::enclosures::bookmarks::{self, Bookmark};
use crate::render::pdf::enclosures::forms::{self, Form};
use crate::render::pdf::enclosures::identifiers;
use crate::render::pdf::enclosures::labels::{self, Labels};
use crate::render::pdf::enclosures::layers::Layers;
use crate::render::pdf::enclosures::prepared::Prepared;
use crate::render::pdf::enclosures::shifted::Shift;
use crate::render::pdf::enclosures::structure::Structure;
use crate::render::pdf::file::deflated;
use crate::render::pdf::syntax;

/// What is gathered of all files for the catalog of the one.
#[derive(Default)]
struct Gathered {
    bookmarks: Vec<Bookmark>,
    forms: Vec<Form>,
    layers: Layers,
    labels: Vec<(usize, Labels)>,
    /// Names of elements.
    identified: BTreeMap<Vec<u8>, ObjectId>,
    classes: Dictionary,
    is_untagged: bool,
}

/// Appends the pages of prepared files, each with its title, to a letter's file.
pub(crate) fn append(pdf: &mut Document, enclosures: &[(&str, &Prepared)]) -> Result<(), PdfError> {
    let mut catalog = pdf.catalog()?.clone();
    let root = catalog.get(b"Pages")?.as_reference()?;
    let pages = pdf.get_dictionary(root)?.get(b"Kids")?.as_array()?.clone();
    let first = pages.first().cloned().unwrap_or(Object::Null);
    let mut gathered = Gathered::default();
    gathered.labels.push((pages.len(), Labels::new()));
    for (number, (title, prepared)) in (1..).zip(enclosures) {
        add(pdf, &catalog, number, title, prepared, &mut gathered)?;
    }

    let title = pdf.trailer.get(b"Info").and_then(Object::as_reference);
    let title = title.and_then(|info| pdf.get_dictionary(info)?.get(b"Title"));
    let title = title.cloned().unwrap_or_else(|_| text_string(""));
    let letter = Bookmark { title, place: whole_page(first), children: Vec::new() };
    bookmarks::append(pdf, &mut catalog, letter, gathered.bookmarks)?;
    forms::append(pdf, &mut catalog, gathered.forms);
    if let Some(properties) = gathered.layers.properties() {
        catalog.set("OCProperties", properties);
    }
    if let Some(labels) = labels::together(gathered.labels) {
        catalog.set("PageLabels", labels);
    }
    if gathered.is_untagged {
        // The letter's structure is to be read, and is not that of all pages.
        catalog.set("MarkInfo", dictionary! { "Marked" => true, "Suspects" => true });
    }
    let structure = catalog.get(b"StructTreeRoot")?.as_reference()?;
    let entries = pdf.get_dictionary_mut(structure)?;
    if !gathered.classes.is_empty() {
        entries.set("ClassMap", gathered.classes);
    }
    identify(entries, gathered.identified);
    let id = pdf.trailer.get(b"Root")?.as_reference()?;
    pdf.set_object(id, catalog);
    Ok(())
}

/// Adds one file.
fn add(
    pdf: &mut Document,
    catalog: &Dictionary,
    number: usize,
    title: &str,
    prepared: &Prepared,
    gathered: &mut Gathered,
) -> Result<(), PdfError> {
    let root = catalog.get(b"Pages")?.as_reference()?;
    let structure = catalog.get(b"StructTreeRoot")?.as_reference()?;
    let next = pdf.get_dictionary(structure)?.get(b"ParentTreeNextKey")?.as_i64()?;
    let shift = Shift { objects: pdf.max_id, parents: next };
    let node = shift.id((u32::try_from(prepared.objects.len()).unwrap_or(u32::MAX) + 1, 0));
    let mut kids: Vec<Object> = Vec::new();
    for (at, object) in (1..).zip(&prepared.objects) {
        let id = shift.id((at, 0));
        let mut object = shift.object(object);
        settle_data(&mut object)?;
        if kids.len() < prepared.pages
            && let Object::Dictionary(page) = &mut object
        {
            page.set("Parent", node);
            if !page.has(b"MediaBox") {
                // The size that readers take where a page says none.
                page.set("MediaBox", [0, 0, 612, 792].map(Object::from).to_vec());
            }
            kids.push(id.into());
        }
        pdf.set_object(id, object);
    }
    let first = kids.first().cloned().unwrap_or(Object::Null);
    let count = syntax::count(kids.len());
    gathered.labels.push((kids.len(), shifted_labels(&prepared.labels, shift)));
    pdf.max_id = node.0;
    pdf.set_object(
        node,
        dictionary! { "Type" => "Pages", "Parent" => root, "Kids" => kids, "Count" => count.clone() },
    );
    let entries = pdf.get_dictionary_mut(root)?;
    let before = entries.get(b"Count")?.as_i64()?;
    entries.set("Count", before + count.as_i64()?);
    entries.get_mut(b"Kids")?.as_array_mut()?.push(node.into());

    match &prepared.structure {
        Some(own) => hang(pdf, structure, title, (own, prepared.language.as_ref()), shift)?,
        None => gathered.is_untagged = true,
    }
    if let Some(own) = &prepared.structure {
        let beginning = format!("enclosure-{number}-");
        let elements = own.elements.iter().map(|element| shift.id(*element));
        gathered.identified.extend(identifiers::begin_anew(pdf, elements, &beginning));
        let Object::Dictionary(classes) = shift.object(&own.classes.clone().into()) else {
            return Ok(());
        };
        gathered.classes.extend(&identifiers::classes(&classes, &beginning));
    }
    let children = prepared.bookmarks.iter().map(|bookmark| shifted_bookmark(bookmark, shift));
    gathered.bookmarks.push(Bookmark {
        title: text_string(title),
        place: whole_page(first),
        children: children.collect(),
    });
    gathered.forms.push(prepared.form.shifted(shift));
    gathered.layers.extend(&prepared.layers, shift);
    Ok(())
}

/// Hangs the structure of a file under the letter's, as a part with its title and language.
fn hang(
    pdf: &mut Document,
    root: ObjectId,
    title: &str,
    (structure, language): (&Structure, Option<&Object>),
    shift: Shift,
) -> Result<(), PdfError> {
    let document = pdf.get_dictionary(root)?.get(b"K")?.as_reference()?;
    let tops: Vec<ObjectId> =
        structure.kids.iter().filter_map(|kid| Some(shift.id(kid.as_reference().ok()?))).collect();
    let whole = match tops[..] {
        [only] => pdf.get_dictionary(only).is_ok_and(is_document).then_some(only),
        _ => None,
    };
    let part = if let Some(whole) = whole {
        whole
    } else {
        let kids: Vec<Object> = tops.iter().map(|top| Object::Reference(*top)).collect();
        let part = pdf.add_object(dictionary! { "K" => kids });
        for top in tops {
            if let Ok(entries) = pdf.get_dictionary_mut(top) {
                entries.set("P", part);
            }
        }
        part
    };
    let entries = pdf.get_dictionary_mut(part)?;
    entries.set("S", "Part");
    entries.set("P", document);
    entries.set("T", text_string(title));
    if let (Some(language), false) = (language, entries.has(b"Lang")) {
        entries.set("Lang", language.clone());
    }
    let entries = pdf.get_dictionary_mut(document)?;
    let mut kids = match entries.remove(b"K") {
        Some(Object::Array(kids)) => kids,
        kid => kid.into_iter().collect(),
    };
    kids.push(part.into());
    entries.set("K", kids);

    let parents = pdf.get_dictionary(root)?.get(b"ParentTree")?.as_reference()?;
    let values = structure.parents.iter().map(|value| shift.object(value));
    let keyed = (shift.parents..).zip(values);
    let numbers: Vec<Object> = keyed.flat_map(|(key, value)| [key.into(), value]).collect();
    let next = shift.parents + structure.parents.len().try_into().unwrap_or(i64::MAX);
    pdf.get_dictionary_mut(parents)?.get_mut(b"Nums")?.as_array_mut()?.extend(numbers);
    pdf.get_dictionary_mut(root)?.set("ParentTreeNextKey", next);
    Ok(())
}

fn is_document(entries: &Dictionary) -> bool {
    entries.get(b"S").and_then(Object::as_name).is_ok_and(|kind| kind == b"Document")
}

/// Adds elements that have names to those that can be found by them, in the order of bytes.
fn identify(root: &mut Dictionary, mut identified: BTreeMap<Vec<u8>, ObjectId>) {
    if identified.is_empty() {
        return;
    }
    let own = root.get(b"IDTree").and_then(Object::as_dict).and_then(|tree| tree.get(b"Names"));
    let own = own.and_then(Object::as_array).cloned().unwrap_or_default();
    for pair in own.chunks_exact(2) {
        if let (Object::String(name, _), Object::Reference(id)) = (&pair[0], &pair[1]) {
            identified.insert(name.clone(), *id);
        }
    }
    let names = identified.into_iter().flat_map(|(name, id)| {
        [Object::String(name, lopdf::StringFormat::Literal), Object::Reference(id)]
    });
    root.set("IDTree", dictionary! { "Names" => names.collect::<Vec<_>>() });
}

/// Lets no data end in what a validator takes for the line's end after it (PDF/A-2, 6.1.7.1).
fn settle_data(object: &mut Object) -> Result<(), PdfError> {
    let Object::Stream(stream) = object else { return Ok(()) };
    if !matches!(stream.content.last(), Some(b'\r' | b'\n')) {
        return Ok(());
    }
    if stream.dict.has(b"Filter") {
        // All that unpack data know by themselves where it ends.
        let mut content = std::mem::take(&mut stream.content);
        content.push(0);
        stream.set_content(content);
    } else {
        *stream = deflated(&stream.dict, std::mem::take(&mut stream.content), &[])?;
    }
    Ok(())
}

fn whole_page(page: Object) -> Object {
    Object::Array(vec![page, "Fit".into()])
}

fn shifted_bookmark(bookmark: &Bookmark, shift: Shift) -> Bookmark {
    let children = bookmark.children.iter().map(|child| shifted_bookmark(child, shift));
    Bookmark {
        title: bookmark.title.clone(),
        place: shift.object(&bookmark.place),
        children: children.collect(),
    }
}

fn shifted_labels(labels: &Labels, shift: Shift) -> Labels {
    labels.iter().map(|(page, label)| (*page, shift.object(label))).collect()
}
