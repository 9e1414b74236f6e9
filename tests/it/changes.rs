//! Every pair of texts in `tests/testdata/changes`, with what is shown of the changes.

use std::path::Path;

use letterctl::draft::{Texts, compare};
use letterctl::model::{Comparison, Language};
use letterctl::render::changes::{Styling, html, markdown, terminal};
use letterctl::render::{Message, MessagePart};
use snapbox::{Data, assert_data_eq, data::DataFormat};

use crate::sandbox::{folders, names_in};

#[test]
fn every_pair_of_texts_is_shown_on_a_terminal_as_markdown_as_a_page_and_in_a_mail() {
    let cases = folders(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/testdata/changes"));
    assert!(cases.len() >= 7, "only {} cases", cases.len());
    for case in cases {
        let comparison = Comparison {
            old: "v1@3f9a12bc44e1 (August 2, 2022, “as sent”)".to_owned(),
            new: "the letter as it stands".to_owned(),
            languages: compare(&texts(&case.join("old")), &texts(&case.join("new"))),
        };
        let expected = |name: &str| Data::read_from(&case.join(name), Some(DataFormat::Text)).raw();
        assert_data_eq!(terminal(&comparison, Styling::Marks), expected("changes.term"));
        assert_data_eq!(markdown(&comparison), expected("changes.md"));
        assert_data_eq!(html(&comparison), expected("changes.html"));
        let mail = Message {
            language: &Language::default(),
            subject: "What changed",
            parts: vec![MessagePart::Changes(&comparison)],
            notes: &[],
            buttons: Vec::new(),
        };
        assert_data_eq!(mail.text(72), expected("mail.txt"));
        assert_data_eq!(mail.html(), expected("mail.html"));
    }
}

fn texts(folder: &Path) -> Texts {
    Texts::new(names_in(folder).into_iter().map(|name| {
        let text = std::fs::read_to_string(folder.join(&name)).unwrap();
        (name.trim_end_matches(".md").to_owned(), text)
    }))
}
