//! How the letter is to be set on paper, as far as its author says.

use crate::model::{Language, Length};

/// The author's wishes for the page; what is absent follows the style.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PageSettings {
    /// The look as a whole.
    pub style: Style,
    /// The sheet; by the language's region when absent.
    pub paper: Option<Paper>,
    /// The blank edges.
    pub margins: Option<Margins>,
    /// The family of the text, when not the style's.
    pub font: Option<String>,
    /// The size of the text.
    pub size: Option<Length>,
    /// Whether lines are filled to both margins.
    pub justify: Option<bool>,
    /// Where notes stand.
    pub notes: NotePlacement,
    /// The envelope through whose window the address is to be seen.
    pub window: Option<Window>,
    /// Whether the edge of the first page shows where to fold it.
    pub fold_marks: bool,
}

/// An envelope with a window, and how the letter is folded for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    /// DIN 5008, form A: a low letterhead.
    Din5008A,
    /// DIN 5008, form B: a high one.
    Din5008B,
    /// The American No. 10, 4⅛ by 9½ inches.
    Us10,
}

impl Window {
    /// The sheet that is folded into such an envelope.
    pub fn paper(self) -> Paper {
        match self {
            Self::Din5008A | Self::Din5008B => Paper::A4,
            Self::Us10 => Paper::Letter,
        }
    }
}

impl PageSettings {
    /// The sheet: the one asked for, else the window's, else the one of the language's region.
    pub fn sheet(&self, language: &Language) -> Paper {
        self.paper.or_else(|| self.window.map(Window::paper)).unwrap_or_else(|| Paper::of(language))
    }
}

/// A set of measures and faces that belong together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// Serif, justified: the default.
    #[default]
    Classic,
    /// Heads and list in sans serif, ragged right.
    Modern,
    /// One size and weight, as an office would write.
    Plain,
}

/// A sheet of paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// US Letter, 8.5 by 11 inches.
    Letter,
    /// ISO 216 A4, 210 by 297 millimetres.
    A4,
}

/// Regions whose offices use US Letter (CLDR, `paperSize`).
const LETTER_REGIONS: [&str; 14] =
    ["BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"];

impl Paper {
    /// The sheet that is usual where a letter in this language is read; a bare `en` counts as
    /// American.
    pub fn of(language: &Language) -> Self {
        let letter = match language.region() {
            Some(region) => LETTER_REGIONS.contains(&region),
            None => language.primary() == "en",
        };
        if letter { Self::Letter } else { Self::A4 }
    }

    /// Width and height of the sheet.
    pub fn size(self) -> (Length, Length) {
        match self {
            Self::Letter => (Length::inches(8.5), Length::inches(11.0)),
            Self::A4 => (Length::mm(210.0), Length::mm(297.0)),
        }
    }
}

/// The blank edges of a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Margins {
    /// At the head.
    pub top: Length,
    /// At the right.
    pub right: Length,
    /// At the foot.
    pub bottom: Length,
    /// At the left.
    pub left: Length,
}

/// Where the notes of a letter stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NotePlacement {
    /// At the foot of the page that bears the mark.
    #[default]
    Foot,
    /// After the letter, in the place of `Part::Notes`.
    End,
}
