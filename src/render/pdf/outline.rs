//! Bookmarks: the headings as a tree beside the page.

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary, text_string};

use crate::render::pdf::annotations::destination;
use crate::render::pdf::syntax;
use crate::render::pdf::tree::Tree;
use crate::typeset::page::OutlineEntry;

/// A bookmark, with the numbers of those around it.
struct Bookmark<'a> {
    entry: &'a OutlineEntry,
    parent: Option<usize>,
    children: Vec<usize>,
}

/// Writes the bookmarks of headings that stand on a page, and gives the id of their root.
pub(crate) fn write(
    pdf: &mut Document,
    entries: &[OutlineEntry],
    tree: &Tree<'_>,
    pages: &[ObjectId],
) -> Option<ObjectId> {
    let bookmarks = nest(entries.iter().filter(|entry| tree.place(entry.element).is_some()));
    if bookmarks.is_empty() {
        return None;
    }
    let root = pdf.new_object_id();
    let ids: Vec<ObjectId> = bookmarks.iter().map(|_| pdf.new_object_id()).collect();
    let top: Vec<usize> =
        (0..bookmarks.len()).filter(|number| bookmarks[*number].parent.is_none()).collect();

    for (bookmark, id) in bookmarks.iter().zip(&ids) {
        let mut node = dictionary! {
            "Title" => text_string(&bookmark.entry.title),
            "Parent" => bookmark.parent.map_or(root, |parent| ids[parent]),
        };
        if let Some(place) = tree.place(bookmark.entry.element) {
            node.set("Dest", destination(place, pages));
        }
        set_ends(&mut node, &bookmark.children, &ids);
        pdf.set_object(*id, node);
    }
    for siblings in bookmarks.iter().map(|bookmark| &bookmark.children).chain([&top]) {
        for pair in siblings.windows(2) {
            set(pdf, ids[pair[0]], "Next", ids[pair[1]]);
            set(pdf, ids[pair[1]], "Prev", ids[pair[0]]);
        }
    }
    let mut node = dictionary! { "Type" => "Outlines" };
    set_ends(&mut node, &top, &ids);
    // All are open: every one is to be seen.
    node.set("Count", syntax::count(bookmarks.len()));
    pdf.set_object(root, node);
    Some(root)
}

/// Puts each entry under the last one before it that has a higher rank.
fn nest<'a>(entries: impl Iterator<Item = &'a OutlineEntry>) -> Vec<Bookmark<'a>> {
    let mut bookmarks: Vec<Bookmark<'a>> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for entry in entries {
        while open.last().is_some_and(|last| bookmarks[*last].entry.level >= entry.level) {
            open.pop();
        }
        let number = bookmarks.len();
        let parent = open.last().copied();
        if let Some(parent) = parent {
            bookmarks[parent].children.push(number);
        }
        bookmarks.push(Bookmark { entry, parent, children: Vec::new() });
        open.push(number);
    }
    bookmarks
}

fn set_ends(node: &mut Dictionary, children: &[usize], ids: &[ObjectId]) {
    if let (Some(first), Some(last)) = (children.first(), children.last()) {
        node.set("First", ids[*first]);
        node.set("Last", ids[*last]);
        node.set("Count", syntax::count(children.len()));
    }
}

fn set(pdf: &mut Document, id: ObjectId, key: &str, value: ObjectId) {
    if let Some(Object::Dictionary(node)) = pdf.objects.get_mut(&id) {
        node.set(key, value);
    }
}
