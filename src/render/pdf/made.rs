//! Objects that were made apart, for as many files as have use for them.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId};

/// Objects of which one names the others.
#[derive(Debug)]
pub(crate) struct Made {
    objects: BTreeMap<ObjectId, Object>,
    root: ObjectId,
}

impl Made {
    /// An object with all that it leads to.
    pub(crate) fn reached(mut pdf: Document, root: ObjectId) -> Self {
        let mut objects = BTreeMap::new();
        let mut waiting = vec![root];
        while let Some(id) = waiting.pop() {
            if let Some(mut object) = pdf.objects.remove(&id) {
                references(&mut object, &mut |id| waiting.push(*id));
                objects.insert(id, object);
            }
        }
        Self { objects, root }
    }

    /// Adds the objects to a file.
    pub(crate) fn copied(&self, pdf: &mut Document) -> ObjectId {
        let ids: BTreeMap<ObjectId, ObjectId> =
            self.objects.keys().map(|id| (*id, pdf.new_object_id())).collect();
        for (id, object) in &self.objects {
            let mut object = object.clone();
            references(&mut object, &mut |id| *id = ids.get(id).copied().unwrap_or(*id));
            pdf.set_object(ids[id], object);
        }
        ids[&self.root]
    }
}

/// Visits all references in an object.
fn references(object: &mut Object, visit: &mut impl FnMut(&mut ObjectId)) {
    let mut within = |entries: &mut Dictionary| {
        entries.iter_mut().for_each(|(_, entry)| references(entry, visit));
    };
    match object {
        Object::Reference(id) => visit(id),
        Object::Array(items) => items.iter_mut().for_each(|item| references(item, visit)),
        Object::Dictionary(entries) => within(entries),
        Object::Stream(stream) => within(&mut stream.dict),
        _ => {}
    }
}
