//! Pictures in the form that files have them in, made once for all files of a run.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use lopdf::{Document, Object, ObjectId};

use crate::model::PictureFile;
use crate::render::pdf::{PdfError, pictures};

/// What was made of pictures so far.
#[derive(Debug, Default)]
pub struct Images(Mutex<Vec<(Arc<PictureFile>, Arc<Made>)>>);

/// A picture as objects, of which one names the others.
#[derive(Debug)]
struct Made {
    objects: BTreeMap<ObjectId, Object>,
    picture: ObjectId,
}

impl Images {
    /// Adds a picture to a file; none when it cannot be read.
    pub(crate) fn add(
        &self,
        pdf: &mut Document,
        file: &Arc<PictureFile>,
    ) -> Result<Option<ObjectId>, PdfError> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let made = known.iter().find(|(known, _)| Arc::ptr_eq(known, file));
        let made = if let Some((_, made)) = made {
            Arc::clone(made)
        } else {
            let mut apart = Document::new();
            let Some(picture) = pictures::make(&mut apart, file)? else { return Ok(None) };
            let made = Arc::new(Made { objects: apart.objects, picture });
            known.push((Arc::clone(file), Arc::clone(&made)));
            made
        };
        drop(known);
        Ok(Some(made.copied(pdf)))
    }
}

impl Made {
    fn copied(&self, pdf: &mut Document) -> ObjectId {
        let ids: BTreeMap<ObjectId, ObjectId> =
            self.objects.keys().map(|id| (*id, pdf.new_object_id())).collect();
        for (id, object) in &self.objects {
            let mut object = object.clone();
            renumber(&mut object, &ids);
            pdf.set_object(ids[id], object);
        }
        ids[&self.picture]
    }
}

fn renumber(object: &mut Object, ids: &BTreeMap<ObjectId, ObjectId>) {
    match object {
        Object::Reference(id) => *id = ids.get(id).copied().unwrap_or(*id),
        Object::Array(items) => items.iter_mut().for_each(|item| renumber(item, ids)),
        Object::Dictionary(entries) => {
            entries.iter_mut().for_each(|(_, entry)| renumber(entry, ids));
        }
        Object::Stream(stream) => {
            stream.dict.iter_mut().for_each(|(_, entry)| renumber(entry, ids));
        }
        _ => {}
    }
}
