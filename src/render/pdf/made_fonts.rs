//! Fonts in the form that files have them in, made once for all files of a run that show the same.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use lopdf::{Document, ObjectId};

use crate::parallel;
use crate::render::pdf::PdfError;
use crate::render::pdf::fonts::{self, Code};
use crate::render::pdf::made::Made;
use crate::typeset::font::Face;

/// How many are kept. Letters of a run share most of theirs; those of one letter alone, such as the
/// few glyphs of an addressee's name, make room for each other.
const KEPT: usize = 64;

/// The fewest fonts that a thread is worth: a letter that is made alone has four and more.
const FONTS_PER_THREAD: usize = 2;

/// Fonts that were made, the last one first.
#[derive(Debug, Default)]
pub(crate) struct MadeFonts(Mutex<VecDeque<Kept>>);

#[derive(Debug)]
struct Kept {
    face: Face,
    codes: Vec<Code>,
    made: Arc<Made>,
}

impl MadeFonts {
    /// Adds the fonts of faces that show these codes to a file.
    pub(crate) fn add(
        &self,
        pdf: &mut Document,
        wanted: &[(&Face, &[Code])],
    ) -> Result<Vec<ObjectId>, PdfError> {
        let known: Vec<_> = wanted.iter().map(|(face, codes)| self.find(face, codes)).collect();
        let missing = wanted.iter().zip(&known).filter(|(_, known)| known.is_none());
        let missing: Vec<_> = missing.map(|(wanted, _)| *wanted).collect();
        let kept = |(): &mut (), (face, codes): &(&Face, &[Code])| {
            Ok(self.keep(face, codes, fonts::make(face, codes)?))
        };
        let made = parallel::map(&missing, FONTS_PER_THREAD, || (), kept);
        let mut made = made.into_iter().collect::<Result<Vec<_>, PdfError>>()?.into_iter();
        let fonts = known.into_iter().filter_map(|known| known.or_else(|| made.next()));
        Ok(fonts.map(|font| font.copied(pdf)).collect())
    }

    fn find(&self, face: &Face, codes: &[Code]) -> Option<Arc<Made>> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_it = |kept: &Kept| kept.codes == codes && kept.face.is_same_file(face);
        let place = kept.iter().position(is_it)?;
        let found = kept.remove(place)?;
        let made = Arc::clone(&found.made);
        kept.push_front(found);
        Some(made)
    }

    fn keep(&self, face: &Face, codes: &[Code], made: Made) -> Arc<Made> {
        let made = Arc::new(made);
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.truncate(KEPT - 1);
        let (face, codes) = (face.clone(), codes.to_vec());
        kept.push_front(Kept { face, codes, made: Arc::clone(&made) });
        made
    }
}
