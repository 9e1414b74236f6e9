//! The file as a whole: claims, fonts, bytes, and what cannot be written.

use std::sync::Arc;

use lopdf::{Document as Pdf, Object, decode_text_string};

use crate::model::Length;
use crate::render::pdf::tests::{MARGIN, Sheet, metadata, sample};
use crate::render::pdf::{PdfError, write};
use crate::typeset::face_source::FontData;
use crate::typeset::font::FaceId;
use crate::typeset::line::Run;
use crate::typeset::page::{Document, Mark, Page};
use crate::typeset::structure::{ElementId, Role, Structure, Target};

fn bytes(document: &Document) -> Vec<u8> {
    write(document.clone(), &metadata()).unwrap()
}

#[test]
fn the_same_letter_gives_the_same_bytes() {
    let first = bytes(&sample());
    assert!(first == bytes(&sample()));
    assert!(first.starts_with(b"%PDF-1.7\n%") && first.ends_with(b"\n%%EOF\n"));
}

#[test]
fn the_catalog_claims_what_the_file_is() {
    let file = bytes(&sample());
    let pdf = Pdf::load_mem(&file).unwrap();
    let catalog = pdf.catalog().unwrap();
    let entry = |key: &[u8]| catalog.get_deref(key, &pdf).unwrap();
    assert_eq!(decode_text_string(entry(b"Lang")).unwrap(), "en-US");
    let mark_info = entry(b"MarkInfo").as_dict().unwrap();
    assert!(mark_info.get(b"Marked").and_then(Object::as_bool).unwrap());
    let preferences = entry(b"ViewerPreferences").as_dict().unwrap();
    assert!(preferences.get(b"DisplayDocTitle").and_then(Object::as_bool).unwrap());
    assert_eq!(entry(b"PageMode").as_name().unwrap(), b"UseOutlines");

    let packet = entry(b"Metadata").as_stream().unwrap();
    let packet = String::from_utf8(packet.content.clone()).unwrap();
    for claim in [
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
        "<rdf:li xml:lang=\"x-default\">Joint letter: a sample</rdf:li>",
        "<rdf:li>Citizens’ Alliance &amp; others</rdf:li>",
    ] {
        assert!(packet.contains(claim), "{claim}");
    }

    let intent = entry(b"OutputIntents").as_array().unwrap()[0].as_dict().unwrap();
    let profile = intent.get_deref(b"DestOutputProfile", &pdf).unwrap().as_stream().unwrap();
    let profile = profile.decompressed_content().unwrap();
    assert_eq!(profile[..4], u32::try_from(profile.len()).unwrap().to_be_bytes());
    assert_eq!(&profile[36..40], b"acsp");
}

#[test]
fn bookmarks_nest_by_level() {
    let pdf = Pdf::load_mem(&bytes(&sample())).unwrap();
    let catalog = pdf.catalog().unwrap();
    let root = catalog.get_deref(b"Outlines", &pdf).unwrap().as_dict().unwrap();
    let title = |key: &[u8], node: &lopdf::Dictionary| {
        let node = node.get_deref(key, &pdf).unwrap().as_dict().unwrap().clone();
        (decode_text_string(node.get(b"Title").unwrap()).unwrap(), node)
    };
    let (first, node) = title(b"First", root);
    assert_eq!(first, "An official office");
    assert!(!node.has(b"Next"));
    let (second, node) = title(b"First", &node);
    assert_eq!(second, "Annex – é");
    assert!(node.has(b"Dest"));
}

#[test]
fn every_font_is_embedded_and_names_its_subset() {
    let pdf = Pdf::load_mem(&bytes(&sample())).unwrap();
    let fonts = pdf.get_page_fonts(pdf.page_iter().next().unwrap()).unwrap();
    let faces = ["+SourceSerif4-Regular", "+SourceSans3-Regular"];
    assert_eq!(fonts.len(), faces.len());
    for (font, face) in fonts.values().zip(faces) {
        assert!(font.get_deref(b"ToUnicode", &pdf).unwrap().as_stream().is_ok());
        let name = font.get(b"BaseFont").and_then(Object::as_name).unwrap();
        assert_eq!(&name[6..], face.as_bytes());
        assert!(name[..6].iter().all(u8::is_ascii_uppercase));
        let descendant = font.get(b"DescendantFonts").and_then(Object::as_array).unwrap();
        let descendant = pdf.dereference(&descendant[0]).unwrap().1.as_dict().unwrap();
        assert_eq!(descendant.get(b"BaseFont").and_then(Object::as_name).unwrap(), name);
        let descriptor = descendant.get_deref(b"FontDescriptor", &pdf).unwrap();
        let descriptor = descriptor.as_dict().unwrap();
        assert_eq!(descriptor.get(b"FontName").and_then(Object::as_name).unwrap(), name);
        let program = descriptor.get_deref(b"FontFile2", &pdf).unwrap().as_stream().unwrap();
        let length = program.dict.get(b"Length1").and_then(Object::as_i64).unwrap();
        let program = program.decompressed_content().unwrap();
        assert_eq!(usize::try_from(length).unwrap(), program.len());
    }
}

#[test]
fn a_document_of_nothing_is_a_file() {
    let mut sheet = Sheet::new();
    let element = sheet.add(Role::Paragraph, Structure::DOCUMENT);
    let mut run = sheet.run("x");
    run.element = Some(element);
    run.glyphs.clear();
    sheet.mark(Mark::Text { x: MARGIN, y: MARGIN, run });
    let mut document = sheet.document(vec![]);
    assert_eq!(Pdf::load_mem(&bytes(&document)).unwrap().get_pages().len(), 1);
    document.title = None;
    document.faces.clear();
    document.pages = vec![Page::default()];
    assert_eq!(Pdf::load_mem(&bytes(&document)).unwrap().get_pages().len(), 1);
    document.pages.clear();
    assert!(Pdf::load_mem(&bytes(&document)).unwrap().get_pages().is_empty());
}

fn run(document: &mut Document) -> &mut Run {
    let Some(Mark::Text { run, .. }) = document.pages[0].marks.first_mut() else {
        panic!("a line is a text");
    };
    run
}

#[test]
fn marks_that_point_outside_of_the_document_are_errors() {
    let failure = |change: fn(&mut Document)| {
        let mut sheet = Sheet::new();
        sheet.paragraph("word");
        let mut document = sheet.document(vec![]);
        change(&mut document);
        write(document, &metadata()).map(|_| ()).unwrap_err()
    };
    assert!(matches!(
        failure(|document| run(document).element = Some(ElementId(9))),
        PdfError::NoSuchElement { element: 9 }
    ));
    assert!(matches!(
        failure(|document| run(document).face = FaceId(4)),
        PdfError::NoSuchFace { face: 4 }
    ));
    let missing = failure(|document| run(document).glyphs[1].id = 0);
    assert_eq!(missing.to_string(), "the face `SourceSerif4-Regular` has no glyph for `o`");
    let damaged = failure(|document| {
        let cut = document.faces[0].data[..900].to_vec();
        document.faces[0].data = FontData::Read(Arc::new(cut));
    });
    assert!(matches!(damaged, PdfError::Subset { .. }));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(48))]

    #[test]
    fn no_run_however_wrong_brings_the_writer_down(
        clusters in proptest::collection::vec(0_u32..20, 0..8),
        range in (0_usize..20, 0_usize..20),
        right_to_left: bool,
        lengths in proptest::array::uniform4(proptest::num::f64::ANY),
        element in 0_u32..4,
        parent in 0_u32..6,
    ) {
        let mut sheet = Sheet::new();
        sheet.paragraph("wie schön");
        let odd = sheet.add(Role::Link, ElementId(parent));
        sheet.structure.get_mut(odd).target = Some(Target::Element(ElementId(element)));
        let mut document = sheet.document(vec![]);
        let run = run(&mut document);
        for (glyph, cluster) in run.glyphs.iter_mut().zip(clusters) {
            glyph.cluster = cluster;
            glyph.advance = Length::pt(lengths[0]);
            glyph.y_offset = Length::pt(lengths[1]);
        }
        run.range = range.0..range.1;
        run.right_to_left = right_to_left;
        run.size = Length::pt(lengths[2]);
        run.x = Length::pt(lengths[3]);
        run.element = Some(ElementId(element));
        if let Ok(file) = write(document, &metadata()) {
            proptest::prop_assert!(Pdf::load_mem(&file).is_ok());
        }
    }
}
