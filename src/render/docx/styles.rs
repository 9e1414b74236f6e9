//! `styles.xml`: the styles of a letter.

use crate::model::{Direction, Length, Letter};
use crate::render::docx::direction::write_language;
use crate::render::docx::font::font_name;
use crate::render::docx::paragraph::{write_indent, write_rule, write_spacing};
use crate::render::docx::style::{Kept, LineRule, Lines, Setting, Style};
use crate::render::docx::unit::{eighths, half_points, rounded, twips};
use crate::render::docx::xml::Xml;
use crate::typeset::font::{Slant, Weight};
use crate::typeset::style::{FINE_RULE, Measures, TABLE_RULE, Type};

/// The namespace of all that makes up a text.
pub(crate) const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// The style that all others are based on.
const NORMAL: &str = "Normal";
/// The style of tables.
pub(crate) const TABLE: &str = "LetterTable";
/// Space over and under the text of a table's cell, and beside it.
const CELL: (Length, Length) = (Length::pt(1.5), Length::pt(5.0));

/// Styles of runs: what the file calls them, what Word does.
pub(crate) const CODE: &str = "HTMLCode";
pub(crate) const LINK: &str = "Hyperlink";
pub(crate) const FOOTNOTE_MARK: &str = "FootnoteReference";
pub(crate) const ENDNOTE_MARK: &str = "EndnoteReference";
pub(crate) const COUNT: &str = "SignatoryCount";

/// A face that every office has, for code.
const CODE_FONT: &str = "Courier New";

/// The styles of a letter.
pub(crate) fn styles(letter: &Letter, measures: &Measures) -> Xml {
    let mut xml = Xml::document();
    xml.open("w:styles", &[("xmlns:w", MAIN)]);
    xml.open("w:docDefaults", &[]);
    xml.open("w:rPrDefault", &[]);
    xml.open("w:rPr", &[]);
    write_font(&font_name(measures.body.font.family, letter, measures), &mut xml);
    write_size(measures.body.size, &mut xml);
    write_language(&letter.language, &mut xml);
    xml.close("w:rPr");
    xml.close("w:rPrDefault");
    xml.empty("w:pPrDefault", &[]);
    xml.close("w:docDefaults");
    write_normal(letter, measures, &mut xml);
    for style in Style::all() {
        write_style(style, letter, measures, &mut xml);
    }
    write_run_styles(&mut xml);
    write_count(letter, measures, &mut xml);
    write_table_styles(&mut xml);
    xml.close("w:styles");
    xml
}

fn write_normal(letter: &Letter, measures: &Measures, xml: &mut Xml) {
    xml.open("w:style", &[("w:type", "paragraph"), ("w:default", "1"), ("w:styleId", NORMAL)]);
    xml.value("w:name", NORMAL);
    xml.flag("w:qFormat", true);
    xml.open("w:pPr", &[]);
    xml.flag("w:widowControl", true);
    xml.flag("w:bidi", letter.language.direction() == Direction::RightToLeft);
    write_spacing(
        Some(Length::ZERO),
        Some(Length::ZERO),
        Some((measures.body.leading, "atLeast")),
        xml,
    );
    xml.close("w:pPr");
    xml.close("w:style");
}

fn write_style(style: Style, letter: &Letter, measures: &Measures, xml: &mut Xml) {
    let setting = Setting::of(style, measures, letter);
    let mut attributes = vec![("w:type", "paragraph"), ("w:styleId", style.id())];
    if !style.is_built_in() {
        attributes.insert(1, ("w:customStyle", "1"));
    }
    xml.open("w:style", &attributes);
    xml.value("w:name", style.name());
    xml.value("w:basedOn", based_on(style).map_or(NORMAL, Style::id));
    xml.value("w:next", next(style).id());
    xml.flag("w:qFormat", !matches!(style, Style::Contents(_) | Style::Header));
    xml.open("w:pPr", &[]);
    xml.flag("w:keepNext", setting.kept == Kept::WithNext);
    xml.flag("w:keepLines", setting.kept != Kept::Free);
    write_rule(setting.ruled, xml);
    xml.flag("w:suppressAutoHyphens", !setting.hyphenated);
    let rule = match setting.line {
        LineRule::Exact => "exact",
        LineRule::AtLeast => "atLeast",
    };
    write_spacing(Some(setting.before), None, Some((setting.kind.leading, rule)), xml);
    write_indent(setting.indent, xml);
    match setting.lines {
        Lines::Ragged => {}
        Lines::Justified => xml.value("w:jc", "both"),
        Lines::Centered => xml.value("w:jc", "center"),
    }
    if let Some(outline) = setting.outline {
        xml.value("w:outlineLvl", &outline.to_string());
    }
    xml.close("w:pPr");
    let font = match style {
        Style::Code => CODE_FONT.to_owned(),
        _ => font_name(setting.kind.font.family, letter, measures),
    };
    write_type(&setting.kind, &font, xml);
    xml.close("w:style");
}

/// The style that says what this one does not: those of headings stand among Word's headings.
fn based_on(style: Style) -> Option<Style> {
    match style {
        Style::SignatoriesHeading => Some(Style::Heading(1)),
        Style::GroupHeading => Some(Style::Heading(2)),
        _ => None,
    }
}

/// The style of a paragraph that is begun after one of this.
fn next(style: Style) -> Style {
    match style {
        Style::Title | Style::Subtitle | Style::Salutation | Style::Heading(_) => Style::Body,
        Style::SignatoriesHeading | Style::GroupHeading | Style::Lead => Style::Signatory,
        other => other,
    }
}

fn write_type(kind: &Type, font: &str, xml: &mut Xml) {
    xml.open("w:rPr", &[]);
    write_font(font, xml);
    // Said either way: a heading of signatories is based on another heading.
    for (name, there) in [
        ("w:b", kind.font.weight == Weight::Semibold),
        ("w:bCs", kind.font.weight == Weight::Semibold),
        ("w:i", kind.font.slant == Slant::Italic),
        ("w:iCs", kind.font.slant == Slant::Italic),
    ] {
        xml.value(name, if there { "1" } else { "0" });
    }
    if kind.gray > 0.0 {
        let level = rounded(f64::from(kind.gray) * 255.0).parse::<u8>().unwrap_or_default();
        xml.value("w:color", &format!("{level:02X}{level:02X}{level:02X}"));
    }
    write_size(kind.size, xml);
    xml.close("w:rPr");
}

fn write_font(name: &str, xml: &mut Xml) {
    xml.empty("w:rFonts", &[("w:ascii", name), ("w:hAnsi", name)]);
}

fn write_size(size: Length, xml: &mut Xml) {
    let size = half_points(size);
    xml.value("w:sz", &size);
    xml.value("w:szCs", &size);
}

fn write_run_styles(xml: &mut Xml) {
    xml.open(
        "w:style",
        &[("w:type", "character"), ("w:default", "1"), ("w:styleId", "DefaultParagraphFont")],
    );
    xml.value("w:name", "Default Paragraph Font");
    xml.close("w:style");
    for (id, name) in [
        (CODE, "HTML Code"),
        (LINK, "Hyperlink"),
        (FOOTNOTE_MARK, "footnote reference"),
        (ENDNOTE_MARK, "endnote reference"),
    ] {
        xml.open("w:style", &[("w:type", "character"), ("w:styleId", id)]);
        xml.value("w:name", name);
        xml.value("w:basedOn", "DefaultParagraphFont");
        // Links are as black as the text round them.
        if id != LINK {
            xml.open("w:rPr", &[]);
            if id == CODE {
                write_font(CODE_FONT, xml);
                xml.flag("w:noProof", true);
            } else {
                xml.value("w:vertAlign", "superscript");
            }
            xml.close("w:rPr");
        }
        xml.close("w:style");
    }
}

/// How many stand under a heading, beside it.
fn write_count(letter: &Letter, measures: &Measures, xml: &mut Xml) {
    let attributes = [("w:type", "character"), ("w:customStyle", "1"), ("w:styleId", COUNT)];
    xml.open("w:style", &attributes);
    xml.value("w:name", "Signatory Count");
    xml.value("w:basedOn", "DefaultParagraphFont");
    let kind = &measures.count;
    write_type(kind, &font_name(kind.font.family, letter, measures), xml);
    xml.close("w:style");
}

fn write_table_styles(xml: &mut Xml) {
    xml.open("w:style", &[("w:type", "table"), ("w:default", "1"), ("w:styleId", "TableNormal")]);
    xml.value("w:name", "Normal Table");
    xml.open("w:tblPr", &[]);
    xml.empty("w:tblInd", &[("w:w", "0"), ("w:type", "dxa")]);
    xml.close("w:tblPr");
    xml.close("w:style");
    xml.open("w:style", &[("w:type", "table"), ("w:customStyle", "1"), ("w:styleId", TABLE)]);
    xml.value("w:name", "Letter Table");
    xml.value("w:basedOn", "TableNormal");
    xml.open("w:tblPr", &[]);
    xml.open("w:tblBorders", &[]);
    for side in ["w:top", "w:bottom"] {
        write_border(side, TABLE_RULE, xml);
    }
    xml.close("w:tblBorders");
    xml.open("w:tblCellMar", &[]);
    for (side, space) in
        [("w:top", CELL.0), ("w:left", CELL.1), ("w:bottom", CELL.0), ("w:right", CELL.1)]
    {
        xml.empty(side, &[("w:w", &twips(space)), ("w:type", "dxa")]);
    }
    xml.close("w:tblCellMar");
    xml.close("w:tblPr");
    xml.open("w:tblStylePr", &[("w:type", "firstRow")]);
    xml.open("w:tcPr", &[]);
    xml.open("w:tcBorders", &[]);
    write_border("w:bottom", FINE_RULE, xml);
    xml.close("w:tcBorders");
    xml.close("w:tcPr");
    xml.close("w:tblStylePr");
    xml.close("w:style");
}

fn write_border(side: &str, thickness: Length, xml: &mut Xml) {
    let thickness = eighths(thickness);
    xml.empty(
        side,
        &[("w:val", "single"), ("w:sz", &thickness), ("w:space", "0"), ("w:color", "auto")],
    );
}
