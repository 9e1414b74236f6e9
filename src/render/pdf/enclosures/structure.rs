//! The structure of a foreign file, ready to hang in that of a letter (ISO 32000-1, 14.7).

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Object, ObjectId};

use crate::render::pdf::enclosures::collected::Collected;
use crate::render::pdf::enclosures::evidence::{Evidence, printable};
use crate::render::pdf::enclosures::fault::Fault;
use crate::render::pdf::enclosures::number_tree::leaves;

/// How many times a tag may stand for another one.
const LONGEST_CHAIN: usize = 32;

/// The structure types of ISO 32000-1, 14.8.4.
const STANDARD: [&str; 49] = [
    "Document",
    "Part",
    "Art",
    "Sect",
    "Div",
    "BlockQuote",
    "Caption",
    "TOC",
    "TOCI",
    "Index",
    "NonStruct",
    "Private",
    "P",
    "H",
    "H1",
    "H2",
    "H3",
    "H4",
    "H5",
    "H6",
    "L",
    "LI",
    "Lbl",
    "LBody",
    "Table",
    "TR",
    "TH",
    "TD",
    "THead",
    "TBody",
    "TFoot",
    "Span",
    "Quote",
    "Note",
    "Reference",
    "BibEntry",
    "Code",
    "Link",
    "Annot",
    "Ruby",
    "RB",
    "RT",
    "RP",
    "Warichu",
    "WT",
    "WP",
    "Figure",
    "Formula",
    "Form",
];

/// The structure of a file among its collected objects.
#[derive(Debug, Default)]
pub(crate) struct Structure {
    /// The uppermost elements.
    pub(crate) kids: Vec<Object>,
    /// What pages and annotations belong to: the number that they give is the place in this list.
    pub(crate) parents: Vec<Object>,
    /// All elements.
    pub(crate) elements: Vec<ObjectId>,
    /// The attributes that elements name.
    pub(crate) classes: Dictionary,
}

/// Collects the structure of the pages that were collected; none where there is none to rely on.
pub(crate) fn collect(
    collected: &mut Collected<'_, '_>,
    catalog: &Dictionary,
) -> Result<Option<Structure>, Fault> {
    let marks = collected.source.get(catalog, b"MarkInfo")?;
    let marked = marks.as_dict().and_then(|marks| marks.get(b"Marked")).cloned();
    let root = collected.source.get(catalog, b"StructTreeRoot")?;
    let (Ok(Object::Boolean(true)), Object::Dictionary(root)) = (marked, root) else {
        without(collected);
        return Ok(None);
    };
    let kids = match collected.source.get(&root, b"K")? {
        Object::Array(kids) => kids,
        Object::Null => Vec::new(),
        _ => root.get(b"K").cloned().into_iter().collect(),
    };
    let kids: Vec<Object> =
        kids.into_iter().filter(|kid| matches!(kid, Object::Reference(_))).collect();
    if kids.is_empty() {
        without(collected);
        return Ok(None);
    }
    let mut structure = Structure::default();
    for kid in kids {
        structure.kids.push(collected.taken(kid)?);
    }
    collected.settle()?;
    structure.parents = parents(collected, &root)?;
    if let Some(classes) = collected.source.get(&root, b"ClassMap")?.as_dict().ok().cloned() {
        if let Object::Dictionary(classes) = collected.taken(Object::Dictionary(classes))? {
            structure.classes = classes;
        }
        collected.settle()?;
    }
    let roles = match collected.source.get(&root, b"RoleMap")? {
        Object::Dictionary(roles) => roles,
        _ => Dictionary::new(),
    };
    structure.elements = elements(collected, &structure.kids, &roles);
    Ok(Some(structure))
}

/// Leaves pages as they are that belong to no structure.
fn without(collected: &mut Collected<'_, '_>) {
    collected.evidence.insert(Evidence::Untagged);
    let nobody = BTreeMap::new();
    for object in &mut collected.objects {
        renumber(object, &nobody);
    }
}

/// Numbers pages and annotations of the structure from 0, and gives what they belong to.
fn parents(collected: &mut Collected<'_, '_>, root: &Dictionary) -> Result<Vec<Object>, Fault> {
    let tree = root.get(b"ParentTree").cloned().unwrap_or(Object::Null);
    let mut by_key = BTreeMap::new();
    for (key, value) in leaves(collected.source, &tree, b"Nums")? {
        if let Object::Integer(key) = collected.source.resolved(&key)? {
            by_key.entry(key).or_insert(value);
        }
    }
    let mut parents = Vec::new();
    let mut numbers = BTreeMap::new();
    let mut begin = 0;
    // What a parent brings along may belong to another one.
    while begin < collected.objects.len() {
        // Of objects that are only numbered yet, the next round gathers.
        let end = collected.objects.len();
        let mut keys = BTreeSet::new();
        collected.objects[begin..].iter().for_each(|object| gather(object, &mut keys));
        for key in keys {
            if let (Some(value), false) = (by_key.get(&key), numbers.contains_key(&key)) {
                numbers.insert(key, i64::try_from(parents.len()).unwrap_or(i64::MAX));
                parents.push(collected.taken(value.clone())?);
            }
        }
        collected.settle()?;
        begin = end;
    }
    for object in &mut collected.objects {
        renumber(object, &numbers);
    }
    Ok(parents)
}

const KEYS: [&[u8]; 2] = [b"StructParents", b"StructParent"];

fn gather(object: &Object, keys: &mut BTreeSet<i64>) {
    let entries = match object {
        Object::Array(items) => return items.iter().for_each(|item| gather(item, keys)),
        Object::Dictionary(entries) => entries,
        Object::Stream(stream) => &stream.dict,
        _ => return,
    };
    keys.extend(KEYS.iter().filter_map(|key| entries.get(key).and_then(Object::as_i64).ok()));
    entries.iter().for_each(|(_, value)| gather(value, keys));
}

/// Replaces numbers; one that belongs to nothing goes.
fn renumber(object: &mut Object, numbers: &BTreeMap<i64, i64>) {
    let entries = match object {
        Object::Array(items) => {
            return items.iter_mut().for_each(|item| renumber(item, numbers));
        }
        Object::Dictionary(entries) => entries,
        Object::Stream(stream) => &mut stream.dict,
        _ => return,
    };
    for key in KEYS {
        if let Ok(number) = entries.get(key) {
            match number.as_i64().ok().and_then(|number| numbers.get(&number)) {
                Some(number) => entries.set(key, *number),
                None => drop(entries.remove(key)),
            }
        }
    }
    entries.iter_mut().for_each(|(_, value)| renumber(value, numbers));
}

/// Walks the elements, gives each the standard type that it stands for, and lists them.
fn elements(
    collected: &mut Collected<'_, '_>,
    kids: &[Object],
    roles: &Dictionary,
) -> Vec<ObjectId> {
    let mut elements = Vec::new();
    let mut seen = BTreeSet::new();
    let mut open: Vec<Object> = kids.iter().rev().cloned().collect();
    while let Some(kid) = open.pop() {
        let id = match kid {
            Object::Reference(id) => id,
            Object::Array(kids) => {
                open.extend(kids.into_iter().rev());
                continue;
            }
            // An element that is no object of its own cannot be what its kids belong to.
            Object::Dictionary(entries) if entries.has(b"S") => {
                collected.evidence.insert(Evidence::Untagged);
                continue;
            }
            _ => continue,
        };
        let object = (id.0 as usize).checked_sub(1).and_then(|at| collected.objects.get_mut(at));
        let Some(object) = object.filter(|_| seen.insert(id)) else { continue };
        let entries = match object {
            Object::Dictionary(entries) if entries.has(b"S") => entries,
            // The kids of an element may be an object of their own.
            Object::Array(kids) => {
                open.extend(kids.iter().rev().cloned());
                continue;
            }
            _ => continue,
        };
        let said = entries.get(b"S").and_then(Object::as_name).unwrap_or_default();
        let standard = standard_type(said, roles);
        match standard {
            None => drop(collected.evidence.insert(Evidence::UnknownTag(printable(said)))),
            Some("H") => drop(collected.evidence.insert(Evidence::BareHeadings)),
            Some(_) => {}
        }
        if let Some(standard) = standard {
            entries.set("S", standard);
        }
        open.extend(entries.get(b"K").cloned());
        elements.push(id);
    }
    elements
}

/// The standard type that a tag is or stands for (14.7.3).
fn standard_type(tag: &[u8], roles: &Dictionary) -> Option<&'static str> {
    let mut tag = tag;
    for _ in 0..LONGEST_CHAIN {
        if let Some(standard) = STANDARD.iter().find(|standard| standard.as_bytes() == tag) {
            return Some(standard);
        }
        tag = roles.get(tag).and_then(Object::as_name).ok()?;
    }
    None
}

#[cfg(test)]
mod tests {
    use lopdf::dictionary;

    use super::*;

    #[test]
    fn a_tag_stands_for_a_standard_one_by_way_of_others() {
        let roles = dictionary! { "Text" => "Body", "Body" => "P", "Round" => "Round" };
        assert_eq!(standard_type(b"Text", &roles), Some("P"));
        assert_eq!(standard_type(b"H3", &roles), Some("H3"));
        assert_eq!(standard_type(b"Round", &roles), None);
        assert_eq!(standard_type(b"Other", &roles), None);
    }
}
