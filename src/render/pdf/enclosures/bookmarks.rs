//! The bookmarks of a foreign file, and theirs among a letter's (ISO 32000-1, 12.3.3).

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use crate::render::pdf::enclosures::collected::Collected;
use crate::render::pdf::enclosures::destinations::Destinations;
use crate::render::pdf::enclosures::fault::Fault;

/// How deep bookmarks may lie; those below stand beside each other.
const DEEPEST: usize = 32;
/// More than anybody reads.
const MOST: usize = 50_000;

/// A bookmark with those under it.
#[derive(Clone, Debug)]
pub(crate) struct Bookmark {
    pub(crate) title: Object,
    pub(crate) place: Object,
    pub(crate) children: Vec<Bookmark>,
}

/// The bookmarks of a file whose pages were collected, as many as lead to them.
pub(crate) fn collect(
    collected: &mut Collected<'_, '_>,
    catalog: &Dictionary,
    destinations: &Destinations,
) -> Result<Vec<Bookmark>, Fault> {
    let Object::Dictionary(root) = collected.source.get(catalog, b"Outlines")? else {
        return Ok(Vec::new());
    };
    let mut seen = BTreeSet::new();
    let mut flat: Vec<(usize, Bookmark)> = Vec::new();
    let mut open: Vec<(usize, Object)> =
        root.get(b"First").cloned().into_iter().map(|first| (0, first)).collect();
    while let Some((depth, item)) = open.pop() {
        let Object::Reference((number, _)) = item else { continue };
        if !seen.insert(number) || seen.len() > MOST {
            continue;
        }
        let Some(entries) = collected.source.dictionary(&item)? else { continue };
        open.extend(entries.get(b"Next").cloned().map(|next| (depth, next)));
        if let Some(bookmark) = bookmark(collected, &entries, destinations)? {
            flat.push((depth, bookmark));
        }
        let below = (depth + 1).min(DEEPEST);
        open.extend(entries.get(b"First").cloned().map(|first| (below, first)));
    }
    Ok(nested(flat))
}

fn bookmark(
    collected: &mut Collected<'_, '_>,
    entries: &Dictionary,
    destinations: &Destinations,
) -> Result<Option<Bookmark>, Fault> {
    let title = collected.source.get(entries, b"Title")?;
    let mut place = collected.source.get(entries, b"Dest")?;
    if place == Object::Null
        && let Object::Dictionary(action) = collected.source.get(entries, b"A")?
        && action.get(b"S").and_then(Object::as_name).is_ok_and(|kind| kind == b"GoTo")
    {
        place = collected.source.get(&action, b"D")?;
    }
    let (Object::String(..), Some(place)) = (&title, destinations.place(place)) else {
        return Ok(None);
    };
    let place = collected.taken(place)?;
    Ok(Some(Bookmark { title, place, children: Vec::new() }))
}

/// Puts each bookmark under the last one before it that lies less deep.
fn nested(flat: Vec<(usize, Bookmark)>) -> Vec<Bookmark> {
    let mut open: Vec<(usize, Bookmark)> = Vec::new();
    let mut top = Vec::new();
    let close = |open: &mut Vec<(usize, Bookmark)>, top: &mut Vec<Bookmark>| {
        let Some((_, last)) = open.pop() else { return };
        match open.last_mut() {
            Some((_, parent)) => parent.children.push(last),
            None => top.push(last),
        }
    };
    for (depth, bookmark) in flat {
        while open.last().is_some_and(|(last, _)| *last >= depth) {
            close(&mut open, &mut top);
        }
        open.push((depth, bookmark));
    }
    while !open.is_empty() {
        close(&mut open, &mut top);
    }
    top
}

/// Adds bookmarks after the letter's own, which are made where it has none: one for the letter.
/// Each is closed, so that the letter's stay in sight.
pub(crate) fn append(
    pdf: &mut Document,
    catalog: &mut Dictionary,
    letter: Bookmark,
    added: Vec<Bookmark>,
) -> lopdf::Result<()> {
    let root = if let Ok(Object::Reference(root)) = catalog.get(b"Outlines") {
        *root
    } else {
        let root = pdf.add_object(dictionary! { "Type" => "Outlines" });
        catalog.set("Outlines", root);
        catalog.set("PageMode", "UseOutlines");
        root
    };
    let entries = pdf.get_dictionary(root)?;
    let last = entries.get(b"Last").and_then(Object::as_reference).ok();
    let first = entries.get(b"First").and_then(Object::as_reference).ok();
    let count = entries.get(b"Count").and_then(Object::as_i64).unwrap_or(0);
    let mut all = added;
    if first.is_none() {
        all.insert(0, letter);
    }
    let shown = i64::try_from(all.len()).unwrap_or(0);
    let Some((begin, end, _)) = write(pdf, root, all) else { return Ok(()) };
    if let Some(last) = last {
        pdf.get_dictionary_mut(last)?.set("Next", begin);
        pdf.get_dictionary_mut(begin)?.set("Prev", last);
    }
    let entries = pdf.get_dictionary_mut(root)?;
    entries.set("First", first.unwrap_or(begin));
    entries.set("Last", end);
    entries.set("Count", count + shown);
    Ok(())
}

/// Writes siblings with all under them; the first, the last, and how many they are in all.
fn write(
    pdf: &mut Document,
    parent: ObjectId,
    siblings: Vec<Bookmark>,
) -> Option<(ObjectId, ObjectId, usize)> {
    let ids: Vec<ObjectId> = siblings.iter().map(|_| pdf.new_object_id()).collect();
    let mut count = siblings.len();
    for (at, bookmark) in siblings.into_iter().enumerate() {
        let mut entries = dictionary! {
            "Title" => bookmark.title,
            "Parent" => parent,
            "Dest" => bookmark.place,
        };
        if let Some(previous) = at.checked_sub(1).and_then(|at| ids.get(at)) {
            entries.set("Prev", *previous);
        }
        if let Some(next) = ids.get(at + 1) {
            entries.set("Next", *next);
        }
        if let Some((first, last, below)) = write(pdf, ids[at], bookmark.children) {
            entries.set("First", first);
            entries.set("Last", last);
            // Closed, as a number below zero says.
            entries.set("Count", 0 - i64::try_from(below).unwrap_or(0));
            count += below;
        }
        pdf.set_object(ids[at], entries);
    }
    Some((*ids.first()?, *ids.last()?, count))
}
