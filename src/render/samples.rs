//! Letters to test with: one that has every part, and any at all.

use proptest::prelude::*;

use crate::model::{
    Alignment, Block, Delimiter, Enclosure, Enumerator, Inline, InsideAddress, Language, Letter,
    Letterhead, List, Note, Numbering, Paragraph, Signatory, SignatoryGroup, SignatoryList, Table,
};

pub(crate) fn text(text: &str) -> Paragraph {
    vec![Inline::Text(text.to_owned())]
}

pub(crate) fn paragraph(words: &str) -> Block {
    Block::Paragraph(text(words))
}

pub(crate) fn link(address: &str, words: &str) -> Inline {
    Inline::Link { address: address.to_owned(), text: text(words) }
}

pub(crate) fn ordered(numbering: Numbering, delimiter: Delimiter, start: u32) -> Enumerator {
    Enumerator::Ordered { numbering, delimiter, start }
}

pub(crate) fn list(enumerator: Enumerator, tight: bool, items: Vec<Vec<Block>>) -> Block {
    Block::List(List { enumerator, tight, items })
}

pub(crate) fn group(names: &[&str]) -> SignatoryGroup {
    SignatoryGroup {
        heading: None,
        lead: Vec::new(),
        note: Vec::new(),
        layout: crate::model::Layout::List,
        columns: crate::model::Columns::Auto,
        first_number: None,
        heads: Vec::new(),
        signatories: names.iter().map(|name| Signatory::plain(name)).collect(),
    }
}

pub(crate) fn table() -> Table {
    let row = |cells: [&str; 3]| cells.iter().map(|cell| text(cell)).collect::<Vec<_>>();
    Table {
        alignments: vec![Alignment::Start, Alignment::Center, Alignment::End],
        heads: row(["Camp", "Held", "Since"]),
        rows: vec![row(["Musan", "9", "May 2021"]), row(["漢江", "1,170", ""])],
    }
}

/// A letter with nothing in it but its body.
pub(crate) fn body(blocks: Vec<Block>) -> Letter {
    let mut letter = Letter::new(Language::default());
    letter.body = blocks;
    letter
}

/// A letter with every part.
pub(crate) fn full() -> Letter {
    let string = |words: &str| Some(words.to_owned());
    let mut letter = body(vec![
        Block::Paragraph(vec![
            Inline::Text("We ask that you ".to_owned()),
            Inline::Strong(text("act")),
            Inline::NoteMark(0),
            Inline::Text(" for:".to_owned()),
        ]),
        list(
            ordered(Numbering::UpperAlpha, Delimiter::Parentheses, 1),
            false,
            vec![vec![paragraph("shelter; and")], vec![paragraph("passage.")]],
        ),
        Block::Heading { level: 1, text: text("What is at stake"), anchor: "at-stake".to_owned() },
        Block::Table(table()),
        Block::Quotation(vec![paragraph("“No one is returned.”")]),
    ]);
    letter.letterhead = Some(Letterhead {
        name: string("Harbor Coalition"),
        lines: vec!["5 Quay".to_owned()],
        logos: Vec::new(),
    });
    letter.draft = string("DRAFT v2");
    letter.marking = string("Sample");
    letter.notice = vec![text("Updated in May.")];
    letter.title = string("Joint letter on safe harbor");
    letter.subtitle = string("From forty groups");
    letter.dateline = string("May 5, 2022");
    letter.references = vec!["Our ref.: 12/3".to_owned(), "Docket 7".to_owned()];
    letter.delivery = string("Via fax");
    letter.inside_addresses = vec![
        InsideAddress {
            lines: vec!["Jane Roe".to_owned(), "Speaker".to_owned()],
            attention: string("Dan Doe, Chief of Staff"),
        },
        InsideAddress { lines: vec!["Rolf Ruß".to_owned()], attention: None },
    ];
    letter.subject = string("safe harbor");
    letter.salutation = string("Dear Madam Speaker,");
    letter.complimentary_close = string("Respectfully,");
    letter.signatories = vec![SignatoryList {
        heading: string("Signed by"),
        lead: vec![text("In order of signing:")],
        groups: vec![
            group(&["Alpha Group (AG)", "Beta Fund"]),
            SignatoryGroup { heading: string("National"), ..group(&["Gamma"]) },
        ],
        anonymous: string("and 12 others"),
        note: vec![text("Affiliations are for identification.")],
        logos: Vec::new(),
        new_page: false,
    }];
    letter.contact = vec![text("Contact: press@example.org")];
    letter.postscript = vec![text("Thank you.")];
    letter.enclosures = ["Report", "List of cases"]
        .map(|title| Enclosure { title: text(title), file: None })
        .into();
    letter.copies = vec!["Rep. Roe\nHouse".to_owned(), "Rep. Doe".to_owned()];
    letter.notes = vec![Note { blocks: vec![paragraph("See the report."), paragraph("Page 3.")] }];
    letter.labels.to = string("To:");
    letter.labels.attention = string("ATTN:");
    letter.labels.subject = string("Re:");
    letter.labels.enclosures = string("Enclosures:");
    letter.labels.copies = string("cc:");
    letter.labels.postscript = string("P.S.");
    letter.labels.notes = string("Notes");
    letter
}

fn any_inline() -> impl Strategy<Value = Inline> {
    let characters =
        "[ a-zé漢字한글、。（）(){}<>&\"'*_#|`\\\\!:;.,0-9\u{a0}\u{301}\u{2068}-]{0,24}";
    let leaf = prop_oneof![
        6 => characters.prop_map(Inline::Text),
        1 => characters.prop_map(Inline::Code),
        1 => Just(Inline::LineBreak),
        1 => Just(Inline::NoteMark(0)),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        let inlines = prop::collection::vec(inner, 0..3);
        prop_oneof![
            inlines.clone().prop_map(Inline::Emphasis),
            inlines.clone().prop_map(Inline::Strong),
            inlines.clone().prop_map(Inline::Isolate),
            inlines.prop_map(|text| Inline::Link {
                address: "https://example.org/a?b=1&c=\"<2>\"".to_owned(),
                text
            }),
        ]
    })
}

pub(crate) fn any_paragraph() -> impl Strategy<Value = Paragraph> {
    prop::collection::vec(any_inline(), 0..5)
}

fn any_block() -> impl Strategy<Value = Block> {
    let leaf = prop_oneof![
        6 => any_paragraph().prop_map(Block::Paragraph),
        1 => any_paragraph()
            .prop_map(|text| Block::Heading { level: 1, text, anchor: "a".to_owned() }),
        1 => Just(Block::ThematicBreak),
        1 => Just(Block::Signatories(0)),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        let blocks = prop::collection::vec(inner, 0..3);
        prop_oneof![
            blocks.clone().prop_map(Block::Quotation),
            (prop::collection::vec(blocks, 1..3), any::<bool>(), 0..3).prop_map(
                |(items, tight, kind)| {
                    let enumerator = match kind {
                        0 => Enumerator::Bullet,
                        1 => ordered(Numbering::Decimal, Delimiter::Period, 9),
                        _ => ordered(Numbering::LowerRoman, Delimiter::Parentheses, 1),
                    };
                    list(enumerator, tight, items)
                }
            ),
        ]
    })
}

/// Any letter, with one note; no code and no tables, whose lines are not wrapped.
pub(crate) fn any_letter() -> impl Strategy<Value = Letter> {
    let names = prop::collection::vec(any_paragraph(), 0..4);
    (prop::collection::vec(any_block(), 0..5), names, any_paragraph(), any::<bool>()).prop_map(
        |(blocks, names, note, numbered)| {
            let mut letter = body(blocks);
            let mut group = group(&[]);
            let signatory =
                |text| Signatory { text, cells: Vec::new(), signature: None, language: None };
            group.signatories = names.into_iter().map(signatory).collect();
            group.first_number = numbered.then_some(1);
            letter.signatories = vec![SignatoryList {
                groups: vec![group],
                anonymous: Some("and one other".to_owned()),
                ..SignatoryList::default()
            }];
            letter.notes = vec![Note { blocks: vec![Block::Paragraph(note)] }];
            letter
        },
    )
}
