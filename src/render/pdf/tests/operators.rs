//! The operators of a page, and the text that a reader takes from them.

use lopdf::content::Content;
use lopdf::{Document as Pdf, Object};
use snapbox::{IntoData as _, assert_data_eq, str};

use crate::model::Length;
use crate::render::pdf::tests::{MARGIN, Sheet, metadata, sample};
use crate::render::pdf::write;
use crate::typeset::line::Run;
use crate::typeset::page::{Document, Mark};
use crate::typeset::structure::{Role, Structure};

fn file(document: &Document) -> Pdf {
    Pdf::load_mem(&write(document.clone(), &metadata()).unwrap()).unwrap()
}

fn operators(document: &Document, page: usize) -> String {
    let pdf = file(document);
    let page = pdf.page_iter().nth(page).unwrap();
    String::from_utf8(pdf.get_page_content(page)).unwrap()
}

/// A font as a reader finds it: for each code its text and its width in thousandths.
struct Font {
    texts: Vec<String>,
    widths: Vec<i64>,
}

fn font(pdf: &Pdf, name: &[u8]) -> Font {
    let page = pdf.page_iter().next().unwrap();
    let fonts = pdf.get_page_fonts(page).unwrap();
    let map = fonts[name].get_deref(b"ToUnicode", pdf).and_then(Object::as_stream).unwrap();
    let map = String::from_utf8(map.decompressed_content().unwrap()).unwrap();
    let mut texts = vec![String::new()];
    for line in map.lines().filter(|line| line.starts_with('<') && !line.contains("FFFF>")) {
        let (code, text) = line.split_once(' ').unwrap();
        assert_eq!(code, format!("<{:04X}>", texts.len()));
        let units: Vec<u16> = text
            .trim_matches(['<', '>'])
            .as_bytes()
            .chunks(4)
            .map(|unit| u16::from_str_radix(std::str::from_utf8(unit).unwrap(), 16).unwrap())
            .collect();
        texts.push(String::from_utf16(&units).unwrap());
    }
    let descendant = fonts[name].get(b"DescendantFonts").and_then(Object::as_array).unwrap();
    let descendant = pdf.dereference(&descendant[0]).unwrap().1.as_dict().unwrap();
    let widths = descendant.get(b"W").and_then(Object::as_array).unwrap();
    // One array for all codes that are shown, from 1 on.
    assert_eq!((widths.len(), widths[0].as_i64().unwrap()), (2, 1));
    let widths = widths[1].as_array().unwrap().iter().map(|width| width.as_i64().unwrap());
    Font { texts, widths: std::iter::once(0).chain(widths).collect() }
}

/// What a reader shows at once: the text, and where each glyph's pen is, in points from the first.
#[derive(Debug, Default)]
struct Shown {
    text: String,
    pens: Vec<f64>,
}

fn shown(document: &Document) -> Vec<Shown> {
    let pdf = file(document);
    let mut all = Vec::new();
    for page in pdf.page_iter() {
        let (mut face, mut size) = (None, 0.0);
        for operation in Content::decode(&pdf.get_page_content(page)).unwrap().operations {
            let operands = &operation.operands;
            match operation.operator.as_str() {
                "Tf" => {
                    face = Some(font(&pdf, operands[0].as_name().unwrap()));
                    size = f64::from(operands[1].as_float().unwrap());
                }
                "Tj" | "TJ" => {
                    let parts = operands[0].as_array().map_or(&operands[..], Vec::as_slice);
                    all.push(show(parts, face.as_ref().unwrap(), size));
                }
                _ => {}
            }
        }
    }
    all
}

fn show(parts: &[Object], font: &Font, size: f64) -> Shown {
    let mut shown = Shown::default();
    let mut pen = 0.0;
    for part in parts {
        let Object::String(codes, _) = part else {
            pen -= f64::from(part.as_float().unwrap()) / 1000.0 * size;
            continue;
        };
        for code in codes.chunks(2) {
            let code = usize::from(u16::from_be_bytes([code[0], code[1]]));
            shown.text.push_str(&font.texts[code]);
            shown.pens.push(pen);
            #[expect(clippy::cast_precision_loss, reason = "a width is small")]
            let width = font.widths[code] as f64;
            pen += width / 1000.0 * size;
        }
    }
    shown
}

/// The runs in the order in which they are drawn.
fn runs(document: &Document) -> Vec<&Run> {
    let mut runs = Vec::new();
    for page in &document.pages {
        runs.extend(page.marks.iter().filter_map(|mark| match mark {
            Mark::Watermark { run, .. } => Some(run),
            _ => None,
        }));
        runs.extend(page.marks.iter().filter_map(|mark| match mark {
            Mark::Text { run, .. } => Some(run),
            _ => None,
        }));
    }
    runs
}

#[test]
fn a_page_begins_with_what_lies_behind_and_moves_by_lines() {
    let mut sheet = Sheet::new();
    let element = sheet.add(Role::Paragraph, Structure::DOCUMENT);
    sheet.put(&[("AA aa", Some(element)), ("\naa", Some(element))]);
    sheet.put(&[("2", None)]);
    sheet.mark(Mark::Rule {
        x: MARGIN,
        y: Length::pt(100.0),
        width: Length::pt(60.0),
        thickness: Length::pt(0.5),
    });
    let run = sheet.run("D");
    let (x, y) = (Length::pt(120.0), Length::pt(600.0));
    sheet.mark(Mark::Watermark { x, y, degrees: 90.0, run });
    assert_data_eq!(
        operators(&sheet.document(vec![]), 0),
        str![[r#"
BT
/Artifact <</Subtype/Watermark/Type/Pagination>> BDC
/F0 120 Tf
0.9 g
0 1 -1 0 120 192 Tm
<0003> Tj
EMC
ET
BT
/P <</MCID 0>> BDC
/F0 11 Tf
0 g
72 706 Td
[<0002>-10<0002000100040004>] TJ
28.48 0 Td
<0001> Tj
-28.48 -14 Td
<00040004> Tj
EMC
/Artifact <</Type/Pagination>> BDC
0 -14 Td
<0005> Tj
EMC
ET
/Artifact <</Type/Layout>> BDC
72 691.75 60 0.5 re
f
EMC

"#]]
        .raw()
    );
}

#[test]
fn a_reader_gets_the_text_to_the_character_and_each_glyph_in_its_place() {
    let mut document = sample();
    // As on a line that was filled to both margins.
    for mark in document.pages.iter_mut().flat_map(|page| &mut page.marks) {
        if let Mark::Text { run, .. } = mark {
            let text = run.text.clone();
            for glyph in &mut run.glyphs {
                if text[glyph.cluster as usize..].starts_with(' ') {
                    glyph.advance = glyph.advance * 1.3;
                }
            }
        }
    }
    let shown = shown(&document);
    let runs = runs(&document);
    assert_eq!(shown.len(), runs.len());
    for (shown, run) in shown.iter().zip(runs) {
        assert_eq!(shown.text, run.text[run.range.clone()]);
        let mut wanted = 0.0;
        for (glyph, pen) in run.glyphs.iter().zip(&shown.pens) {
            let off = (wanted + glyph.x_offset.to_pt() - pen).abs();
            // Half of the thousandth of an em in which corrections are told.
            assert!(off <= run.size.to_pt() * 0.000_51, "{off} pt off in {}", shown.text);
            wanted += glyph.advance.to_pt();
        }
    }
}

#[test]
fn a_hyphen_put_in_is_told_from_one_that_was_typed() {
    let mut sheet = Sheet::new();
    sheet.paragraph("well-known exam-");
    let Some(Mark::Text { run, .. }) = sheet.pages[0].marks.first_mut() else {
        panic!("a line is a text");
    };
    run.text = run.text.replace("exam-", "exam\u{AD}").into();
    run.range.end += '\u{AD}'.len_utf8() - 1;
    let pdf = file(&sheet.document(vec![]));
    let Font { texts, .. } = font(&pdf, b"F0");
    assert!(texts.contains(&"-".to_owned()) && texts.contains(&"\u{AD}".to_owned()));
}

#[test]
fn glyphs_that_share_a_text_have_it_spelled_out() {
    let mut sheet = Sheet::new();
    sheet.paragraph("before xyxy after");
    let Some(Mark::Text { run, .. }) = sheet.pages[0].marks.first_mut() else {
        panic!("a line is a text");
    };
    // As where three letters are drawn by two signs: x and y stand for `xyz`, twice.
    run.text = "before xyzxyz after".into();
    run.range.end += 2;
    for glyph in &mut run.glyphs {
        glyph.cluster = match glyph.cluster {
            7 | 8 => 7,
            9 | 10 => 10,
            after if after > 10 => after + 2,
            before => before,
        };
    }
    let operators = operators(&sheet.document(vec![]), 0);
    let sequences: Vec<&str> =
        operators.lines().filter(|line| line.ends_with("BDC") || *line == "EMC").collect();
    assert_eq!(
        sequences,
        [
            "/P <</MCID 0>> BDC",
            "EMC",
            "/Span <</ActualText(xyz)/MCID 1>> BDC",
            "EMC",
            "/Span <</ActualText(xyz)/MCID 2>> BDC",
            "EMC",
            "/P <</MCID 3>> BDC",
            "EMC",
        ]
    );
}

#[test]
fn marks_of_right_to_left_text_are_told_from_their_letters() {
    let mut sheet = Sheet::new();
    sheet.paragraph("abc");
    let Some(Mark::Text { run, .. }) = sheet.pages[0].marks.first_mut() else {
        panic!("a line is a text");
    };
    // From left to right: a letter, then a mark and the letter that bears it.
    run.text = "בַג".into();
    run.range = 0..run.text.len();
    run.right_to_left = true;
    for (glyph, cluster) in run.glyphs.iter_mut().zip([4, 0, 0]) {
        glyph.cluster = cluster;
    }
    let pdf = file(&sheet.document(vec![]));
    assert_eq!(font(&pdf, b"F0").texts[1..], ["ג", "\u{5B7}", "ב"]);
}
