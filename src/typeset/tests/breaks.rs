//! Where pages end, and that nothing is lost there.

use std::collections::BTreeMap;

use proptest::prelude::*;

use crate::model::{
    Alignment, Block, Columns, Inline, Language, Layout, Length, Letter, List, Margins, Note,
    Signatory, SignatoryGroup, SignatoryList, Table, plain,
};
use crate::typeset::TypesetError;
use crate::typeset::page::{Document, Mark, Page};
use crate::typeset::structure::{ElementId, Role};
use crate::typeset::tests::{
    LETTERED, SENTENCE, Shown, close, group, heading, letter, letters, paragraph, read_aloud,
    shown, text, typeset, well_formed,
};

#[test]
fn a_heading_stays_with_two_lines_and_a_colon_with_the_first_item() {
    for count in 20..60 {
        let mut letter = Letter::new(Language::default());
        letter.body = vec![paragraph("One line."); count];
        letter.body.push(heading(1, "What we ask"));
        letter.body.push(paragraph("We ask for:"));
        let items = vec![vec![paragraph("this, and")], vec![paragraph("that.")]];
        letter.body.push(Block::List(List { enumerator: LETTERED, tight: false, items }));
        let document = typeset(&letter).unwrap();
        let page_of = |words: &str| {
            let holds = |page: &Page| shown(page).iter().any(|line| line.text.starts_with(words));
            document.pages.iter().position(holds)
        };
        let page = page_of("What we ask");
        assert_eq!(page_of("We ask for"), page, "{count}");
        assert_eq!(page_of("this, and"), page, "{count}");
        assert_eq!(page_of("(A)"), page, "{count}");
    }
}

/// The page numbers, from 0, whose last line of text but the notes is a heading.
fn pages_ended_by_a_heading(document: &Document) -> Vec<usize> {
    let role = |line: &Shown| line.element.map(|id| &document.structure.get(id).role);
    let is_note = |line: &Shown| {
        let mut next = line.element;
        while let Some(id) = next {
            let element = document.structure.get(id);
            if element.role == Role::Note {
                return true;
            }
            next = element.parent;
        }
        false
    };
    let ends = |page: &Page| {
        let lines = shown(page);
        let last = lines.iter().rfind(|line| line.element.is_some() && !is_note(line));
        matches!(last.and_then(role), Some(Role::Heading(_)))
    };
    (0..document.pages.len()).filter(|page| ends(&document.pages[*page])).collect()
}

/// For every paragraph the number of its lines on each page.
fn lines_by_page(document: &Document) -> BTreeMap<ElementId, BTreeMap<usize, usize>> {
    let mut lines: BTreeMap<ElementId, BTreeMap<usize, Vec<f64>>> = BTreeMap::new();
    for (number, page) in document.pages.iter().enumerate() {
        for line in shown(page) {
            let Some(element) = line.element else { continue };
            let ys = lines.entry(element).or_default().entry(number).or_default();
            ys.push(line.y);
            ys.dedup_by(|one, other| close(*one, *other));
        }
    }
    lines
        .into_iter()
        .map(|(element, pages)| {
            (element, pages.into_iter().map(|(page, ys)| (page, ys.len())).collect())
        })
        .collect()
}

fn block() -> impl Strategy<Value = Block> {
    prop_oneof![
        6 => (1usize..9).prop_map(|count| paragraph(&SENTENCE.repeat(count))),
        2 => (1usize..40).prop_map(|count| paragraph(SENTENCE.get(..count).unwrap_or_default())),
        1 => (1u8..3).prop_map(|level| heading(level, "A heading of a few words")),
        1 => prop::collection::vec(1usize..4, 1..5).prop_map(|items| {
            let items = items.iter().map(|count| vec![paragraph(&SENTENCE.repeat(*count))]);
            Block::List(List { enumerator: LETTERED, tight: false, items: items.collect() })
        }),
        1 => (1usize..6).prop_map(|count| {
            Block::Quotation(vec![paragraph(&SENTENCE.repeat(count)), paragraph("Shortly.")])
        }),
        1 => (1usize..30).prop_map(|count| Block::Table(Table {
            alignments: vec![Alignment::Start, Alignment::Start],
            heads: Vec::new(),
            rows: (0..count).map(|row| vec![text("River"), text(&row.to_string())]).collect(),
        })),
    ]
}

fn layout() -> impl Strategy<Value = Layout> {
    prop_oneof![4 => Just(Layout::List), 1 => Just(Layout::Table), 1 => Just(Layout::Inline)]
}

fn expected(blocks: &[Block]) -> String {
    let mut all = String::new();
    for block in blocks {
        match block {
            Block::Paragraph(text) | Block::Heading { text, .. } => all.push_str(&plain(text)),
            Block::List(list) => {
                for (index, item) in list.items.iter().enumerate() {
                    all.push_str(&list.enumerator.marker(index).unwrap_or_default());
                    all.push_str(&expected(item));
                }
            }
            Block::Quotation(blocks) => all.push_str(&expected(blocks)),
            Block::Table(table) => {
                all.extend(table.rows.iter().flatten().map(|cell| plain(cell)));
            }
            _ => {}
        }
    }
    letters(&all)
}

/// A list that would leave nothing but names on a page of its own.
#[test]
fn a_closer_setting_brings_names_back_to_their_letter() {
    let pages = |count: usize| {
        let mut letter = letter();
        letter.body = vec![paragraph("One line."); count];
        let document = typeset(&letter).unwrap();
        let names =
            document.pages.iter().flat_map(shown).filter(|line| line.text.contains("Society"));
        let baselines: Vec<f64> = names.map(|line| line.y).collect();
        (document.pages.len(), baselines[1] - baselines[0])
    };
    let (usual, closer) = (14.25 + 2.5, 13.75 + 2.5 * 2.0 / 3.0);
    let found: Vec<(usize, bool)> = (8..26)
        .map(pages)
        .map(|(pages, step)| {
            assert!(close(step, usual) || close(step, closer), "{step}");
            (pages, close(step, closer))
        })
        .collect();
    // As usual, then closer, then on two pages, again as usual.
    let mut kinds = found.clone();
    kinds.dedup();
    assert_eq!(kinds, [(1, false), (1, true), (2, false)], "{found:?}");
}

/// Two lines of the text at least stand over the names.
#[test]
fn names_are_never_alone_on_a_page() {
    for count in 20..40 {
        let mut letter = letter();
        letter.body = vec![paragraph(&SENTENCE.repeat(2)); count];
        letter.complimentary_close = (count % 2 == 0).then(|| "Yours,".to_owned());
        let document = typeset(&letter).unwrap();
        let last = shown(&document.pages[document.pages.len() - 1]);
        let text = last.iter().filter(|line| line.element.is_some() && line.y > 60.0);
        let first = text.take(2).map(|line| line.text.clone()).collect::<String>();
        assert!(!first.contains("Society") && !first.contains("Yours"), "{count}: {last:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn pages_break_without_widows_and_orphans_and_lose_nothing(
        body in prop::collection::vec(block(), 1..30),
    ) {
        let mut letter = Letter::new(Language::default());
        letter.body = body;
        let document = typeset(&letter).unwrap();
        well_formed(&document);
        prop_assert_eq!(read_aloud(&document), expected(&letter.body));
        let ended = pages_ended_by_a_heading(&document);
        let alone = matches!(letter.body.last(), Some(Block::Heading { .. }));
        prop_assert!(ended.iter().all(|page| alone && page + 1 == document.pages.len()));
        for (element, pages) in lines_by_page(&document) {
            if pages.len() > 1 {
                prop_assert!(pages.values().all(|lines| *lines > 1), "{:?} {:?}", element, pages);
            }
        }
    }

    #[test]
    fn names_and_notes_all_stand_somewhere_whatever_their_number_size_and_layout(
        groups in prop::collection::vec((0usize..90, layout(), 0usize..7, prop::bool::ANY), 1..4),
        notes in prop::collection::vec(0usize..70, 0..12),
        (size, margin) in (6.0f64..20.0, 0.0f64..240.0),
        (words, whole, new_page) in (1usize..20, prop::bool::ANY, prop::bool::ANY),
    ) {
        let mut letter = letter();
        letter.page.size = Some(Length::pt(size));
        let margin = Length::pt(margin);
        letter.page.margins =
            Some(Margins { top: margin, right: margin, bottom: margin, left: margin });
        letter.body = notes
            .iter()
            .enumerate()
            .map(|(index, _)| {
                Block::Paragraph(vec![
                    Inline::Text(SENTENCE.repeat(words)),
                    Inline::NoteMark(index),
                ])
            })
            .collect();
        letter.notes = notes
            .iter()
            .enumerate()
            .map(|(index, count)| Note {
                blocks: vec![paragraph(&format!("{}[end{index}]", SENTENCE.repeat(*count)))],
            })
            .collect();
        let mut number = 0;
        let groups = groups.into_iter().map(|(count, layout, columns, numbered)| {
            let names = (0..count).map(|_| {
                number += 1;
                let long = if number % 7 == 0 { SENTENCE } else { "" };
                Signatory::plain(&format!("<{long}{number}>"))
            });
            SignatoryGroup {
                heading: numbered.then(|| "A group".to_owned()),
                layout,
                columns: if columns == 0 { Columns::Auto } else { Columns::Count(columns) },
                first_number: numbered.then_some(1),
                ..group(names.collect())
            }
        });
        letter.signatories = vec![SignatoryList {
            heading: whole.then(|| "Signed".to_owned()),
            groups: groups.collect(),
            new_page,
            ..SignatoryList::default()
        }];
        let document = match typeset(&letter) {
            Err(TypesetError::NoRoom) => return Ok(()),
            document => document.unwrap(),
        };
        well_formed(&document);
        // Where a page has room for more than a few lines.
        let roomy =
            size < 13.0 && margin < Length::pt(100.0) && notes.iter().sum::<usize>() < 16;
        let mut groups = letter.signatories[0].groups.iter();
        if roomy && number > 0 && groups.all(|group| group.signatories.len() > 1) {
            prop_assert_eq!(pages_ended_by_a_heading(&document), Vec::<usize>::new());
        }
        let read = read_aloud(&document);
        for index in 0..notes.len() {
            let end = format!("[end{index}]");
            prop_assert_eq!(read.matches(&end).count(), 1);
        }
        let found: Vec<usize> = read
            .split('>')
            // A note that goes on overleaf may stand in the middle of a long name.
            .filter_map(|name| name.rsplit(|c: char| !c.is_ascii_digit()).next()?.parse().ok())
            .collect();
        prop_assert_eq!(found, (1..=number).collect::<Vec<_>>());
        let (width, height) = document.size;
        for mark in document.pages.iter().flat_map(|page| &page.marks) {
            if let Mark::Text { x, y, .. } = mark {
                prop_assert!(*x >= Length::ZERO && *x < width && *y > Length::ZERO && *y <= height);
            }
        }
    }
}
