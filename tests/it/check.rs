//! What is found in the letters of `tests/testdata/check`, in the sample, and in letters as they
//! are written.

use std::collections::BTreeSet;
use std::path::Path;

use letterctl::check::{self, Checked};
use letterctl::console;
use letterctl::diagnostic::Diagnostic;
use letterctl::signatories::{self, Listed, Published, Row, Signatories, Status};
use letterctl::source::{self, Input, Kind, SignatoryRow, SourceFile};
use snapbox::{Data, assert_data_eq};

use crate::sandbox::folders;

/// The day on which the letters are checked.
const TODAY: jiff::civil::Date = jiff::civil::Date::constant(2022, 8, 2);

#[test]
fn every_letter_gives_its_report() {
    for case in folders(&root().join("tests/testdata/check")) {
        let expected = Data::read_from(&case.join("check.report"), None).raw();
        assert_data_eq!(report(&case, "letter.md"), expected);
    }
}

#[test]
fn nothing_is_found_in_the_sample() {
    assert_eq!(report(root(), "templates/joint-letter.md"), "");
}

#[test]
fn every_gap_of_a_new_letter_is_found() {
    let expected =
        Data::read_from(&root().join("tests/testdata/check/new-letter.report"), None).raw();
    let init = root().join("assets/init");
    assert_data_eq!(report(&init, "templates/joint-letter.md"), expected);
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All findings on a letter and its list, as they are shown.
fn report(folder: &Path, letter: &str) -> String {
    let read = |file: &str| std::fs::read_to_string(folder.join(file)).unwrap();
    let shown = Path::new("signatories.csv");
    let list = signatories::parse(read("signatories.csv").as_bytes(), shown).unwrap();
    let rows = rows(&list);
    let text = read(letter);
    let source = SourceFile { path: Path::new(letter), text: &text };
    let assembled = source::assemble(&Input {
        source,
        language: None,
        first: None,
        shared: None,
        includes: None,
        rows: &rows,
        private_columns: &BTreeSet::new(),
        addressee: None,
        without_notice: false,
        today: TODAY,
        as_of: None,
        version: "",
        draft: None,
    });
    let mut findings: Vec<Diagnostic> = match &assembled {
        Ok(assembled) => {
            let (letter, places) = (&assembled.letter, &assembled.places);
            check::letters(&[Checked { letter, places, source }], TODAY)
        }
        Err(problems) => problems.clone(),
    };
    findings.extend(check::signatories(&list, &Published::default()));
    findings.iter().map(|finding| console::render(finding, false) + "\n\n").collect()
}

/// The rows that the letter prints or counts.
fn rows(list: &Signatories) -> Vec<SignatoryRow> {
    let signs = |row: &Row<'_>| row.status() == Status::Confirmed && row.listed() != Listed::No;
    let kind = |row: &Row<'_>| match row.kind() {
        signatories::Kind::Organization => Kind::Organization,
        signatories::Kind::Individual => Kind::Individual,
        signatories::Kind::Representative => Kind::Representative,
    };
    list.rows()
        .filter(signs)
        .map(|row| SignatoryRow {
            kind: kind(&row),
            anonymous: row.listed() == Listed::Anonymous,
            columns: row.published(&Published::default()),
            line: row.line(),
        })
        .collect()
}
