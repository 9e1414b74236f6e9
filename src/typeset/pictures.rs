//! Pictures in the body, and what all pictures have in common.

use std::sync::Arc;

use crate::model::{Content, Length, Picture, PictureFile};
use crate::picture::Size;
use crate::typeset::body::Place;
use crate::typeset::compositor::Compositor;
use crate::typeset::galley::{Frame, Ink, Row};
use crate::typeset::structure::{Element, ElementId, Role};

/// From the text above to a picture, in em beside the gap: what hangs below the baseline, and a
/// little.
const OVER: f64 = 0.6;
/// The lines that stay free on a page with a picture as high as it.
const LINES_BESIDE: f64 = 2.0;

impl<'a> Compositor<'a> {
    /// Sets a picture in the middle of the measure, in a list where its text begins, by its own size
    /// or as large as there is room.
    pub(crate) fn body_picture(&mut self, picture: &'a Picture, place: Place) {
        let Some(file) = &picture.file else { return };
        let lines = self.measures.body.leading * LINES_BESIDE;
        let height = (self.height - lines).max(self.measures.body.leading);
        let shown = Size::of(file).within(Size { width: place.frame.measure, height });
        let frame = match place.depth {
            0 => place.frame.inset((place.frame.measure - shown.width) / 2.0),
            _ => place.frame,
        };
        let element = self.figure(&picture.description, place.parent);
        let ink = self.picture(file, frame, shown, Content::WHOLE, element);
        self.galley.push(Row {
            inks: vec![ink],
            solid: shown.height + place.kind.size * OVER,
            ascent: shown.height,
            ..Row::default()
        });
    }

    /// The element of a picture; none of one that only decorates.
    pub(crate) fn figure(&mut self, description: &str, parent: ElementId) -> Option<ElementId> {
        if description.trim().is_empty() {
            return None;
        }
        Some(self.structure.push(Element {
            role: Role::Figure,
            parent: Some(parent),
            language: None,
            target: None,
            description: Some(description.to_owned()),
        }))
    }

    /// A picture, or a part of it, that stands on the baseline where a frame begins.
    pub(crate) fn picture(
        &mut self,
        file: &Arc<PictureFile>,
        frame: Frame,
        shown: Size,
        content: Content,
        element: Option<ElementId>,
    ) -> Ink {
        let known = self.pictures.iter().position(|known| Arc::ptr_eq(known, file));
        let picture = known.unwrap_or_else(|| {
            self.pictures.push(Arc::clone(file));
            self.pictures.len() - 1
        });
        let frame = Frame { measure: shown.width, ..frame };
        Ink::Picture { frame, down: Length::ZERO, height: shown.height, picture, content, element }
    }
}
