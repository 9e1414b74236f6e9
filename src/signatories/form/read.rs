//! A file or a folder of answers, of whatever kind.

use std::path::Path;

use crate::diagnostic::Diagnostic;
use crate::files::{self, FileError};
use crate::signatories::SignatoriesError;
use crate::signatories::form::clean::clean;
use crate::signatories::form::problem::problem_at;
use crate::signatories::form::sniff::{
    Foreign, Kind, TextKind, by_ending, by_text, foreign, is_archive, is_html,
};
use crate::signatories::form::text::text_of;
use crate::signatories::form::{Form, delimited, json, workbook, yaml_files};

/// Reads answers: CSV, TSV, XLSX, ODS, JSON, YAML, or a folder of YAML files.
///
/// `shown` is the path as errors name it. `encoding` is a label of the WHATWG Encoding Standard
/// for the text files among these; where it is none, a file that is not UTF-8 is guessed at, and a
/// remark says so. Every cell is on one line and holds nothing that the list would refuse.
///
/// An error where a file cannot be read, or is not as it should be: its problems name the place,
/// never what a cell says.
pub fn read_form(
    path: &Path,
    shown: &Path,
    encoding: Option<&str>,
) -> Result<Form, SignatoriesError> {
    if path.is_dir() {
        return yaml_files::read_folder(path, shown, encoding).map(clean);
    }
    let bytes = files::read(path).map_err(|error| FileError { path: shown.to_owned(), ..error })?;
    parse_form(&bytes, shown, encoding).map_err(SignatoriesError::Problems)
}

/// The same of the bytes of one file. Which kind it is tell its bytes and the ending of `shown`.
pub fn parse_form(
    bytes: &[u8],
    shown: &Path,
    encoding: Option<&str>,
) -> Result<Form, Vec<Diagnostic>> {
    parse(bytes, shown, encoding).map(clean)
}

fn parse(bytes: &[u8], shown: &Path, encoding: Option<&str>) -> Result<Form, Vec<Diagnostic>> {
    let kind = by_ending(shown);
    if is_archive(bytes) {
        let mut form = workbook::read(bytes, shown).map_err(|problem| vec![*problem])?;
        if kind.is_some_and(|kind| kind != Kind::Workbook) {
            form.remarks.insert(0, format!("`{}` is a workbook, and read as one", shown.display()));
        }
        if encoding.is_some() {
            form.remarks
                .push("a workbook says its encoding itself: `--encoding` has no use".to_owned());
        }
        return with_header(form, shown);
    }
    if let Some(foreign) = foreign(bytes) {
        return Err(vec![refused(foreign, shown)]);
    }
    let (text, guess) = text_of(bytes, shown, encoding).map_err(|problem| vec![*problem])?;
    if is_html(&text) {
        return Err(vec![refused(Foreign::Html, shown)]);
    }
    let kind = match kind {
        Some(Kind::Text(kind)) => kind,
        Some(Kind::Workbook) | None => by_text(&text),
    };
    let mut form = match kind {
        TextKind::Json => json::read(&text, shown).map_err(|problem| vec![*problem])?,
        TextKind::Yaml => yaml_files::read_file(&text, shown).map_err(|problem| vec![*problem])?,
        TextKind::Delimited(delimiter) => {
            // Some sites call a file `.tsv` and put commas in it.
            let has_tab = text.lines().next().is_some_and(|header| header.contains('\t'));
            delimited::read(&text, shown, delimiter.filter(|_| has_tab))?
        }
    };
    form.remarks.splice(0..0, guess);
    with_header(form, shown)
}

fn with_header(form: Form, shown: &Path) -> Result<Form, Vec<Diagnostic>> {
    if form.headers.iter().any(|header| !header.trim().is_empty()) {
        return Ok(form);
    }
    let message = format!("`{}` has no header and no answers", shown.display());
    let help = "an import reads rows under one that names the columns";
    Err(vec![problem_at("missing-header", message, shown, 1, 1).help(help)])
}

fn refused(foreign: Foreign, shown: &Path) -> Diagnostic {
    let file = shown.display();
    let (message, help) = match foreign {
        Foreign::Compound => (
            format!("`{file}` is a workbook of an old kind, or has a password"),
            "open it in a spreadsheet program and save it as `.xlsx`, without a password",
        ),
        Foreign::Pdf => (format!("`{file}` is a PDF"), "export the answers as CSV or XLSX"),
        Foreign::Html => (
            format!("`{file}` is a page of HTML or XML"),
            "open it in a spreadsheet program and save it as `.xlsx`",
        ),
    };
    problem_at("unknown-format", message, shown, 1, 1).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::unprintable;

    fn read(name: &str, bytes: &[u8]) -> Result<Form, Vec<Diagnostic>> {
        parse_form(bytes, Path::new(name), None)
    }

    fn refusal(name: &str, bytes: &[u8]) -> String {
        let problems = read(name, bytes).unwrap_err();
        problems.into_iter().map(|problem| problem.message).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn a_file_is_what_it_holds() {
        let headers = |name, text: &str| read(name, text.as_bytes()).unwrap().headers;
        assert_eq!(headers("form", "name;email\nA;b\n"), ["name", "email"]);
        assert_eq!(headers("form.tsv", "a, b\tc\nx\ty\n"), ["a, b", "c"]);
        assert_eq!(headers("form.tab", "a,b\n1,2\n"), ["a", "b"]);
        assert_eq!(headers("form.dat", "[{\"name\": 1}]"), ["name"]);
        assert_eq!(headers("form.dat", "---\nname: A\n"), ["name"]);
        assert_eq!(headers("form.xlsx", "name,email\nA,b\n"), ["name", "email"]);
        assert_eq!(headers("form.CSV", "{name},x\nA,b\n"), ["{name}", "x"]);
    }

    #[test]
    fn what_is_read_in_a_guessed_encoding_says_so() {
        let form = read("form.csv", b"Name\nB\xFCrger f\xFCr Frieden\n").unwrap();
        assert_eq!(form.records[0].cells, ["Bürger für Frieden"]);
        assert_eq!(
            form.remarks,
            ["`form.csv` is not UTF-8: read as windows-1252; `--encoding` names another"]
        );
    }

    #[test]
    fn what_is_no_form_is_refused() {
        assert_eq!(
            refusal("form.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0"),
            "`form.xls` is a workbook of an old kind, or has a password"
        );
        assert_eq!(refusal("form.csv", b"%PDF-1.7\n"), "`form.csv` is a PDF");
        assert_eq!(refusal("form.xls", b" <HTML><table>"), "`form.xls` is a page of HTML or XML");
        for (name, bytes) in
            [("a.csv", &b""[..]), ("a.csv", b",,\n\n"), ("a.json", b"[]"), ("a.yml", b"")]
        {
            assert_eq!(refusal(name, bytes), format!("`{name}` has no header and no answers"));
        }
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_make_it_panic_or_give_what_the_list_refuses(
            bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..200),
            text in r#"[a-z;,"\n\r\t é\u{200B}\u{202E}:{}\[\]-]{0,80}"#,
        ) {
            for name in ["a.csv", "a.tsv", "a.json", "a.yml", "a.xlsx", "a"] {
                for bytes in [bytes.as_slice(), text.as_bytes(), &[b"PK\x03\x04", &bytes[..]].concat()] {
                    let Ok(form) = read(name, bytes) else { continue };
                    for record in &form.records {
                        proptest::prop_assert_eq!(record.cells.len(), form.headers.len());
                        for cell in record.cells.iter().chain(&form.headers) {
                            proptest::prop_assert_eq!(unprintable(cell), None);
                        }
                    }
                }
            }
        }
    }
}
