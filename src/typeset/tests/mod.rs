//! Letters set as a whole: measures, reading order, and what no letter may break.

mod breaks;

use std::collections::BTreeSet;

use crate::model::{
    Alignment, Block, Delimiter, Enumerator, Inline, InsideAddress, Language, Layout, Length,
    Letter, List, Margins, Note, NotePlacement, Numbering, Paragraph, Part, Signatory,
    SignatoryGroup, SignatoryList, Style, Table,
};
use crate::typeset::TypesetError;
use crate::typeset::face_source::CompiledIn;
use crate::typeset::page::{Document, Mark, Page};
use crate::typeset::structure::{ElementId, Role, Structure, Target};

fn typeset(letter: &Letter) -> Result<Document, TypesetError> {
    crate::typeset::typeset(letter, &CompiledIn)
}

const SENTENCE: &str = "The council met twice in spring and heard the fishermen of both banks, \
                        who said that no salmon had come up the river since the weir was raised. ";

fn text(words: &str) -> Paragraph {
    vec![Inline::Text(words.to_owned())]
}

fn paragraph(words: &str) -> Block {
    Block::Paragraph(text(words))
}

fn heading(level: u8, words: &str) -> Block {
    Block::Heading { level, text: text(words), anchor: words.to_owned() }
}

fn letter() -> Letter {
    let mut letter = Letter::new(Language::default());
    letter.title = Some("The weir at Ford".to_owned());
    letter.dateline = Some("May 3, 2021".to_owned());
    letter.inside_addresses = vec![InsideAddress {
        lines: vec!["Ms. Jane Roe".to_owned(), "River Board".to_owned()],
        attention: Some("Room 7".to_owned()),
    }];
    letter.labels.attention = Some("ATTN:".to_owned());
    letter.labels.subject = Some("Re:".to_owned());
    letter.subject = Some("The weir".to_owned());
    letter.salutation = Some("Dear Ms. Roe,".to_owned());
    letter.body = vec![paragraph(&SENTENCE.repeat(2)), paragraph("We ask you to act.")];
    letter.signatories = vec![list(names(4))];
    letter
}

fn names(count: usize) -> Vec<Signatory> {
    (1..=count).map(|number| Signatory::plain(&format!("Society Number {number}"))).collect()
}

fn group(signatories: Vec<Signatory>) -> SignatoryGroup {
    SignatoryGroup {
        heading: None,
        lead: Vec::new(),
        note: Vec::new(),
        layout: Layout::List,
        columns: crate::model::Columns::Auto,
        first_number: None,
        heads: Vec::new(),
        signatories,
    }
}

fn list(signatories: Vec<Signatory>) -> SignatoryList {
    SignatoryList { groups: vec![group(signatories)], ..SignatoryList::default() }
}

/// A line as it stands on a page: where it begins, its baseline, what it says, what it is part of.
#[derive(Clone, Debug, PartialEq)]
struct Shown {
    x: f64,
    y: f64,
    text: String,
    element: Option<ElementId>,
}

/// Runs that stand beside each other and belong to one element are one line.
fn shown(page: &Page) -> Vec<Shown> {
    let mut lines: Vec<Shown> = Vec::new();
    for mark in &page.marks {
        let Mark::Text { x, y, run } = mark else { continue };
        let text = run.text[run.range.clone()].replace('\u{ad}', "");
        match lines.last_mut() {
            Some(line) if close(line.y, y.to_pt()) && line.element == run.element => {
                line.text.push_str(&text);
            }
            _ => lines.push(Shown {
                x: (*x + run.x).to_pt(),
                y: y.to_pt(),
                text,
                element: run.element,
            }),
        }
    }
    lines
}

fn find(document: &Document, page: usize, words: &str) -> Shown {
    let lines = shown(&document.pages[page]);
    lines
        .iter()
        .find(|line| line.text.starts_with(words))
        .unwrap_or_else(|| panic!("`{words}` is not among {lines:#?}"))
        .clone()
}

fn close(one: f64, other: f64) -> bool {
    (one - other).abs() < 0.02
}

/// The letters of everything that is read, in reading order.
fn read_aloud(document: &Document) -> String {
    document
        .pages
        .iter()
        .flat_map(shown)
        .filter(|line| line.element.is_some())
        .flat_map(|line| line.text.chars().collect::<Vec<_>>())
        .filter(|character| !character.is_whitespace())
        .collect()
}

fn letters(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

#[test]
fn the_head_of_a_letter_stands_at_the_measures_of_its_style() {
    let document = typeset(&letter()).unwrap();
    let line = 14.25;
    let at = |words| find(&document, 0, words);
    let title = at("The weir at Ford");
    assert!(close(title.x, 93.6) && close(title.y, 72.0 + 0.74 * 15.0), "{title:?}");
    let date = at("May 3");
    assert!(close(date.y - title.y, 1.75 * line), "{date:?}");
    let address = at("Ms. Jane Roe");
    assert!(close(address.y - date.y, 2.5 * line), "{address:?}");
    let attention = at("ATTN: Room 7");
    assert!(close(attention.y - address.y, 2.0 * line), "{attention:?}");
    let label = at("Re: ");
    let subject = at("The council");
    assert!(close(label.y - attention.y, 2.5 * line) && close(label.x, 93.6), "{label:?}");
    let salutation = at("Dear Ms. Roe,");
    assert!(close(salutation.y - label.y, 2.5 * line));
    assert!(close(subject.y - salutation.y, 1.5 * line));
    let last = at("We ask");
    let first_name = at("Society Number 1");
    assert!(close(first_name.y - last.y, 2.75 * line), "{first_name:?}");
    assert!(close(at("Society Number 2").y - first_name.y, line + 2.5));
}

#[test]
fn a_subject_hangs_behind_its_label() {
    let document = typeset(&letter()).unwrap();
    let hanging: Vec<f64> = document.pages[0]
        .marks
        .iter()
        .filter_map(|mark| match mark {
            Mark::Text { x, run, .. } if run.text.starts_with("The weir") => {
                Some((*x + run.x).to_pt())
            }
            _ => None,
        })
        .collect();
    assert!(hanging.iter().any(|x| close(*x, 93.6 + 26.0)), "{hanging:?}");
}

#[test]
fn later_pages_alone_carry_addressee_date_and_number() {
    let mut letter = letter();
    letter.body = vec![paragraph(&SENTENCE.repeat(3)); 16];
    let document = typeset(&letter).unwrap();
    assert_eq!(document.pages.len(), 3);
    let head = |page: usize| -> Vec<String> {
        let lines = shown(&document.pages[page]);
        lines.into_iter().filter(|line| close(line.y, 54.0)).map(|line| line.text).collect()
    };
    assert_eq!(head(0), Vec::<String>::new());
    // Both are artifacts on one baseline.
    assert_eq!(head(1), ["May 3, 2021\u{2003}·\u{2003}2 of 3Ms. Jane Roe"]);
}

#[test]
fn marking_and_draft_stand_in_the_head_of_every_page_and_the_marking_is_read_once() {
    let mut letter = letter();
    letter.marking = Some("EMBARGOED until noon".to_owned());
    letter.draft = Some("DRAFT v2".to_owned());
    letter.body = vec![paragraph(&SENTENCE.repeat(3)); 16];
    let document = typeset(&letter).unwrap();
    for page in &document.pages {
        let head: String = shown(page)
            .into_iter()
            .filter(|line| close(line.y, 54.0))
            .map(|line| line.text)
            .collect();
        assert!(head.contains("EMBARGOED until noon\u{2003}·\u{2003}DRAFT v2"), "{head}");
        assert!(page.marks.iter().any(|mark| matches!(mark, Mark::Watermark { .. })));
    }
    let read = read_aloud(&document);
    assert!(read.starts_with("EMBARGOEDuntilnoonTheweir") && !read.contains("DRAFT"), "{read}");
    assert_eq!(read.matches("EMBARGOED").count(), 1);
}

#[test]
fn a_right_to_left_letter_is_mirrored() {
    let mut letter = letter();
    letter.language = Language::parse("ckb-US").unwrap();
    letter.page.paper = Some(crate::model::Paper::Letter);
    letter.title = None;
    letter.body = vec![paragraph(&SENTENCE.repeat(3)); 16];
    let document = typeset(&letter).unwrap();
    let right = 612.0 - 93.6;
    let date = document.pages[0].marks.iter().find_map(|mark| match mark {
        Mark::Text { x, run, .. } if run.text.starts_with("May 3") => {
            Some((*x + run.x + run.width()).to_pt())
        }
        _ => None,
    });
    assert!(date.is_some_and(|end| (end - right).abs() < 1.0), "{date:?}");
    let number = find(&document, 1, "May 3");
    assert!(number.x < 200.0, "{number:?}");
}

#[test]
fn notes_stand_at_the_foot_of_the_page_with_their_mark() {
    let mut letter = letter();
    letter.body = vec![paragraph(&SENTENCE.repeat(3)); 16];
    letter.body[8] = Block::Paragraph(vec![
        Inline::Text(SENTENCE.to_owned()),
        Inline::NoteMark(0),
        Inline::Text(SENTENCE.to_owned()),
    ]);
    letter.notes = vec![Note { blocks: vec![paragraph("Minutes of the council.")] }];
    let document = typeset(&letter).unwrap();
    let note = find(&document, 1, "Minutes");
    assert!(close(note.y, 720.0), "{note:?}");
    let reference = document.structure.elements().iter().find(|e| e.role == Role::Reference);
    let Some(Target::Element(target)) = reference.and_then(|e| e.target.clone()) else {
        panic!("a mark leads to its note")
    };
    assert_eq!(document.structure.get(target).role, Role::Note);
}

#[test]
fn a_long_note_goes_on_at_the_next_foot() {
    let mut letter = letter();
    letter.body = vec![
        Block::Paragraph(vec![Inline::Text("Look.".to_owned()), Inline::NoteMark(0)]),
        paragraph(&SENTENCE.repeat(30)),
    ];
    letter.notes = vec![Note { blocks: vec![paragraph(&SENTENCE.repeat(60))] }];
    let document = typeset(&letter).unwrap();
    assert!(document.pages.len() >= 3);
    let read = read_aloud(&document);
    assert_eq!(read.matches("Thecouncilmet").count(), 90);
}

const LETTERED: Enumerator = Enumerator::Ordered {
    numbering: Numbering::UpperAlpha,
    delimiter: Delimiter::Parentheses,
    start: 1,
};

#[test]
fn a_long_list_stands_in_columns_and_every_name_once() {
    let mut letter = letter();
    letter.signatories = vec![list(names(300))];
    let document = typeset(&letter).unwrap();
    let mut seen: Vec<usize> = Vec::new();
    for page in &document.pages {
        for line in shown(page) {
            if let Some(number) = line.text.strip_prefix("Society Number ") {
                seen.push(number.trim().parse().unwrap());
            }
        }
    }
    assert_eq!(seen, (1..=300).collect::<Vec<_>>());
    let columns: BTreeSet<String> = document.pages[1]
        .marks
        .iter()
        .filter_map(|mark| match mark {
            Mark::Text { x, run, .. } if run.text.starts_with("Society") => {
                Some(format!("{:05.1}", (*x + run.x).to_pt()))
            }
            _ => None,
        })
        .collect();
    let step = (424.8 + 20.0) / 3.0;
    let expected: Vec<String> =
        (0..3).map(|column| format!("{:05.1}", 93.6 + step * f64::from(column))).collect();
    assert_eq!(columns.into_iter().collect::<Vec<_>>(), expected);
}

#[test]
fn a_tables_head_is_repeated_and_read_once() {
    let mut letter = letter();
    let row = vec![text("Upper Brook"), text("1,170")];
    letter.body = vec![Block::Table(Table {
        alignments: vec![Alignment::Start, Alignment::End],
        heads: vec![text("Watercourse"), text("Length")],
        rows: vec![row; 80],
    })];
    let document = typeset(&letter).unwrap();
    for page in 0..2 {
        assert!(find(&document, page, "Watercourse").y < 500.0);
    }
    assert_eq!(read_aloud(&document).matches("WatercourseLength").count(), 1);
    assert_eq!(read_aloud(&document).matches("UpperBrook1,170").count(), 80);
}

#[test]
fn contents_give_the_page_of_each_heading() {
    let mut letter = letter();
    letter.body = vec![
        Block::Contents,
        heading(1, "First"),
        paragraph(&SENTENCE.repeat(40)),
        heading(1, "Second"),
        paragraph(SENTENCE),
    ];
    let document = typeset(&letter).unwrap();
    let line = |words: &str| {
        let entry = find(&document, 0, words);
        shown(&document.pages[0])
            .into_iter()
            .filter(|line| close(line.y, entry.y) && line.element.is_none())
            .map(|line| line.text)
            .collect::<Vec<_>>()
    };
    assert_eq!((line("First"), line("Second")), (vec!["1".to_owned()], vec!["2".to_owned()]));
    assert_eq!(document.outline.iter().map(|entry| entry.level).collect::<Vec<_>>(), [1, 2, 2]);
}

#[test]
fn extreme_letters_are_set() {
    let mut cases: Vec<Letter> = vec![Letter::new(Language::default()), letter(), letter()];
    cases[1].inside_addresses[0].lines = vec!["A line".to_owned(); 100];
    cases[1].salutation = None;
    cases[2].body = vec![paragraph(&"x".repeat(10_000))];
    let mut endless = letter();
    endless.signatories = vec![list(names(30))];
    endless.signatories[0].groups[0].signatories[3] = Signatory::plain(&SENTENCE.repeat(130));
    cases.push(endless);
    let mut nested = vec![paragraph("deep")];
    for _ in 0..40 {
        let items = vec![nested];
        nested = vec![Block::List(List { enumerator: LETTERED, tight: true, items })];
    }
    let mut deep = letter();
    deep.body = vec![Block::Quotation(nested)];
    cases.push(deep);
    let mut everywhere = letter();
    everywhere.order = Part::ALL.iter().rev().map(|(part, _)| *part).collect();
    everywhere.page.notes = NotePlacement::End;
    everywhere.notes = vec![Note { blocks: Vec::new() }, Note { blocks: vec![paragraph("N")] }];
    cases.push(everywhere);
    for (index, letter) in cases.iter().enumerate() {
        for style in [Style::Classic, Style::Modern, Style::Plain] {
            let mut letter = letter.clone();
            letter.page.style = style;
            let document = typeset(&letter).unwrap();
            well_formed(&document);
            assert!(!document.pages.is_empty(), "{index}");
        }
    }
}

#[test]
fn margins_that_leave_no_room_are_an_error() {
    let mut letter = letter();
    let wide = Length::inches(4.0);
    letter.page.margins = Some(Margins { top: wide, right: wide, bottom: wide, left: wide });
    assert_eq!(typeset(&letter).map(|_| ()), Err(TypesetError::NoRoom));
}

/// Every element but the document has content, headings do not skip levels, and marks name
/// elements that there are.
fn well_formed(document: &Document) {
    let elements = document.structure.elements();
    let mut placed = vec![false; elements.len()];
    for mark in document.pages.iter().flat_map(|page| &page.marks) {
        let mut next = match mark {
            Mark::Text { run, .. } => run.element,
            Mark::Empty(element) => Some(*element),
            _ => None,
        };
        while let Some(element) = next {
            placed[element.0 as usize] = true;
            next = document.structure.get(element).parent;
        }
    }
    let mut level = 0;
    for (index, element) in elements.iter().enumerate() {
        assert!(index == 0 || placed[index], "{element:?} is nowhere");
        assert_eq!(element.parent.is_none(), index == Structure::DOCUMENT.0 as usize);
        if let Role::Heading(own) = element.role {
            assert!(own <= level + 1, "{own} after {level}");
            level = own;
        }
    }
}
