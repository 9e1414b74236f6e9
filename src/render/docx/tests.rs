//! What holds for every letter.

use std::io::{Cursor, Read};

use proptest::prelude::*;
use quick_xml::events::Event;
use quick_xml::reader::Reader;
use zip::ZipArchive;

use crate::model::{
    Block, Delimiter, Enumerator, Inline, Letter, NotePlacement, Numbering, Paragraph,
};
use crate::render::Metadata;
use crate::render::docx::docx;
use crate::render::samples::{any_letter, body, full, list, ordered, paragraph, table, text};

/// A part of the file, found well-formed.
fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut part = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut part).unwrap();
    part
}

fn well_formed(bytes: &[u8]) -> Result<(), String> {
    let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    for name in names.iter().filter(|name| !name.contains("media/")) {
        let part = part(bytes, name);
        let mut reader = Reader::from_str(&part);
        loop {
            match reader.read_event().map_err(|error| format!("{name}: {error}"))? {
                Event::Eof => break,
                Event::Start(start) | Event::Empty(start) => {
                    for attribute in start.attributes() {
                        attribute.map_err(|error| format!("{name}: {error}"))?;
                    }
                }
                _ => {}
            }
        }
    }
    Ok(())
}

fn document(letter: &Letter) -> String {
    part(&docx(letter, &Metadata::default()).unwrap(), "word/document.xml")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_text_of_a_letter_becomes_markup(letter in any_letter()) {
        let bytes = docx(&letter, &Metadata::default()).unwrap();
        prop_assert_eq!(well_formed(&bytes), Ok(()));
    }
}

#[test]
fn markers_that_word_counts_otherwise_are_written_out() {
    let items = |count: usize| (0..count).map(|_| vec![paragraph("x")]).collect::<Vec<_>>();
    let letters = |start| ordered(Numbering::LowerAlpha, Delimiter::Parenthesis, start);
    let counted = document(&body(vec![list(letters(1), true, items(27))]));
    assert_eq!(counted.matches("<w:numPr>").count(), 27);
    let written = document(&body(vec![list(letters(26), true, items(3))]));
    assert_eq!(written.matches("<w:numPr>").count(), 0);
    assert!(written.contains(">ab)</w:t></w:r><w:r><w:tab/></w:r>"), "{written}");
}

#[test]
fn an_item_without_words_of_its_own_has_its_marker_all_the_same() {
    let inner = list(Enumerator::Bullet, true, vec![vec![paragraph("inner")]]);
    let outer = ordered(Numbering::Decimal, Delimiter::Period, 1);
    let document = document(&body(vec![list(outer, true, vec![vec![inner]])]));
    let levels: Vec<_> =
        document.split("<w:ilvl w:val=\"").skip(1).map(|rest| &rest[..1]).collect();
    assert_eq!(levels, ["0", "1"]);
}

#[test]
fn a_note_that_is_marked_twice_stands_once_and_is_referred_to() {
    let mark = || Inline::NoteMark(0);
    let marked: Paragraph = [text("a"), vec![mark()], text("b"), vec![mark()]].concat();
    let mut letter = full();
    letter.body = vec![Block::Paragraph(marked)];
    let foot = document(&letter);
    assert_eq!(foot.matches("<w:footnoteReference ").count(), 1);
    assert!(foot.contains(" NOTEREF _Note1 \\f \\h "), "{foot}");
    letter.page.notes = NotePlacement::End;
    let bytes = docx(&letter, &Metadata::default()).unwrap();
    assert_eq!(part(&bytes, "word/document.xml").matches("<w:endnoteReference ").count(), 1);
    assert!(part(&bytes, "word/endnotes.xml").contains("See the report."));
}

#[test]
fn a_table_ends_no_story_and_two_of_them_do_not_grow_together() {
    let tables = vec![Block::Table(table()), Block::Table(table())];
    let document = document(&body(tables));
    assert!(document.contains("</w:tbl><w:p>"), "{document}");
    assert!(!document.contains("</w:tbl><w:tbl>") && !document.contains("</w:tbl><w:sectPr>"));
}
