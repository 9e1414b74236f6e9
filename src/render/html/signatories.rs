//! Lists of signatories.

use crate::model::{Columns, Inline, Layout, Paragraph, SignatoryGroup, SignatoryList};
use crate::render::html::document::Page;
use crate::render::html::inline::escaped;
use crate::render::parts::{inlines, joined};

impl Page<'_> {
    pub(crate) fn signatory_list(&mut self, list: &SignatoryList) {
        let class = if list.new_page { "signatories new-page" } else { "signatories" };
        self.push(&["<section class=\"", class, "\">\n"]);
        let heading = inlines(list.heading.as_deref().unwrap_or_default());
        let total = list.signatories().count();
        // Those who are not named are counted in a line of their own.
        let count = if list.anonymous.is_none() { total } else { 0 };
        self.counted_heading("h2", "heading", &heading, count);
        self.lines("lead", &list.lead);
        let group_heading = if heading.is_empty() { "h2" } else { "h3" };
        for group in &list.groups {
            self.group_heading(group_heading, group);
            self.lines("lead", &group.lead);
            self.names(group, total);
            self.lines("note", &group.note);
        }
        let unnamed = inlines(list.anonymous.as_deref().unwrap_or_default());
        self.paragraph("unnamed", &unnamed);
        self.logo_grid(&list.logos);
        self.lines("note", &list.note);
        self.push(&["</section>\n"]);
    }

    fn lines(&mut self, class: &str, paragraphs: &[Paragraph]) {
        for text in paragraphs {
            self.paragraph(class, text);
        }
    }

    /// The heading of a group, and how many stand under it.
    fn group_heading(&mut self, name: &str, group: &SignatoryGroup) {
        let heading = inlines(group.heading.as_deref().unwrap_or_default());
        self.counted_heading(name, "group", &heading, group.signatories.len());
    }

    /// A heading with a number at its end, unless that is nothing; none where it has no words.
    fn counted_heading(&mut self, name: &str, class: &str, heading: &Paragraph, count: usize) {
        if heading.is_empty() {
            return;
        }
        self.push(&["<", name, " class=\"", class, "\">"]);
        self.inlines(heading);
        if count > 0 {
            self.push(&[" <span class=\"count\">", &count.to_string(), "</span>"]);
        }
        self.push(&["</", name, ">\n"]);
    }

    fn names(&mut self, group: &SignatoryGroup, total: usize) {
        match group.layout {
            _ if group.signatories.is_empty() => {}
            Layout::Table => self.name_table(group),
            Layout::Lines => self.signing_lines(group),
            Layout::Inline => {
                let names = group.signatories.iter().enumerate().map(|(index, signatory)| {
                    let number =
                        group.first_number.map(|first| format!("{}.\u{a0}", first + index));
                    let number = number.into_iter().map(Inline::Text);
                    number.chain(signatory.text.iter().cloned()).collect()
                });
                let text = joined(names, &Inline::Text("; ".to_owned()));
                self.paragraph("names", &text);
            }
            Layout::List => {
                let columns = columns(group.columns, total);
                let (name, start) = match group.first_number {
                    Some(first) => ("ol", format!(" start=\"{first}\"")),
                    None => ("ul", String::new()),
                };
                self.push(&["<", name, " class=\"names\"", &start, &columns, ">\n"]);
                for signatory in &group.signatories {
                    self.push(&["<li>"]);
                    self.inlines(&signatory.text);
                    self.push(&["</li>\n"]);
                }
                self.push(&["</", name, ">\n"]);
            }
        }
    }

    /// Each with a rule to sign on, or a signature that stands on it.
    fn signing_lines(&mut self, group: &SignatoryGroup) {
        self.has_pictures = true;
        self.push(&["<ul class=\"names lines\">\n"]);
        for (index, signatory) in group.signatories.iter().enumerate() {
            self.push(&["<li><span class=\"rule\">"]);
            if let Some(signature) = &signatory.signature {
                self.signature(signature);
            }
            self.push(&["</span>"]);
            if let Some(first) = group.first_number {
                self.push(&[&(first + index).to_string(), ".\u{a0}"]);
            }
            self.inlines(&joined(signatory.cells.iter().cloned(), &Inline::LineBreak));
            self.push(&["</li>\n"]);
        }
        self.push(&["</ul>\n"]);
    }

    fn name_table(&mut self, group: &SignatoryGroup) {
        self.push(&["<table class=\"names\">\n"]);
        if group.heads.iter().any(|head| !head.is_empty()) {
            self.push(&["<thead>\n<tr>"]);
            if group.first_number.is_some() {
                self.push(&["<td></td>"]);
            }
            for head in &group.heads {
                let (open, close) = if head.is_empty() {
                    ("<td>", "</td>")
                } else {
                    ("<th scope=\"col\">", "</th>")
                };
                self.push(&[open, &escaped(head), close]);
            }
            self.push(&["</tr>\n</thead>\n"]);
        }
        self.push(&["<tbody>\n"]);
        for (row, signatory) in group.signatories.iter().enumerate() {
            self.push(&["<tr>"]);
            if let Some(first) = group.first_number {
                self.push(&["<td class=\"end\">", &(first + row).to_string(), ".</td>"]);
            }
            for (column, cell) in signatory.cells.iter().enumerate() {
                let (open, close) =
                    if column == 0 { ("<th scope=\"row\">", "</th>") } else { ("<td>", "</td>") };
                self.push(&[open]);
                self.inlines(cell);
                self.push(&[close]);
            }
            self.push(&["</tr>\n"]);
        }
        self.push(&["</tbody>\n</table>\n"]);
    }
}

/// The attribute that sets names in columns, as many as asked for and as fit.
fn columns(columns: Columns, total: usize) -> String {
    match columns {
        Columns::Auto if total <= Columns::FEW => String::new(),
        Columns::Auto => " style=\"columns: 13em\"".to_owned(),
        Columns::Count(0 | 1) => String::new(),
        Columns::Count(count) => format!(" style=\"columns: {count} 8em\""),
    }
}
