//! Sections: the page, and in how many columns a stretch of the text is set.

use crate::model::{Direction, Length, Letter, Paper};
use crate::render::docx::unit::twips;
use crate::render::docx::xml::Xml;
use crate::typeset::style::Measures;

/// The headers that the first section refers to: of the first page, of later ones.
#[derive(Clone, Debug, Default)]
pub(crate) struct Headers {
    pub(crate) first: Option<String>,
    pub(crate) later: String,
}

/// The sheet of a letter.
pub(crate) fn paper(letter: &Letter) -> Paper {
    letter.page.paper.unwrap_or_else(|| Paper::of(&letter.language))
}

/// What is said of a section, the first of a letter or a further one on its page
/// (ISO 29500-1, 17.6.17).
pub(crate) fn section(
    index: usize,
    columns: usize,
    letter: &Letter,
    measures: &Measures,
    headers: &Headers,
) -> Xml {
    let mut xml = Xml::default();
    xml.open("w:sectPr", &[]);
    if index == 0 {
        if let Some(first) = &headers.first {
            xml.empty("w:headerReference", &[("w:type", "first"), ("r:id", first)]);
        }
        let later = headers.later.as_str();
        xml.empty("w:headerReference", &[("w:type", "default"), ("r:id", later)]);
    }
    xml.value("w:type", if index == 0 { "nextPage" } else { "continuous" });
    let (width, height) = paper(letter).size();
    xml.empty("w:pgSz", &[("w:w", &twips(width)), ("w:h", &twips(height))]);
    let margins = measures.margins(letter);
    let edge = |length: Length| twips(length.max(Length::ZERO));
    let head = measures.head_distance + measures.running_head.leading;
    xml.empty(
        "w:pgMar",
        &[
            ("w:top", &edge(margins.top)),
            ("w:right", &edge(margins.right)),
            ("w:bottom", &edge(margins.bottom)),
            ("w:left", &edge(margins.left)),
            ("w:header", &edge(margins.top - head)),
            ("w:footer", &edge(margins.bottom / 2.0)),
            ("w:gutter", "0"),
        ],
    );
    let (columns, gutter) = (columns.max(1).to_string(), twips(measures.gutter));
    xml.empty("w:cols", &[("w:num", &columns), ("w:space", &gutter)]);
    xml.flag("w:titlePg", index == 0);
    xml.flag("w:bidi", letter.language.direction() == Direction::RightToLeft);
    xml.close("w:sectPr");
    xml
}
