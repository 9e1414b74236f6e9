//! What the files of a run share.

use crate::render::pdf::images::Images;
use crate::render::pdf::made_fonts::MadeFonts;

/// Pictures and fonts in the form that files have them in: what was made for one file need not be
/// made again for the next. No file differs for it.
#[derive(Debug, Default)]
pub struct Shared {
    /// The pictures.
    pub(crate) images: Images,
    /// The fonts.
    pub(crate) fonts: MadeFonts,
}
