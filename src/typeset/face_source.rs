//! Faces that are not compiled in: what is asked for, and what is given.

use std::ops::Deref;
use std::path::PathBuf;
use std::sync::Arc;

use unicode_script::Script;

use crate::model::Language;
use crate::typeset::font::Font;

/// The bytes of a font file.
#[derive(Clone, Debug)]
pub enum FontData {
    /// Compiled in.
    CompiledIn(&'static [u8]),
    /// Read; shared by all documents that use it.
    Read(Arc<Vec<u8>>),
}

impl Deref for FontData {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::CompiledIn(bytes) => bytes,
            Self::Read(bytes) => bytes,
        }
    }
}

/// What a text asks for that the faces compiled in cannot show.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// The characters that need a glyph, in the order of reading.
    pub characters: &'a [char],
    /// Their script.
    pub script: Script,
    /// The language, which decides between the forms of one character.
    pub language: &'a Language,
    /// The font that the text is set in.
    pub font: Font,
}

/// A face that was found.
#[derive(Clone, Debug)]
pub struct FoundFace {
    /// What tells it from all other faces of its source.
    pub key: u32,
    /// The font file.
    pub data: FontData,
    /// Its place in the file, if that is a collection.
    pub index: u32,
    /// Where that file is.
    pub file: PathBuf,
}

/// Where faces are found that are not compiled in.
pub trait FaceSource: Sync {
    /// The face that shows the most of a text's beginning, its first character at least; of
    /// several the one that suits it best.
    fn find(&self, wanted: &Wanted<'_>) -> Option<FoundFace>;

    /// Why faces that have a character are of no use, each with the face's name.
    fn hindrances(&self, character: char) -> Vec<String>;
}

/// No faces but those compiled in.
#[derive(Clone, Copy, Debug)]
pub struct CompiledIn;

impl FaceSource for CompiledIn {
    fn find(&self, _: &Wanted<'_>) -> Option<FoundFace> {
        None
    }

    fn hindrances(&self, _: char) -> Vec<String> {
        Vec::new()
    }
}
