//! Foreign files as they should not be, and what of a file goes along.

use std::fmt::Write as _;
use std::sync::Arc;

use lopdf::{Document, Object};
use proptest::prelude::*;

use super::*;
use crate::model::{EnclosedFile, Enclosure, Inline, Language, Letter};
use crate::render::Metadata;
use crate::render::pdf::enclosures::prepared::Prepared;
use crate::render::pdf::enclosures::source::Source;
use crate::render::pdf::write;
use crate::typeset;
use crate::typeset::face_source::CompiledIn;

/// Objects as a file with a table of them. The first is the catalog.
fn file(objects: &[&str]) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (number, object) in (1..).zip(objects) {
        writeln!(table, "{:010} 00000 n ", file.len()).unwrap();
        file.extend(format!("{number} 0 obj\n{object}\nendobj\n").bytes());
    }
    let start = file.len();
    let size = objects.len() + 1;
    let trailer = format!("trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n");
    file.extend(table.bytes());
    file.extend(trailer.bytes());
    file
}

const CATALOG: &str = "<</Type/Catalog/Pages 2 0 R>>";
const ONE_PAGE: &str = "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 300 400]/Rotate 90\
                        /Resources<</Font<</F 4 0 R>>>>>>";
const FONT: &str = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>";

fn plain_file() -> Vec<u8> {
    file(&[CATALOG, ONE_PAGE, "<</Type/Page/Parent 2 0 R>>", FONT])
}

/// A file with names, classes and roles in its structure, a link, bookmarks, a layer and a field.
fn tagged_file() -> Vec<u8> {
    file(&[
        "<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot 4 0 R/Lang(de)\
         /Outlines 7 0 R/AcroForm<</Fields[9 0 R]>>/PageLabels<</Nums[0<</S/r>>]>>\
         /OCProperties<</OCGs[10 0 R]/D<</BaseState/OFF>>>>>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/StructParents 7/Annots[9 0 R]>>",
        "<</Type/StructTreeRoot/K 5 0 R/ParentTree<</Nums[7[6 0 R 6 0 R]]>>\
         /RoleMap<</Whole/Document/Cell/TD>>/ClassMap<</C<</O/Table/Headers[(a)]>>>>>>",
        "<</S/Whole/P 4 0 R/K[6 0 R]>>",
        "<</S/Cell/P 5 0 R/Pg 3 0 R/ID(a)/C/C/A<</O/Table/Headers[(a)]>>/K[0 1]>>",
        "<</First 8 0 R/Last 8 0 R>>",
        "<</Title(One)/Parent 7 0 R/Dest[3 0 R/Fit]>>",
        "<</Subtype/Widget/FT/Tx/T(name)/P 3 0 R/StructParent 8>>",
        "<</Type/OCG/Name(Notes)>>",
    ])
}

fn fault(file: &[u8]) -> Fault {
    Prepared::read(file).expect_err("it is not as it should be")
}

fn letter(files: &[&[u8]]) -> Result<Document, crate::render::pdf::PdfError> {
    let mut letter = Letter::new(Language::parse("en-US").unwrap());
    letter.title = Some("The letter".to_owned());
    letter.enclosures = (1..)
        .zip(files)
        .map(|(number, bytes)| Enclosure {
            title: vec![Inline::Text(format!("Annex {number}"))],
            file: Some(EnclosedFile { name: format!("{number}.pdf"), bytes: Arc::from(*bytes) }),
        })
        .collect();
    let document = typeset::typeset(&letter, &CompiledIn).unwrap();
    let bytes = write(document, &Metadata::default()).unwrap();
    let bytes = enclose(bytes, &letter.enclosures, &Enclosures::default())?;
    Ok(Document::load_mem(&bytes).unwrap())
}

/// The titles of the uppermost bookmarks.
fn bookmarks(pdf: &Document) -> Vec<String> {
    let root = pdf.get_dict_in_dict(pdf.catalog().unwrap(), b"Outlines").unwrap();
    let mut next = root.get(b"First").cloned();
    let mut titles = Vec::new();
    while let Ok(Object::Reference(item)) = next {
        let item = pdf.get_dictionary(item).unwrap();
        titles.push(lopdf::decode_text_string(item.get(b"Title").unwrap()).unwrap());
        next = item.get(b"Next").cloned();
    }
    titles
}

/// How long a list of the catalog is.
fn list(pdf: &Document, entry: &[u8], key: &[u8]) -> usize {
    let entry = pdf.get_dict_in_dict(pdf.catalog().unwrap(), entry).unwrap();
    entry.get(key).and_then(Object::as_array).unwrap().len()
}

#[test]
fn a_page_keeps_what_it_inherits() {
    let pdf = letter(&[&plain_file()]).unwrap();
    let pages: Vec<_> = pdf.get_pages().into_values().collect();
    assert_eq!(pages.len(), 2);
    let page = pdf.get_dictionary(pages[1]).unwrap();
    assert_eq!(page.get(b"Rotate").and_then(Object::as_i64).unwrap(), 90);
    assert_eq!(page.get(b"MediaBox").and_then(Object::as_array).unwrap().len(), 4);
    let resources = pdf.get_dict_in_dict(page, b"Resources").unwrap();
    let fonts = pdf.get_dict_in_dict(resources, b"Font").unwrap();
    let font = pdf.get_dict_in_dict(fonts, b"F").unwrap();
    assert_eq!(font.get(b"BaseFont").and_then(Object::as_name).unwrap(), b"Helvetica");
}

#[test]
fn the_same_file_twice_has_two_sets_of_names() {
    let tagged = tagged_file();
    let pdf = letter(&[&tagged, &tagged]).unwrap();
    let catalog = pdf.catalog().unwrap();
    let root = pdf.get_dict_in_dict(catalog, b"StructTreeRoot").unwrap();
    let names = root.get(b"IDTree").and_then(Object::as_dict).unwrap();
    let names = names.get(b"Names").and_then(Object::as_array).unwrap();
    let names: Vec<_> = names.iter().filter_map(|name| name.as_str().ok()).collect();
    assert_eq!(names, [b"enclosure-1-a", b"enclosure-2-a"]);
    let classes = root.get(b"ClassMap").and_then(Object::as_dict).unwrap();
    assert!(classes.has(b"enclosure-1-C") && classes.has(b"enclosure-2-C"));

    let document = pdf.get_dict_in_dict(root, b"K").unwrap();
    let kids = document.get(b"K").and_then(Object::as_array).unwrap();
    let part = kids.last().unwrap().as_reference().unwrap();
    let part = pdf.get_dictionary(part).unwrap();
    assert_eq!(part.get(b"S").and_then(Object::as_name).unwrap(), b"Part");
    assert_eq!(part.get(b"T").and_then(Object::as_str).unwrap(), b"Annex 2");
    assert_eq!(part.get(b"Lang").and_then(Object::as_str).unwrap(), b"de");
    let cell = part.get(b"K").and_then(Object::as_array).unwrap()[0].as_reference().unwrap();
    let cell = pdf.get_dictionary(cell).unwrap();
    assert_eq!(cell.get(b"S").and_then(Object::as_name).unwrap(), b"TD");
    let attributes = cell.get(b"A").and_then(Object::as_dict).unwrap();
    let headers = attributes.get(b"Headers").and_then(Object::as_array).unwrap();
    assert_eq!(headers[0].as_str().unwrap(), b"enclosure-2-a");

    assert_eq!(bookmarks(&pdf), ["The letter", "Annex 1", "Annex 2"]);
    assert_eq!(list(&pdf, b"AcroForm", b"Fields"), 2);
    assert_eq!(list(&pdf, b"OCProperties", b"OCGs"), 2);
    let usual = pdf.get_dict_in_dict(catalog, b"OCProperties").unwrap().get(b"D").unwrap();
    assert_eq!(usual.as_dict().unwrap().get(b"OFF").unwrap().as_array().unwrap().len(), 2);
    assert_eq!(list(&pdf, b"PageLabels", b"Nums"), 6);

    let last = pdf.get_pages().into_values().last().unwrap();
    let key = pdf.get_dictionary(last).unwrap().get(b"StructParents").unwrap().as_i64().unwrap();
    let tree = pdf.get_dict_in_dict(root, b"ParentTree").unwrap();
    let leaves = tree.get(b"Nums").and_then(Object::as_array).unwrap();
    let place = leaves.iter().position(|leaf| leaf.as_i64().is_ok_and(|leaf| leaf == key)).unwrap();
    assert_eq!(leaves[place + 1].as_array().unwrap().len(), 2);
}

#[test]
fn scripts_and_what_belongs_to_their_file_stay_behind() {
    let page = "<</Type/Page/AA<</O 5 0 R>>/Thumb 1 0 R/Annots[<</Subtype/Link/A 5 0 R>>\
                <</Subtype/Link/A<</S/URI/URI(https://example.org)/Next 5 0 R>>>>\
                <</Subtype/Link/Dest/there>>]>>";
    let file = file(&[
        "<</Type/Catalog/Pages 2 0 R/Dests<</there[3 0 R/Fit]>>/OpenAction 5 0 R>>",
        ONE_PAGE,
        page,
        FONT,
        "<</S/JavaScript/JS(app.alert\\(1\\))>>",
    ]);
    let read = Prepared::read(&file).unwrap();
    assert!(read.reasons.iter().any(|reason| reason.contains("scripts")), "{:?}", read.reasons);
    let pdf = letter(&[&file]).unwrap();
    let said: Vec<u8> =
        pdf.objects.values().flat_map(|object| format!("{object:?}").into_bytes()).collect();
    let said = String::from_utf8(said).unwrap();
    assert!(!said.contains("JavaScript") && !said.contains("Thumb") && !said.contains("there"));
    assert!(said.contains("example.org"));
}

#[test]
fn what_is_damaged_is_told() {
    let whole = plain_file();
    assert_eq!(Prepared::read(&whole).unwrap().pages, 1);
    assert_eq!(fault(b""), Fault::Damaged("it is no PDF".to_owned()));
    for cut in 1..whole.len() - 10 {
        fault(&whole[..cut]);
    }
    let nothing = file(&[CATALOG, "<</Type/Pages/Kids[]/Count 0>>"]);
    assert_eq!(fault(&nothing), Fault::Empty);
    let round = file(&[CATALOG, "<</Type/Pages/Kids[2 0 R 2 0 R]>>"]);
    assert_eq!(fault(&round), Fault::Empty);
    let moved = String::from_utf8(whole.clone()).unwrap().replace("4 0 obj", "9 0 obj");
    assert_eq!(fault(moved.as_bytes()), Fault::Damaged("object 4 is not where it says".to_owned()));
    let locked = String::from_utf8(whole).unwrap().replace("/Root", "/Encrypt 9 0 R/Root");
    assert_eq!(fault(locked.as_bytes()), Fault::Encrypted);
}

/// Each of these makes lopdf's own reader loop for ever, run out of stack or of memory.
#[test]
fn tables_that_lead_nowhere_come_to_an_end() {
    for dictionary in [
        "/W[0 0 0]/Size 9223372036854775807",
        "/W[1 8 8]/Index[0 9223372036854775807]/Size 5",
        "/W[1 9223372036854775807 1]/Size 5",
        "/W[1 1 1]/Size 5/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 4611686018427387904>>",
    ] {
        let table =
            format!("1 0 obj<</Type/XRef{dictionary}/Length 3>>stream\nabc\nendstream endobj");
        let file = format!("%PDF-1.7\n{table}\nstartxref\n9\n%%EOF\n");
        assert!(matches!(fault(file.as_bytes()), Fault::Damaged(_)), "{dictionary}");
    }
    let round =
        "%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer<</Root 1 0 R/Prev 9>>\nstartxref\n9\n";
    assert!(matches!(fault(round.as_bytes()), Fault::Damaged(_)));
}

#[test]
fn a_length_within_the_stream_that_it_is_the_length_of_is_not_looked_for() {
    let mut file = b"%PDF-1.7\n".to_vec();
    file.extend(
        b"5 0 obj<</Type/ObjStm/N 1/First 4/Length 6 0 R>>stream\n6 0 99\nendstream endobj\n",
    );
    let start = file.len();
    let entries: [[u8; 3]; 3] = [[1, 9, 0], [2, 5, 0], [2, 5, 0]];
    file.extend(b"7 0 obj<</Type/XRef/W[1 1 1]/Index[5 3]/Size 8/Root 6 0 R/Length 9>>stream\n");
    file.extend(entries.concat());
    file.extend(format!("\nendstream endobj\nstartxref\n{start}\n").bytes());
    let mut source = Source::open(&file).unwrap();
    assert_eq!(source.object(6).unwrap(), Object::Integer(99));
}

proptest! {
    #[test]
    fn a_file_with_any_bytes_changed_is_read_or_refused(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        tagged: bool,
    ) {
        let mut bytes = if tagged { tagged_file() } else { plain_file() };
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if Prepared::read(&bytes).is_ok() {
            letter(&[&bytes]).unwrap();
        }
    }
}
