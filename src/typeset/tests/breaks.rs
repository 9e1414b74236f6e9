//! Where pages end, and that nothing is lost there.

use std::collections::BTreeMap;

use proptest::prelude::*;

use crate::model::{Block, Language, Letter, List, plain};
use crate::typeset::page::{Document, Page};
use crate::typeset::structure::ElementId;
use crate::typeset::tests::{
    LETTERED, SENTENCE, close, heading, letters, paragraph, read_aloud, shown, well_formed,
};
use crate::typeset::typeset;

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
    ]
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
            _ => {}
        }
    }
    letters(&all)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn pages_break_without_widows_and_orphans_and_lose_nothing(
        body in prop::collection::vec(block(), 1..30),
    ) {
        let mut letter = Letter::new(Language::default());
        letter.body = body;
        let document = typeset(&letter).unwrap();
        well_formed(&document);
        prop_assert_eq!(read_aloud(&document), expected(&letter.body));
        for (element, pages) in lines_by_page(&document) {
            if pages.len() > 1 {
                prop_assert!(pages.values().all(|lines| *lines > 1), "{:?} {:?}", element, pages);
            }
        }
    }
}
