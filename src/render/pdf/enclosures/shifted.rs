//! Prepared objects with the numbers that they get in a letter's file.

use lopdf::{Object, ObjectId};

/// What is added to numbers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shift {
    /// To those of objects.
    pub(crate) objects: u32,
    /// To those by which pages and annotations are found in the structure.
    pub(crate) parents: i64,
}

impl Shift {
    /// The number of a prepared object in the letter's file.
    pub(crate) fn id(self, (number, generation): ObjectId) -> ObjectId {
        (number.saturating_add(self.objects), generation)
    }

    /// A copy of an object, with all its numbers shifted.
    pub(crate) fn object(self, object: &Object) -> Object {
        let mut object = object.clone();
        self.apply(&mut object);
        object
    }

    fn apply(self, object: &mut Object) {
        let entries = match object {
            Object::Reference(id) => {
                *id = self.id(*id);
                return;
            }
            Object::Array(items) => return items.iter_mut().for_each(|item| self.apply(item)),
            Object::Dictionary(entries) => entries,
            Object::Stream(stream) => &mut stream.dict,
            _ => return,
        };
        for (key, value) in entries.iter_mut() {
            match value {
                Object::Integer(number) if key.starts_with(b"StructParent") => {
                    *number = number.saturating_add(self.parents);
                }
                value => self.apply(value),
            }
        }
    }
}
