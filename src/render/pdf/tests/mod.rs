//! A letter that has every kind of element, for the tests of what its file holds.

mod file;
mod operators;
mod structure;

use crate::model::{Direction, Language, Length};
use crate::render::Metadata;
use crate::typeset::font::{Cut, Family, Font, Fonts, Slant, Weight};
use crate::typeset::line::{Line, Run};
use crate::typeset::page::{Document, Mark, OutlineEntry, Page};
use crate::typeset::paragraph::{Alignment, ParagraphStyle, Piece, TextStyle, set};
use crate::typeset::structure::{Element, ElementId, Role, Structure, Target};

const MARGIN: Length = Length::pt(72.0);

/// Sets paragraphs one under the other.
struct Sheet {
    fonts: Fonts<'static>,
    structure: Structure,
    pages: Vec<Page>,
    y: Length,
    language: Language,
}

impl Sheet {
    fn new() -> Self {
        Self {
            fonts: Fonts::new(),
            structure: Structure::new(),
            pages: vec![Page::default()],
            y: MARGIN,
            language: Language::default(),
        }
    }

    fn style() -> TextStyle {
        TextStyle {
            font: Font {
                family: Family::Serif,
                cut: Cut::Text,
                weight: Weight::Regular,
                slant: Slant::Upright,
            },
            size: Length::pt(11.0),
            gray: 0.0,
            rise: Length::ZERO,
            tabular: false,
        }
    }

    fn add(&mut self, role: Role, parent: ElementId) -> ElementId {
        self.structure.add(role, parent)
    }

    fn link(&mut self, role: Role, parent: ElementId, target: Target) -> ElementId {
        self.structure.push(Element {
            role,
            parent: Some(parent),
            language: None,
            target: Some(target),
            description: None,
        })
    }

    fn mark(&mut self, mark: Mark) {
        self.pages.last_mut().expect("a sheet has a page").marks.push(mark);
    }

    /// Lines that end only where a piece says so.
    fn lines(&mut self, pieces: &[(&str, Option<ElementId>)], style: TextStyle) -> Vec<Line> {
        let language = &self.language;
        let piece = |(text, element)| Piece { text, style, language, element };
        let pieces: Vec<Piece<'_>> = pieces.iter().copied().map(piece).collect();
        let style = ParagraphStyle {
            measure: Length::pt(1000.0),
            first_indent: Length::ZERO,
            hanging_indent: Length::ZERO,
            alignment: Alignment::Start,
            direction: Direction::LeftToRight,
            hyphenate: false,
            balanced: false,
        };
        set(&mut self.fonts, &pieces, &style).expect("the faces have the glyphs")
    }

    fn put(&mut self, pieces: &[(&str, Option<ElementId>)]) {
        for line in self.lines(pieces, Self::style()) {
            self.y += Length::pt(14.0);
            for run in line.runs {
                self.mark(Mark::Text { x: MARGIN, y: self.y, run });
            }
        }
    }

    fn paragraph(&mut self, text: &str) -> ElementId {
        let element = self.add(Role::Paragraph, Structure::DOCUMENT);
        self.put(&[(text, Some(element))]);
        element
    }

    /// Large and pale, of no element.
    fn run(&mut self, text: &str) -> Run {
        let style = TextStyle { size: Length::pt(120.0), gray: 0.9, ..Self::style() };
        self.lines(&[(text, None)], style).remove(0).runs.remove(0)
    }

    fn document(self, outline: Vec<OutlineEntry>) -> Document {
        Document {
            language: self.language,
            title: Some("Joint letter: a sample".to_owned()),
            size: (Length::inches(8.5), Length::inches(11.0)),
            pages: self.pages,
            faces: self.fonts.into_faces(),
            pictures: Vec::new(),
            structure: self.structure,
            outline,
            unseen: Vec::new(),
        }
    }
}

/// Headings, paragraphs with spans and links, lists, a table with an empty cell, a note; over two
/// pages, with a running head, a rule and a watermark.
fn sample() -> Document {
    let mut sheet = Sheet::new();
    let root = Structure::DOCUMENT;
    let watermark = sheet.run("DRAFT");
    sheet.mark(Mark::Watermark {
        x: Length::pt(120.0),
        y: Length::pt(600.0),
        degrees: 45.0,
        run: watermark,
    });

    let heading = sheet.add(Role::Heading(1), root);
    sheet.put(&[("An official office finds fjords", Some(heading))]);
    let paragraph = sheet.add(Role::Paragraph, root);
    let french = sheet.add(Role::Span, paragraph);
    sheet.structure.get_mut(french).language = Language::parse("fr").ok();
    let target = Target::Address("https://example.org/naïve (x)?a=1&b=2".to_owned());
    let link = sheet.link(Role::Link, paragraph, target);
    let reference = sheet.link(Role::Reference, paragraph, Target::Element(ElementId(99)));
    let note = sheet.add(Role::Note, root);
    sheet.structure.get_mut(reference).target = Some(Target::Element(note));
    sheet.put(&[
        ("The principle of ", Some(paragraph)),
        ("non-refoulement à l’étranger", Some(french)),
        (" is well-known and affirmed\nin ", Some(paragraph)),
        ("the convention on the status of\nrefugees", Some(link)),
        (".", Some(paragraph)),
        ("1", Some(reference)),
        (" Décidément.", Some(paragraph)),
    ]);

    let list = sheet.add(Role::List, root);
    for (label, text) in [("(A)", "immediately halt it;"), ("(B)", "allow access;")] {
        let item = sheet.add(Role::ListItem, list);
        let marker = sheet.add(Role::Label, item);
        let body = sheet.add(Role::ListBody, item);
        let says = sheet.add(Role::Paragraph, body);
        sheet.put(&[(label, Some(marker)), (" ", Some(marker)), (text, Some(says))]);
    }

    sheet.pages.push(Page::default());
    sheet.y = MARGIN;
    sheet.put(&[("The Honorable · August 2, 2022 · 2", None)]);
    sheet.mark(Mark::Rule {
        x: MARGIN,
        y: Length::pt(92.0),
        width: Length::pt(60.0),
        thickness: Length::pt(0.5),
    });
    let quotation = sheet.add(Role::Quotation, root);
    let says = sheet.add(Role::Paragraph, quotation);
    sheet.put(&[("“A state that has no parallel.”", Some(says))]);

    let table = sheet.add(Role::Table, root);
    for (part, cell, texts) in [
        (Role::TableHead, Role::HeaderCell, ["Name", "Seat"]),
        (Role::TableBody, Role::DataCell, ["Ἑλλάς Ελλάδα", ""]),
    ] {
        let part = sheet.add(part, table);
        let row = sheet.add(Role::TableRow, part);
        for text in texts {
            let cell = sheet.add(cell.clone(), row);
            if text.is_empty() {
                sheet.mark(Mark::Empty(cell));
            }
            sheet.put(&[(text, Some(cell))]);
        }
    }
    let label = sheet.add(Role::Label, note);
    let says = sheet.add(Role::Paragraph, note);
    let code = sheet.add(Role::Code, says);
    sheet.put(&[("1", Some(label)), (" See Статья 33, ", Some(says)), ("E/CN.4", Some(code))]);
    let second = sheet.add(Role::Heading(2), root);
    sheet.put(&[("Annex", Some(second))]);
    sheet.document(vec![
        OutlineEntry { level: 1, title: "An official office".to_owned(), element: heading },
        OutlineEntry { level: 2, title: "Annex – é".to_owned(), element: second },
    ])
}

fn metadata() -> Metadata {
    Metadata {
        author: Some("Citizens’ Alliance & others".to_owned()),
        subject: Some("Refugees".to_owned()),
        created: Some(1_659_398_400),
    }
}
