//! Pages of placed runs.

use std::sync::Arc;

use crate::model::{Content, Language, Length, Part, PictureFile};
use crate::typeset::font::Face;
use crate::typeset::line::Run;
use crate::typeset::structure::{ElementId, Structure};

/// What stands on a page. Places are measured from the upper left corner, downwards.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// A run of glyphs whose line's left edge is at `x`, its baseline at `y`: the first glyph's
    /// pen is at `x + run.x`, `y - run.rise`.
    Text {
        /// The line's left edge.
        x: Length,
        /// The line's baseline.
        y: Length,
        /// The glyphs.
        run: Run,
    },
    /// Text in the background, turned, behind all else: the large DRAFT. An artifact.
    Watermark {
        /// The pen of the first glyph.
        x: Length,
        /// Its baseline there.
        y: Length,
        /// Counted against the clock.
        degrees: f64,
        /// The glyphs.
        run: Run,
    },
    /// A horizontal rule, an artifact.
    Rule {
        /// Its left end.
        x: Length,
        /// The middle of its thickness.
        y: Length,
        /// Its length.
        width: Length,
        /// How thick it is.
        thickness: Length,
    },
    /// A picture, or a part of it; an artifact where it belongs to no element.
    Picture {
        /// Which of the document's.
        picture: usize,
        /// The part of it that is seen.
        content: Content,
        /// That part's left edge.
        x: Length,
        /// Its upper edge.
        y: Length,
        /// How wide it is.
        width: Length,
        /// How high.
        height: Length,
        /// What it is.
        element: Option<ElementId>,
    },
    /// Nothing to see: places an element without content, such as an empty cell.
    Empty(ElementId),
}

/// A page, its marks in reading order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// Marks, in reading order. Those whose element is none are artifacts.
    pub marks: Vec<Mark>,
}

/// A heading with the place to jump to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutlineEntry {
    /// 1 for the highest.
    pub level: u8,
    /// What the heading says.
    pub title: String,
    /// The heading.
    pub element: ElementId,
}

/// A letter set on pages.
#[derive(Clone, Debug)]
pub struct Document {
    /// The language of all that does not say otherwise.
    pub language: Language,
    /// What the document is called.
    pub title: Option<String>,
    /// Width and height of each page.
    pub size: (Length, Length),
    /// The pages in order.
    pub pages: Vec<Page>,
    /// The faces used; a run's `face` is an index into it.
    pub faces: Vec<Face>,
    /// The pictures shown, each once.
    pub pictures: Vec<Arc<PictureFile>>,
    /// What the marks are part of.
    pub structure: Structure,
    /// The headings, when the letter has any.
    pub outline: Vec<OutlineEntry>,
    /// Parts of the letter that have no room where the envelope's window would show them, or above
    /// it, and stand in the text instead.
    pub unseen: Vec<Part>,
}
