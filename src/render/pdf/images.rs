//! Pictures in the form that files have them in, made once for all files of a run.

use std::sync::{Arc, Mutex, PoisonError};

use lopdf::{Document, ObjectId};

use crate::model::PictureFile;
use crate::render::pdf::made::Made;
use crate::render::pdf::{PdfError, pictures};

/// What was made of pictures so far.
#[derive(Debug, Default)]
pub(crate) struct Images(Mutex<Vec<(Arc<PictureFile>, Arc<Made>)>>);

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
            let made = Arc::new(Made::reached(apart, picture));
            known.push((Arc::clone(file), Arc::clone(&made)));
            made
        };
        drop(known);
        Ok(Some(made.copied(pdf)))
    }
}
