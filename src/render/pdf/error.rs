//! Why a document could not be written as a PDF.

use crate::render::pdf::enclosures::Fault;

/// Why a document could not be written as a PDF.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PdfError {
    /// A run names a face that the document does not bring.
    #[error("the document has no face number {face}")]
    NoSuchFace {
        /// The number.
        face: u16,
    },
    /// A mark names an element that the structure does not hold.
    #[error("the document has no element number {element}")]
    NoSuchElement {
        /// The number.
        element: u32,
    },
    /// A glyph stands for a character that its face does not have (PDF/A-2, 6.2.11.8).
    #[error("the face `{face}` has no glyph for `{text}`")]
    MissingGlyph {
        /// The face's PostScript name.
        face: String,
        /// What was to be shown.
        text: String,
    },
    /// One face shows more than 65,535 pairs of glyph and text.
    #[error("too many glyphs of the face `{face}`")]
    TooManyGlyphs {
        /// The face's PostScript name.
        face: String,
    },
    /// The font file is damaged or of a kind that cannot be subset.
    #[error("the font `{font}` is damaged: its glyphs cannot be taken out")]
    Subset {
        /// Where the font file is; the face's PostScript name, when it is compiled in.
        font: String,
        /// What the subsetter said.
        source: subsetter::Error,
    },
    /// A picture cannot be read, though it could before.
    #[error("cannot read picture number {picture} of the document")]
    Picture {
        /// Its number, counted from 0.
        picture: usize,
    },
    /// The pages of an enclosure cannot be appended.
    #[error("the pages of `{name}` cannot be appended: {fault}")]
    Enclosure {
        /// What the letter calls the file.
        name: String,
        /// What is wrong with it.
        fault: Fault,
    },
    /// lopdf refused what printpdf handed over.
    #[error("cannot finish the PDF")]
    Finish(#[from] lopdf::Error),
    /// The objects could not be serialized.
    #[error("cannot serialize the PDF")]
    Serialize(#[from] std::io::Error),
}
