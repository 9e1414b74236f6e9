//! The typefaces of a letter: named, not embedded, so that each has one to stand in for it.

use crate::model::Letter;
use crate::render::docx::styles::MAIN;
use crate::render::docx::xml::Xml;
use crate::typeset::font::Family;
use crate::typeset::style::Measures;

/// What a family is called: one that the author names by its own name.
pub(crate) fn font_name(family: Family, letter: &Letter, measures: &Measures) -> String {
    let named = letter.page.font.as_deref().filter(|_| family == measures.body.font.family);
    match named.filter(|name| !is_ours(name)) {
        Some(name) => name.to_owned(),
        None => match family {
            Family::Serif => "Source Serif 4".to_owned(),
            Family::Sans => "Source Sans 3".to_owned(),
        },
    }
}

/// Whether a name means one of the families that a PDF is set in.
fn is_ours(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.starts_with("source s") || ["serif", "sans", "sans serif", "sans-serif"].contains(&&*name)
}

/// `fontTable.xml`: what stands in for a typeface that is not there (ISO 29500-1, 17.8.3).
pub(crate) fn font_table(letter: &Letter, measures: &Measures) -> Xml {
    let mut xml = Xml::document();
    xml.open("w:fonts", &[("xmlns:w", MAIN)]);
    let mut families = vec![measures.body.font.family, measures.title.font.family];
    families.dedup();
    for family in families {
        let (other, class, panose) = match family {
            Family::Serif => ("Cambria", "roman", "02040603050405020204"),
            Family::Sans => ("Calibri", "swiss", "020B0503030403020204"),
        };
        xml.open("w:font", &[("w:name", &font_name(family, letter, measures))]);
        xml.value("w:altName", other);
        xml.value("w:panose1", panose);
        xml.value("w:family", class);
        xml.value("w:pitch", "variable");
        xml.close("w:font");
    }
    xml.close("w:fonts");
    xml
}
