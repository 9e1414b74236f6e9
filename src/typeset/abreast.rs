//! Many short paragraphs, such as the names of a long list, set on several threads.

use crate::parallel;
use crate::typeset::TypesetError;
use crate::typeset::compositor::{Compositor, Layout};
use crate::typeset::font::{FaceId, Fonts};
use crate::typeset::line::Line;
use crate::typeset::paragraph::{ParagraphStyle, Piece, set};

/// The fewest paragraphs that a thread is worth, which has to load faces of its own.
const PER_THREAD: usize = 1_000;

impl Compositor<'_> {
    /// Breaks paragraphs of one layout into lines.
    pub(crate) fn set_all(
        &mut self,
        paragraphs: &[&[Piece<'_>]],
        layout: &Layout,
    ) -> Result<Vec<Vec<Line>>, TypesetError> {
        if paragraphs.len() < 2 * PER_THREAD {
            return paragraphs.iter().map(|pieces| self.set(pieces, layout)).collect();
        }
        let style = self.paragraph_style(layout);
        let apart = |fonts: &mut Fonts<'_>, pieces: &&[Piece<'_>]| set_apart(fonts, pieces, &style);
        let set = parallel::map(paragraphs, PER_THREAD, Fonts::new, apart);
        let mut all = Vec::with_capacity(paragraphs.len());
        for (pieces, lines) in paragraphs.iter().zip(set) {
            all.push(match lines {
                Some(mut lines) => {
                    for run in lines.iter_mut().flat_map(|line| &mut line.runs) {
                        run.face = self.fonts.load(usize::from(run.face.0));
                    }
                    lines
                }
                None => self.set(pieces, layout)?,
            });
        }
        Ok(all)
    }
}

/// The lines of a paragraph with the places of their faces among those compiled in; none when these
/// do not show all of it, so that it has to be set in its turn: which other face is taken may depend
/// on what was set before.
fn set_apart(
    fonts: &mut Fonts<'_>,
    pieces: &[Piece<'_>],
    style: &ParagraphStyle,
) -> Option<Vec<Line>> {
    let asked = fonts.times_asked();
    let mut lines = set(fonts, pieces, style).ok()?;
    if fonts.times_asked() != asked {
        return None;
    }
    for run in lines.iter_mut().flat_map(|line| &mut line.runs) {
        run.face = FaceId(u16::try_from(fonts.place_of(run.face)?).ok()?);
    }
    Some(lines)
}
