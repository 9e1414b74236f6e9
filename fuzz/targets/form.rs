//! A file of answers: whatever bytes it is made of, it is read or refused; what is read are rows of
//! cells that a list can hold.
//!
//! The first byte picks what the file is called, and so its reader; workbooks are also made of parts
//! of XML that are divided by NUL, since a damaged archive says little of what reads these.
#![no_main]

use std::io::{Cursor, Write};
use std::path::Path;

use letterctl::signatories::parse_form;
use letterctl::table::unprintable;
use libfuzzer_sys::fuzz_target;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const NAMES: [&str; 8] = [
    "form.csv",
    "form.tsv",
    "form.json",
    "form.yml",
    "form",
    "form.zip",
    "parts.xlsx",
    "parts.ods",
];

const ENCODINGS: [Option<&str>; 4] = [None, Some("windows-1252"), Some("utf-16le"), Some("gbk")];

const XLSX: [&str; 6] = [
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/worksheets/sheet1.xml",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    "[Content_Types].xml",
];

fuzz_target!(|bytes: &[u8]| {
    let Some((choice, rest)) = bytes.split_first() else { return };
    let choice = usize::from(*choice);
    let name = NAMES[choice % NAMES.len()];
    let encoding = ENCODINGS[choice / NAMES.len() % ENCODINGS.len()];
    let file = match name {
        "parts.xlsx" => archive(&XLSX, rest),
        "parts.ods" => archive(&["content.xml"], rest),
        _ => rest.to_vec(),
    };
    match parse_form(&file, Path::new(name), encoding) {
        Ok(form) => {
            for record in &form.records {
                assert_eq!(record.cells.len(), form.headers.len());
                for cell in record.cells.iter().chain(&form.headers) {
                    assert_eq!(unprintable(cell), None, "{cell:?}");
                    assert_eq!(cell.trim(), cell);
                }
            }
        }
        Err(problems) => assert!(!problems.is_empty(), "a form is refused for a reason"),
    }
});

fn archive(names: &[&str], parts: &[u8]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, part) in names.iter().zip(parts.split(|byte| *byte == 0)) {
        zip.start_file(*name, options).expect("memory takes a file");
        zip.write_all(part).expect("memory takes a part");
    }
    zip.finish().expect("memory takes an archive").into_inner()
}
