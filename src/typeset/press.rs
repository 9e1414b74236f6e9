//! Where letters are set one after the other.

use crate::model::Letter;
use crate::typeset::TypesetError;
use crate::typeset::document;
use crate::typeset::face_source::FaceSource;
use crate::typeset::font::Fonts;
use crate::typeset::page::Document;

/// Sets a letter on pages. Characters that the faces compiled in lack come from the source.
///
/// # Errors
/// When a character has no glyph, or margins leave no room.
pub fn typeset(letter: &Letter, faces: &dyn FaceSource) -> Result<Document, TypesetError> {
    Press::new(faces).set(letter)
}

/// Sets letters one after the other, and keeps faces and paragraphs from one to the next. A letter is
/// set as it would be alone.
pub struct Press<'a> {
    faces: &'a dyn FaceSource,
    fonts: Fonts<'a>,
}

impl<'a> Press<'a> {
    /// A press for one letter. Characters that the faces compiled in lack come from the source.
    pub fn new(faces: &'a dyn FaceSource) -> Self {
        Self { faces, fonts: Fonts::with(faces) }
    }

    /// A press for several letters that have most of their paragraphs in common.
    pub fn of_several(faces: &'a dyn FaceSource) -> Self {
        Self { faces, fonts: Fonts::keeping_paragraphs(faces) }
    }

    /// Sets a letter on pages.
    ///
    /// # Errors
    /// As those of `typeset`.
    pub fn set(&mut self, letter: &Letter) -> Result<Document, TypesetError> {
        self.fonts.forget_what_was_found();
        let fonts = std::mem::replace(&mut self.fonts, Fonts::with(self.faces));
        let (document, fonts) = document::typeset(letter, fonts)?;
        self.fonts = fonts;
        Ok(document)
    }
}
