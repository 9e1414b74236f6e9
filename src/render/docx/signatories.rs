//! Lists of signatories.

use crate::model::{
    Change, Columns, Delimiter, Enumerator, Inline, Layout, Length, Numbering as Sequence,
    Paragraph as Text, Signatory, SignatoryGroup, SignatoryList, plain,
};
use crate::render::docx::composer::Composer;
use crate::render::docx::paragraph::{Indent, Paragraph};
use crate::render::docx::run::Manner;
use crate::render::docx::style::Style;
use crate::render::docx::styles::COUNT;
use crate::render::docx::unit::estimated_width;
use crate::render::docx::xml::Xml;
use crate::render::parts::{inlines, joined};
use crate::typeset::style::Type;

/// Lists of so many signatories are not divided by a page's end.
const WHOLE: usize = 8;
/// One in so many names may be longer than its column where there are three.
const LONG_IN: usize = 10;
/// The narrowest column of names, in parts of their size.
const NARROWEST: f64 = 7.0;
/// How much narrower names are than an estimate with some room: a long one may take two lines.
const NARROW: f64 = 0.9;
/// The room over a rule to sign on, in parts of the names' size.
const ROOM: f64 = 3.4;

impl Composer<'_> {
    pub(crate) fn signatories(&mut self, list: &SignatoryList) {
        let total = list.signatories().count();
        let mut begins_page = list.new_page;
        let heading = inlines(list.heading.as_deref().unwrap_or_default());
        if !heading.is_empty() {
            let mut paragraph = self.paragraph(Style::SignatoriesHeading, &heading);
            paragraph.begins_page = std::mem::take(&mut begins_page);
            self.story.push(paragraph);
        }
        for (index, text) in list.lead.iter().enumerate() {
            let mut paragraph = self.paragraph(Style::Lead, text);
            paragraph.begins_page = std::mem::take(&mut begins_page);
            if index > 0 {
                self.story.space(self.measures.paragraph);
            } else if !heading.is_empty() {
                self.story.space(self.under(&self.measures.body));
            }
            self.story.push(paragraph);
        }
        let outline = usize::from(!heading.is_empty());
        let led = !heading.is_empty() || !list.lead.is_empty();
        for (index, group) in list.groups.iter().enumerate() {
            if index > 0 || led {
                let headed = group.heading.is_some() || index > 0;
                let gap = if headed { self.above_group() } else { self.under_heading(group) };
                self.story.space(gap);
            }
            self.group_heading(group, outline, &mut begins_page);
            if !group.signatories.is_empty() {
                if group.heading.is_some() || !group.lead.is_empty() {
                    self.story.space(self.under_heading(group));
                }
                self.names(group, total, &mut begins_page);
            }
            self.small_print(&group.note);
        }
        let anonymous = inlines(list.anonymous.as_deref().unwrap_or_default());
        if !anonymous.is_empty() {
            self.story.space(if total > Columns::FEW {
                self.measures.paragraph
            } else {
                self.measures.between_names
            });
            let paragraph = self.paragraph(of_names(total), &anonymous);
            self.story.push(paragraph);
        }
        self.logo_grid(&list.logos);
        self.small_print(&list.note);
    }

    /// Between the line of a heading and the line of what stands under it, in this type.
    fn under(&self, kind: &Type) -> Length {
        (self.measures.under_group + kind.ascent() - kind.leading).max(Length::ZERO)
    }

    fn under_heading(&self, group: &SignatoryGroup) -> Length {
        // A table begins with its rule.
        let table = group.layout == Layout::Table;
        if table { self.measures.under_group } else { self.under(&self.measures.names) }
    }

    fn above_group(&self) -> Length {
        let heading = &self.measures.group_heading;
        self.measures.above_group + heading.ascent() - heading.leading
    }

    fn small_print(&mut self, paragraphs: &[Text]) {
        for text in paragraphs {
            let paragraph = self.paragraph(Style::SmallPrint, text);
            self.story.push(paragraph);
        }
    }

    /// The heading of a group, at the other end of its line how many stand under it, and the lead.
    fn group_heading(&mut self, group: &SignatoryGroup, outline: usize, begins_page: &mut bool) {
        let heading = inlines(group.heading.as_deref().unwrap_or_default());
        if !heading.is_empty() {
            let mut content = self.runs(&heading);
            if !group.signatories.is_empty() {
                let manner = Manner::of(&self.letter.language);
                self.run(&manner, &mut content, |xml| xml.flag("w:tab", true));
                let count = group.signatories.len().to_string();
                let manner = Manner { style: Some(COUNT), ..manner };
                self.inlines(&[Inline::Text(count)], &manner, &mut content);
            }
            let mut paragraph = Paragraph::new(Style::GroupHeading, content);
            paragraph.end_stop = Some(self.measure);
            paragraph.begins_page = std::mem::take(begins_page);
            paragraph.outline = Some(outline).filter(|outline| *outline != 1);
            self.story.push(paragraph);
        }
        for text in &group.lead {
            let mut paragraph = self.paragraph(Style::Lead, text);
            paragraph.begins_page = std::mem::take(begins_page);
            self.story.push(paragraph);
        }
    }

    fn names(&mut self, group: &SignatoryGroup, total: usize, begins_page: &mut bool) {
        match group.layout {
            Layout::Table => self.table_of_names(group),
            Layout::Lines => self.signing_lines(group, total),
            Layout::Inline => {
                let names = group.signatories.iter().enumerate().map(|(index, signatory)| {
                    let number = group.first_number.map(|first| first + index);
                    let number = number.map(|number| Inline::Text(format!("{number}.\u{a0}")));
                    number.into_iter().chain(signatory.text.iter().cloned()).collect()
                });
                let text = joined(names, &Inline::Text("; ".to_owned()));
                let mut paragraph = self.paragraph(of_names(total), &text);
                paragraph.indent = Some(Indent::default());
                paragraph.begins_page = std::mem::take(begins_page);
                self.story.push(paragraph);
            }
            Layout::List => self.name_list(group, total, begins_page),
        }
    }

    fn name_list(&mut self, group: &SignatoryGroup, total: usize, begins_page: &mut bool) {
        let size = self.setting(of_names(total)).kind.size;
        let indent = indent_of_names(group, size);
        let columns = self.columns(group, total, size);
        let number = group.first_number.map(|first| {
            let start = u32::try_from(first).unwrap_or(u32::MAX);
            let (numbering, delimiter) = (Sequence::Decimal, Delimiter::Period);
            let enumerator = Enumerator::Ordered { numbering, delimiter, start };
            self.numbering.add(enumerator, &[(Length::ZERO, indent.start)])
        });
        if columns > 1 {
            self.story.end_section(1);
        }
        let count = group.signatories.len();
        for (index, signatory) in group.signatories.iter().enumerate() {
            let mut paragraph = self.paragraph(of_names(total), &signatory.text);
            paragraph.numbered = number.map(|number| (number, 0));
            paragraph.indent = number.map(|_| indent);
            paragraph.begins_page = std::mem::take(begins_page);
            paragraph.keep_next = columns == 1 && index + 1 < count && total <= WHOLE;
            if index + 1 < count {
                paragraph.after = Some(self.measures.between_names);
            }
            self.story.push(paragraph);
        }
        if columns > 1 {
            self.story.end_section(columns);
        }
    }

    /// In how many columns names are set: three where nearly all of them are short enough.
    fn columns(&self, group: &SignatoryGroup, total: usize, size: Length) -> usize {
        let gutter = self.measures.gutter;
        let narrowest = size * NARROWEST + gutter;
        let fitting = (1..=12)
            .rev()
            .find(|columns| narrowest * f64::from(*columns) <= self.measure + gutter)
            .and_then(|columns| usize::try_from(columns).ok())
            .unwrap_or(1);
        let room = (self.measure - gutter * 2.0) / 3.0;
        let is_long =
            |signatory: &&Signatory| estimated_width(&plain(&signatory.text), size) * NARROW > room;
        match group.columns {
            Columns::Count(count) => count.clamp(1, fitting),
            Columns::Auto if total <= Columns::FEW => 1,
            Columns::Auto => {
                let long = group.signatories.iter().filter(is_long).count();
                let wished = if long * LONG_IN <= group.signatories.len() { 3 } else { 2 };
                wished.min(fitting).min(self.measures.columns)
            }
        }
    }

    /// Each with a rule to sign on, or a signature that stands on it; two side by side.
    fn signing_lines(&mut self, group: &SignatoryGroup, total: usize) {
        let columns = group.signatories.len().clamp(1, 2);
        if columns > 1 {
            self.story.end_section(1);
        }
        let half = Indent { end: self.measure / 2.0, ..Indent::default() };
        let indent = (columns == 1).then_some(half);
        let size = self.measures.names.size;
        for (index, signatory) in group.signatories.iter().enumerate() {
            let mut place = Xml::default();
            if let Some(signature) = &signatory.signature {
                self.signature(signature, &mut place);
            } else {
                self.story.space(size * ROOM - self.measures.names.leading);
            }
            let mut line = Paragraph::new(Style::Signature, place);
            line.indent = indent;
            self.story.push(line);
            let number = group.first_number.map(|first| format!("{}.\u{a0}", first + index));
            let mut text: Text = number.map(Inline::Text).into_iter().collect();
            text.extend(joined(signatory.cells.iter().cloned(), &Inline::LineBreak));
            let content = self.runs_of(&text, Change::Same);
            let mut name = Paragraph::new(of_names(total), content);
            name.indent = Some(indent.unwrap_or_default());
            self.story.push(name);
        }
        if columns > 1 {
            self.story.end_section(columns);
        }
    }
}

/// The style of a name, by how many there are.
fn of_names(total: usize) -> Style {
    if total > Columns::FEW { Style::SignatoryOfMany } else { Style::Signatory }
}

/// Where names stand: behind their numbers, of which the last one is as wide as any.
fn indent_of_names(group: &SignatoryGroup, size: Length) -> Indent {
    let last = group.first_number.unwrap_or(0) + group.signatories.len();
    let start = estimated_width(&format!("{last}."), size) + size * 0.6;
    Indent { start, end: Length::ZERO, hang: start }
}
