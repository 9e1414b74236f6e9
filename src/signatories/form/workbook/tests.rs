//! Workbooks as programs write them, and as nobody should.

use std::io::{Cursor, Write};
use std::path::Path;

use rust_xlsxwriter::{Format, Formula, Workbook};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::signatories::form::Form;
use crate::signatories::form::workbook::read::{read, read_within};

fn form(bytes: &[u8]) -> Form {
    read(bytes, Path::new("form.xlsx")).unwrap_or_else(|problem| panic!("{}", problem.message))
}

fn refusal(bytes: &[u8]) -> String {
    read(bytes, Path::new("form.xlsx")).unwrap_err().message
}

fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, text) in parts {
        zip.start_file(*name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook of one sheet, its cells and the text that they refer to as they are written.
fn xlsx(cells: &str, texts: &str) -> Vec<u8> {
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relationship = |id, name, target| {
        format!(r#"<Relationship Id="{id}" Type="{kind}/{name}" Target="{target}"/>"#)
    };
    let related = [
        relationship("s", "worksheet", "worksheets/sheet1.xml"),
        relationship("t", "sharedStrings", "sharedStrings.xml"),
    ];
    archive(&[
        ("[Content_Types].xml", "<Types/>"),
        (
            "xl/workbook.xml",
            r#"<workbook><sheets><sheet name="One" r:id="s"/></sheets></workbook>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            &format!("<Relationships>{}</Relationships>", related.concat()),
        ),
        // Some programs begin a part with a mark.
        ("xl/sharedStrings.xml", &format!("\u{FEFF}{texts}")),
        ("xl/worksheets/sheet1.xml", cells),
    ])
}

fn ods(tables: &str) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document-content><office:automatic-styles>
        <style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>
        </office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"#
    );
    archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", &content),
    ])
}

/// What a form would export: text, numbers, dates, a code with zeros, a truth value, a formula.
fn exported() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    let moment = Format::new().set_num_format("d/m/yyyy h:mm:ss");
    let code = Format::new().set_num_format("00000");
    for (column, header) in
        ["Timestamp", "Name", "ZIP", "Day", "Members", "Agree", "Sum"].iter().enumerate()
    {
        sheet.write_string(0, u16::try_from(column).unwrap(), *header).unwrap();
    }
    sheet.write_number_with_format(1, 0, 46_145.598_668_981_48, &moment).unwrap();
    sheet.write_string(1, 1, "Trägerkreis & <Co>").unwrap();
    sheet.write_number_with_format(1, 2, 1234.0, &code).unwrap();
    sheet.write_number_with_format(1, 3, 46145.0, &day).unwrap();
    sheet.write_number(1, 4, 12_500_000.0).unwrap();
    sheet.write_boolean(1, 5, true).unwrap();
    sheet.write_formula(1, 6, Formula::new("1+1").set_result("2")).unwrap();
    sheet.write_string(3, 1, "B").unwrap();
    sheet.write_string(3, 2, "00501").unwrap();
    sheet.write_number(3, 4, 1.234_567_890_123_456_7e17).unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn cells_are_read_as_they_are_shown() {
    let form = form(&exported());
    assert_eq!(form.headers, ["Timestamp", "Name", "ZIP", "Day", "Members", "Agree", "Sum"]);
    assert_eq!(
        form.records[0].cells,
        [
            "2026-05-03T14:22:05",
            "Trägerkreis & <Co>",
            "01234",
            "2026-05-03",
            "12500000",
            "TRUE",
            "2"
        ]
    );
    assert_eq!((form.records[1].line, form.records[1].cells[2].as_str()), (4, "00501"));
    assert_eq!(form.records.len(), 2);
    assert_eq!(
        form.remarks,
        ["in sheet `Sheet1`: numbers of which digits after the 15th may be lost: E4"]
    );
}

#[test]
fn the_first_sheet_with_answers_that_is_not_hidden_is_read() {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Secret").unwrap().write_string(0, 0, "no").unwrap();
    book.add_worksheet().set_name("Empty").unwrap();
    book.add_worksheet().set_name("Answers").unwrap().write_string(0, 0, "name").unwrap();
    book.worksheet_from_index(0).unwrap().set_hidden(true);
    book.worksheet_from_index(1).unwrap().set_active(true);
    let form = form(&book.save_to_buffer().unwrap());
    assert_eq!(form.headers, ["name"]);
    assert_eq!(form.remarks, ["`form.xlsx` has 2 sheets: read `Answers`"]);
}

#[test]
fn what_cannot_be_read_of_a_cell_is_said() {
    let cells = r#"<worksheet><sheetData>
        <row><c t="s"><v>0</v></c><c t="s"><v>2</v></c><c t="inlineStr"><v>7</v><is><r><t>a </t></r><r><t>b_x000D_</t></r><rPh><t>z</t></rPh></is></c></row>
        <row r="3"><c r="A3"><f>NOW()</f></c><c r="B3" t="e"><v>#SPILL!</v></c><c r="C3" t="str"><f>""</f><v></v></c><c r="D3"><v>1</v></c></row>
        <row r="4"><c r="A4" t="d"><v>2026-05-03T00:00:00</v></c><c r="B4"><f>A1</f><v/></c></row>
        </sheetData><mergeCells><mergeCell ref="D3:D5"/><mergeCell ref="A1:C1"/></mergeCells></worksheet>"#;
    let form = form(&xlsx(
        cells,
        "<sst uniqueCount=\"99999999999999\"><si><t>A &amp; B</t></si><si/><si><t>C</t></si></sst>",
    ));
    assert_eq!(form.headers, ["A & B", "C", "a b\r", ""]);
    assert_eq!(form.records[0].cells, ["", "", "", "1"]);
    assert_eq!(form.records[1].cells, ["2026-05-03", "", "", ""]);
    assert_eq!(
        form.remarks,
        [
            "in sheet `One`: formulas that were never calculated, read as empty: A3, B4",
            "in sheet `One`: errors such as `#REF!`, read as empty: B3",
            "in sheet `One`: merged cells, of which only the first is read: D3:D5",
        ]
    );
}

#[test]
fn an_ods_sheet_is_read() {
    let tables = r#"<table:table table:name="Old" table:style-name="ta2"><table:table-row><table:table-cell office:value-type="string"><text:p>no</text:p></table:table-cell></table:table-row></table:table>
        <table:table table:name="Answers"><table:table-header-rows><table:table-row>
        <table:table-cell office:value-type="string"><office:annotation><text:p>note</text:p></office:annotation><text:p>Na<text:span>me</text:span></text:p></table:table-cell>
        <table:table-cell office:value-type="string"><text:p>ZIP</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>On</text:p></table:table-cell>
        <table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row></table:table-header-rows>
        <table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
        <table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="string"><text:p>A<text:s text:c="2"/>B</text:p><text:p>C</text:p></table:table-cell>
        <table:table-cell office:value-type="float" office:value="501"><text:p>00501</text:p></table:table-cell>
        <table:table-cell office:value-type="date" office:date-value="2026-05-03T14:22:05.5"><text:p>3 May</text:p></table:table-cell>
        <table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>WAHR</text:p></table:table-cell></table:table-row>
        <table:table-row><table:table-cell table:formula="of:=NOW()"/><table:table-cell office:value-type="float" office:value="1.5"><text:p>2</text:p></table:table-cell>
        <table:table-cell calcext:value-type="error" office:value-type="string" office:string-value=""><text:p>#REF!</text:p></table:table-cell></table:table-row>
        <table:table-row table:number-rows-repeated="1048560"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>"#;
    let form = form(&ods(tables));
    assert_eq!(form.headers, ["Name", "ZIP", "On", "x"]);
    let rows: Vec<_> =
        form.records.iter().map(|record| (record.line, record.cells.join("|"))).collect();
    assert_eq!(
        rows,
        [
            (5, "A  B\nC|00501|2026-05-03T14:22:05|TRUE".to_owned()),
            (6, "A  B\nC|00501|2026-05-03T14:22:05|TRUE".to_owned()),
            (7, "|1.5||".to_owned()),
        ]
    );
    assert_eq!(
        form.remarks,
        [
            "in sheet `Answers`: formulas that were never calculated, read as empty: A7",
            "in sheet `Answers`: errors such as `#REF!`, read as empty: C7",
        ]
    );
}

#[test]
fn bombs_are_refused_by_what_they_unpack_to() {
    // Megabytes of blanks pack into kilobytes.
    let blanks = " ".repeat(1 << 22);
    let bytes = archive(&[(
        "content.xml",
        &format!("<office:document-content>{blanks}</office:document-content>"),
    )]);
    assert!(bytes.len() < 1 << 13);
    let said = read_within(2_000_000, &bytes, Path::new("form.ods")).unwrap_err().message;
    assert_eq!(said, "`form.ods` unpacks to more than 2 MB");
    let cell = r#"<table:table-cell table:number-columns-repeated="9999" office:value-type="string"><text:p>x</text:p></table:table-cell>"#;
    let row =
        format!(r#"<table:table-row table:number-rows-repeated="999999">{cell}</table:table-row>"#);
    assert_eq!(
        refusal(&ods(&format!("<table:table>{row}</table:table>"))),
        "`form.xlsx` has more than 10,000,000 cells"
    );
}

#[test]
fn damage_is_refused() {
    let sheet = |cell: &str| {
        xlsx(&format!("<worksheet><sheetData><row>{cell}</row></sheetData></worksheet>"), "<sst/>")
    };
    for (bytes, expected) in [
        (
            sheet(r#"<c r="AAAAAAAAAAA1"><v>1</v></c>"#),
            "is damaged: a cell lies outside of its sheet",
        ),
        (sheet(r#"<c t="s"><v>7</v></c>"#), "is damaged: a cell names a text that is missing"),
        (sheet("<c><v>&bomb;</v></c>"), "is damaged: it uses an entity that XML does not have"),
        (sheet("<c><v>1</c>"), "is damaged: a part of it is no XML"),
        (sheet(&"<c>".repeat(1000)), "is damaged: its elements lie too deep in one another"),
        (xlsx("<worksheet><sheetData><row>", "<sst/>"), "is damaged: a part of it ends too early"),
        (sheet(""), "has no sheet with anything in it"),
        (ods("<table:table><table:table-row>"), "is damaged: a part of it is no XML"),
        (archive(&[("answers.csv", "name")]), "is an archive, but no workbook"),
        (archive(&[("xl/workbook.bin", "")]), "is a binary workbook"),
    ] {
        assert_eq!(refusal(&bytes), format!("`form.xlsx` {expected}"));
    }
    let encrypted = archive(&[
        ("content.xml", "\u{1}"),
        ("META-INF/manifest.xml", "<m:manifest><m:encryption-data/></m:manifest>"),
    ]);
    assert_eq!(refusal(&encrypted), "`form.xlsx` has a password");
}

/// Rows of cells that are well-formed XML, but whatever else.
const XLSX_ROWS: &str = r#"(<row( r="[0-9]{1,20}")?>(<c( r="[A-Z]{0,5}[0-9]{0,9}")?( t="(s|str|b|e|d|n|inlineStr)")?( s="[0-9]{1,3}")?>(<f>x</f>)?<v>[0-9eE.+-]{0,12}</v></c>){0,4}</row>){0,6}"#;
const ODS_ROWS: &str = r#"(<table:table-row( table:number-rows-repeated="[0-9-]{0,2}")?>(<table:table-cell( table:number-columns-repeated="[0-9-]{0,2}")?( office:value-type="(float|string|date|time|boolean)")?( office:(value|date-value|time-value)="[0-9PTHMS.:eE+-]{0,14}")?( table:formula="x")?><text:p>0[0-9]{0,6}<text:s text:c="[0-9]{0,20}"/></text:p></table:table-cell>){0,4}</table:table-row>){0,6}"#;

proptest::proptest! {
    #[test]
    fn a_damaged_workbook_is_an_error(
        cut in 0.0_f64..1.0,
        flips in proptest::collection::vec((0.0_f64..1.0, 0_u8..8), 0..6),
    ) {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a place in a few kilobytes")]
        let place = |part: f64, length: usize| (part * length as f64) as usize;
        let mut bytes = exported();
        for (at, bit) in &flips {
            let at = place(*at, bytes.len());
            bytes[at] ^= 1 << bit;
        }
        drop(read(&bytes, Path::new("form.xlsx")));
        bytes.truncate(place(cut, bytes.len()));
        proptest::prop_assert!(read(&bytes, Path::new("form.xlsx")).is_err());
    }

    #[test]
    fn no_cells_make_it_panic(xlsx_rows in XLSX_ROWS, ods_rows in ODS_ROWS) {
        let sheet = format!("<worksheet><sheetData>{xlsx_rows}</sheetData></worksheet>");
        let table = format!("<table:table>{ods_rows}</table:table>");
        for bytes in [xlsx(&sheet, "<sst><si><t>x</t></si></sst>"), ods(&table)] {
            if let Ok(form) = read(&bytes, Path::new("form.xlsx")) {
                let width = form.headers.len();
                proptest::prop_assert!(form.records.iter().all(|it| it.cells.len() == width));
            }
        }
    }
}
