//! What the files of a run share.

use crate::render::pdf::enclosures::Enclosures;
use crate::render::pdf::images::Images;
use crate::render::pdf::made_fonts::MadeFonts;

/// Pictures, fonts and enclosures in the form that files have them in: what was made for one file need not be
/// made again for the next. No file differs for it.
#[derive(Debug, Default)]
pub struct Shared {
    /// The pictures.
    pub(crate) images: Images,
    /// What was read of enclosures.
    pub(crate) enclosures: Enclosures,
    /// The fonts.
    pub(crate) fonts: MadeFonts,
}
