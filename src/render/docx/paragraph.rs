//! Paragraphs, with what they say of themselves beside their style.

use crate::model::{Alignment, Change, Length};
use crate::render::docx::revision::Revisions;
use crate::render::docx::style::Style;
use crate::render::docx::unit::{eighths, twips};
use crate::render::docx::xml::Xml;
use crate::typeset::style::FINE_RULE;

/// A paragraph. What is none, or false, is as its style has it.
#[derive(Clone, Debug)]
pub(crate) struct Paragraph {
    pub(crate) style: Style,
    /// Whether it stands on the page of the next one.
    pub(crate) keep_next: bool,
    /// Whether it begins a page.
    pub(crate) begins_page: bool,
    /// Its list and its level in it, counted from 0.
    pub(crate) numbered: Option<(usize, usize)>,
    /// Whether a fine rule stands below it.
    pub(crate) ruled: bool,
    /// A stop at the other margin, by the text's width.
    pub(crate) end_stop: Option<Length>,
    pub(crate) before: Option<Length>,
    pub(crate) after: Option<Length>,
    pub(crate) indent: Option<Indent>,
    pub(crate) alignment: Option<Alignment>,
    /// Its level among the headings, counted from 0.
    pub(crate) outline: Option<usize>,
    /// Which text has the end of it, where two are compared.
    pub(crate) end: Change,
    /// In how many columns the section is set that ends with it.
    pub(crate) section: Option<usize>,
    /// Its runs.
    pub(crate) content: Xml,
}

/// How far a paragraph stands in from both margins, and its first line out from the others.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Indent {
    pub(crate) start: Length,
    pub(crate) end: Length,
    pub(crate) hang: Length,
}

/// How far rules stand from the text, in points.
const FROM_TEXT: &str = "4";

impl Paragraph {
    pub(crate) fn new(style: Style, content: Xml) -> Self {
        Self {
            style,
            keep_next: false,
            begins_page: false,
            numbered: None,
            ruled: false,
            end_stop: None,
            before: None,
            after: None,
            indent: None,
            alignment: None,
            outline: None,
            end: Change::Same,
            section: None,
            content,
        }
    }

    /// Writes it (ISO 29500-1, 17.3.1); `section` is what it says of the section that it ends.
    pub(crate) fn write(&self, section: Option<&Xml>, revisions: &mut Revisions, xml: &mut Xml) {
        xml.open("w:p", &[]);
        xml.open("w:pPr", &[]);
        xml.value("w:pStyle", self.style.id());
        xml.flag("w:keepNext", self.keep_next);
        xml.flag("w:pageBreakBefore", self.begins_page);
        if let Some((list, level)) = self.numbered {
            xml.open("w:numPr", &[]);
            xml.value("w:ilvl", &level.to_string());
            xml.value("w:numId", &list.to_string());
            xml.close("w:numPr");
        }
        write_rule(self.ruled, xml);
        if let Some(measure) = self.end_stop {
            write_end_stop(measure, xml);
        }
        write_spacing(self.before, self.after, None, xml);
        if let Some(indent) = self.indent {
            write_indent(indent, xml);
        }
        if let Some(alignment) = self.alignment {
            xml.value("w:jc", justification(alignment));
        }
        if let Some(outline) = self.outline {
            xml.value("w:outlineLvl", &outline.to_string());
        }
        revisions.write_end(self.end, xml);
        if let Some(section) = section {
            xml.append(section);
        }
        xml.close("w:pPr");
        xml.append(&self.content);
        xml.close("w:p");
    }
}

pub(crate) fn write_rule(ruled: bool, xml: &mut Xml) {
    if !ruled {
        return;
    }
    xml.open("w:pBdr", &[]);
    let thickness = eighths(FINE_RULE);
    xml.empty(
        "w:bottom",
        &[("w:val", "single"), ("w:sz", &thickness), ("w:space", FROM_TEXT), ("w:color", "auto")],
    );
    xml.close("w:pBdr");
}

/// A stop for what stands at the other end of a line.
pub(crate) fn write_end_stop(measure: Length, xml: &mut Xml) {
    xml.open("w:tabs", &[]);
    xml.empty("w:tab", &[("w:val", "right"), ("w:pos", &twips(measure))]);
    xml.close("w:tabs");
}

/// `line` is the leading with the rule that it follows.
pub(crate) fn write_spacing(
    before: Option<Length>,
    after: Option<Length>,
    line: Option<(Length, &str)>,
    xml: &mut Xml,
) {
    let (before, after) = (before.map(twips), after.map(twips));
    let leading = line.map(|(leading, _)| twips(leading));
    let mut attributes: Vec<(&str, &str)> = Vec::new();
    attributes.extend(before.as_ref().map(|before| ("w:before", before.as_str())));
    attributes.extend(after.as_ref().map(|after| ("w:after", after.as_str())));
    if let (Some(leading), Some((_, rule))) = (&leading, line) {
        attributes.extend([("w:line", leading.as_str()), ("w:lineRule", rule)]);
    }
    if !attributes.is_empty() {
        xml.empty("w:spacing", &attributes);
    }
}

pub(crate) fn write_indent(indent: Indent, xml: &mut Xml) {
    let Indent { start, end, hang } = indent;
    let (start, end, hang) = (twips(start), twips(end), twips(hang));
    // Also none is said: a style has another.
    xml.empty("w:ind", &[("w:left", &start), ("w:right", &end), ("w:hanging", &hang)]);
}

/// In a paragraph from right to left, `left` is where its lines begin.
pub(crate) fn justification(alignment: Alignment) -> &'static str {
    match alignment {
        Alignment::Start => "left",
        Alignment::Center => "center",
        Alignment::End => "right",
    }
}
