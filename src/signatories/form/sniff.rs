//! Which kind of file answers are in: by what it holds, and by its ending where that leaves it open.

use std::path::Path;

/// What a file is, by its ending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// An archive of XML: XLSX or ODS.
    Workbook,
    Text(TextKind),
}

/// What a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TextKind {
    /// Cells with a delimiter between, the one that the header uses where none is given.
    Delimited(Option<u8>),
    Json,
    Yaml,
}

/// What no answers are read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Foreign {
    /// A workbook of Excel before 2007, or one with a password.
    Compound,
    Pdf,
    Html,
}

/// The kind of a file by its ending; none where that says nothing.
pub(crate) fn by_ending(path: &Path) -> Option<Kind> {
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    Some(match ending.as_str() {
        "xlsx" | "xlsm" | "ods" => Kind::Workbook,
        "csv" | "txt" => Kind::Text(TextKind::Delimited(None)),
        "tsv" | "tab" => Kind::Text(TextKind::Delimited(Some(b'\t'))),
        "json" | "jsonl" | "ndjson" => Kind::Text(TextKind::Json),
        "yaml" | "yml" => Kind::Text(TextKind::Yaml),
        _ => return None,
    })
}

/// Whether a file is an archive, as workbooks are.
pub(crate) fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// What a file is that is neither text nor an archive, by the bytes it begins with.
pub(crate) fn foreign(bytes: &[u8]) -> Option<Foreign> {
    let beginnings =
        [(&b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"[..], Foreign::Compound), (b"%PDF-", Foreign::Pdf)];
    let found = beginnings.into_iter().find(|(beginning, _)| bytes.starts_with(beginning))?;
    Some(found.1)
}

/// The kind of a text whose ending says nothing, or something that it cannot be.
pub(crate) fn by_text(text: &str) -> TextKind {
    let start = text.trim_start();
    if start.starts_with(['{', '[']) {
        TextKind::Json
    } else if ["---\n", "---\r", "- "].iter().any(|yaml| start.starts_with(yaml)) {
        TextKind::Yaml
    } else {
        TextKind::Delimited(None)
    }
}

/// A table of HTML is what some sites call a spreadsheet.
pub(crate) fn is_html(text: &str) -> bool {
    let start: String = text.trim_start().chars().take(14).collect::<String>().to_ascii_lowercase();
    ["<!doctype html", "<html", "<table", "<meta", "<?xml"].iter().any(|tag| start.starts_with(tag))
}
