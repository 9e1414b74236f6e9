//! The names that elements of a structure have and call each other by. Each file's get a beginning
//! of their own, since another file may have the same.

use lopdf::{Dictionary, Document, Object, ObjectId};

/// Begins all names of some elements anew, and gives the ids of elements with them.
pub(crate) fn begin_anew(
    pdf: &mut Document,
    elements: impl IntoIterator<Item = ObjectId>,
    beginning: &str,
) -> Vec<(Vec<u8>, ObjectId)> {
    let mut identified = Vec::new();
    let mut elsewhere = Vec::new();
    for element in elements {
        let Ok(entries) = pdf.get_dictionary_mut(element) else { continue };
        if let Ok(Object::String(id, _)) = entries.get_mut(b"ID") {
            begin(id, beginning);
            identified.push((id.clone(), element));
        }
        if let Ok(classes) = entries.get_mut(b"C") {
            name(classes, beginning);
        }
        if let Ok(attributes) = entries.get_mut(b"A") {
            headers(attributes, beginning, &mut elsewhere);
        }
    }
    elsewhere.sort_unstable();
    elsewhere.dedup();
    for attributes in elsewhere {
        if let Ok(attributes) = pdf.get_object_mut(attributes) {
            headers(attributes, beginning, &mut Vec::new());
        }
    }
    identified
}

/// The attributes of classes with their names begun anew.
pub(crate) fn classes(classes: &Dictionary, beginning: &str) -> Dictionary {
    let mut all = Dictionary::new();
    for (class, attributes) in classes {
        let mut class = class.clone();
        begin(&mut class, beginning);
        let mut attributes = attributes.clone();
        headers(&mut attributes, beginning, &mut Vec::new());
        all.set(class, attributes);
    }
    all
}

fn begin(name: &mut Vec<u8>, beginning: &str) {
    name.splice(0..0, beginning.bytes());
}

fn name(classes: &mut Object, beginning: &str) {
    match classes {
        Object::Name(class) => begin(class, beginning),
        Object::Array(classes) => classes.iter_mut().for_each(|class| name(class, beginning)),
        _ => {}
    }
}

/// The header cells that a cell names (ISO 32000-1, table 349). Attributes that are objects of their
/// own are put off.
fn headers(attributes: &mut Object, beginning: &str, elsewhere: &mut Vec<ObjectId>) {
    match attributes {
        Object::Reference(id) => elsewhere.push(*id),
        Object::Array(items) => {
            for item in items {
                headers(item, beginning, elsewhere);
            }
        }
        Object::Dictionary(entries) => {
            if let Ok(Object::Array(cells)) = entries.get_mut(b"Headers") {
                for cell in cells {
                    if let Object::String(id, _) = cell {
                        begin(id, beginning);
                    }
                }
            }
        }
        _ => {}
    }
}
