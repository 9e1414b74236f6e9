//! The head of a letter's source: TOML between `+++` lines, each key with its place.

use std::ops::Range;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::clock::Date;
use crate::diagnostic::{Diagnostic, Place, backquoted, did_you_mean};
use crate::source::list_settings::LIST_KEYS;
use crate::source::node::{Entry, Item, Node, Table};
use crate::source::origin::{Origin, Texts};

/// The keys of a letter.
pub(crate) const KEYS: [&str; 23] = [
    "title",
    "subtitle",
    "notice",
    "marking",
    "date",
    "reference",
    "language",
    "letterhead",
    "delivery",
    "addressee",
    "addressees",
    "subject",
    "salutation",
    "close",
    "signatories",
    "contact",
    "enclosures",
    "cc",
    "ps",
    "labels",
    "order",
    "page",
    "vars",
];

const LETTERHEAD_KEYS: [&str; 3] = ["name", "lines", "logo"];
const ADDRESSEE_KEYS: [&str; 6] = ["name", "role", "organization", "lines", "attention", "email"];
const LABEL_KEYS: [&str; 7] = ["to", "attention", "subject", "enclosures", "cc", "ps", "notes"];
const PAGE_KEYS: [&str; 9] =
    ["style", "paper", "margins", "font", "size", "justify", "notes", "window", "fold_marks"];
const MARGIN_KEYS: [&str; 4] = ["top", "right", "bottom", "left"];
const ENCLOSURE_KEYS: [&str; 2] = ["title", "file"];

/// The parts of a source, as bytes of it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Parts {
    /// The TOML between the `+++` lines.
    pub(crate) head: Range<usize>,
    /// Where the body begins.
    pub(crate) body: usize,
}

/// Finds the front matter of a source; a byte-order mark, empty lines before it and CRLF do no
/// harm.
pub(crate) fn split(path: &Path, text: &str) -> Result<Parts, Box<Diagnostic>> {
    let mut offset = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    let mut head = None;
    for line in text[offset..].split_inclusive('\n') {
        let start = offset;
        offset += line.len();
        match (head, line.trim_end()) {
            (None, "") => {}
            (None, "+++") => head = Some((start, offset)),
            (None, found) => return Err(Box::new(missing(path, text, start..start + found.len()))),
            (Some((_, head)), "+++") => return Ok(Parts { head: head..start, body: offset }),
            (Some(_), _) => {}
        }
    }
    let Some((opening, _)) = head else { return Err(Box::new(missing(path, text, 0..0))) };
    let problem = Diagnostic::error("front-matter", "the front matter is not closed")
        .at(Place::new(path, text, opening..opening + 3))
        .help("write `+++` on a line of its own between it and the letter's body");
    Err(Box::new(problem))
}

fn missing(path: &Path, text: &str, found: Range<usize>) -> Diagnostic {
    let place = Place::new(path, text, found.clone());
    if text.get(found) == Some("---") {
        return Diagnostic::error("front-matter", "front matter stands between `+++` lines")
            .at(place)
            .help("write `+++` instead of `---`, above and below it")
            .help("it is TOML: write `subject = \"…\"` instead of `subject: …`");
    }
    Diagnostic::error("front-matter", "the letter has no front matter")
        .at(place)
        .help("begin the file with a line `+++`, a line such as `subject = \"…\"`, and `+++` again")
}

/// Reads TOML out of `range` of a text, which is `file` in `texts`.
pub(crate) fn parse(
    texts: &Texts,
    file: usize,
    text: &str,
    range: Range<usize>,
) -> Result<Table, Vec<Diagnostic>> {
    let start = range.start;
    let (table, errors) = DeTable::parse_recoverable(text.get(range).unwrap_or_default());
    if errors.is_empty() {
        return Ok(Toml { file, start }.table(table.get_ref()));
    }
    let mut errors: Vec<_> =
        errors.iter().map(|error| (error.span().unwrap_or_default(), error)).collect();
    errors.sort_by_key(|(span, _)| span.start);
    Err(errors
        .into_iter()
        .map(|(span, error)| {
            let origin = Origin { file, range: start + span.start..start + span.end };
            let message = error.message().lines().collect::<Vec<_>>().join("; ");
            Diagnostic::error("toml", message).at(texts.place(&origin))
        })
        .collect())
}

/// Where the TOML stands that is turned into nodes.
struct Toml {
    file: usize,
    start: usize,
}

impl Toml {
    fn origin(&self, span: Range<usize>) -> Origin {
        Origin { file: self.file, range: self.start + span.start..self.start + span.end }
    }

    fn table(&self, table: &DeTable<'_>) -> Table {
        let mut entries: Vec<Entry> = table
            .iter()
            .map(|(key, value)| Entry {
                key: key.get_ref().to_string(),
                origin: self.origin(key.span()),
                node: self.node(value),
            })
            .collect();
        entries.sort_by_key(|entry| entry.origin.range.start);
        Table(entries)
    }

    fn node(&self, value: &Spanned<DeValue<'_>>) -> Node {
        let item = match value.get_ref() {
            DeValue::String(text) => Item::Text(text.replace("\r\n", "\n")),
            DeValue::Integer(integer) => {
                match i64::from_str_radix(integer.as_str(), integer.radix()) {
                    Ok(integer) => Item::Integer(integer),
                    Err(_) => Item::Text(integer.as_str().to_owned()),
                }
            }
            DeValue::Float(float) => float
                .as_str()
                .parse()
                .map_or_else(|_| Item::Text(float.as_str().to_owned()), Item::Float),
            DeValue::Boolean(boolean) => Item::Boolean(*boolean),
            DeValue::Datetime(datetime) => {
                day(*datetime).map_or_else(|| Item::Text(datetime.to_string()), Item::Date)
            }
            DeValue::Array(values) => {
                Item::List(values.iter().map(|value| self.node(value)).collect())
            }
            DeValue::Table(table) => Item::Table(self.table(table)),
        };
        Node { origin: self.origin(value.span()), item }
    }
}

/// A date without a time.
fn day(datetime: toml::value::Datetime) -> Option<Date> {
    let date = datetime.date.filter(|_| datetime.time.is_none())?;
    let (year, month, day) = (date.year, date.month, date.day);
    Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()
}

/// The keys that may stand in the table at this path; `None` where any may.
fn known(path: &[&str]) -> Option<Vec<&'static str>> {
    Some(match path {
        [] => KEYS.to_vec(),
        ["letterhead"] => LETTERHEAD_KEYS.to_vec(),
        ["addressee" | "addressees"] => ADDRESSEE_KEYS.to_vec(),
        ["labels"] => LABEL_KEYS.to_vec(),
        ["page"] => PAGE_KEYS.to_vec(),
        ["page", "margins"] => MARGIN_KEYS.to_vec(),
        ["enclosures"] => ENCLOSURE_KEYS.to_vec(),
        ["signatories"] => LIST_KEYS.to_vec(),
        ["signatories", "groups"] => [&["is"], &LIST_KEYS[..]].concat(),
        _ => return None,
    })
}

/// Every key that means nothing, at its place.
pub(crate) fn unknown_keys(texts: &Texts, table: &Table) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    look_for_unknown(texts, table, &mut Vec::new(), &mut problems);
    problems
}

fn look_for_unknown<'a>(
    texts: &Texts,
    table: &'a Table,
    path: &mut Vec<&'a str>,
    problems: &mut Vec<Diagnostic>,
) {
    let Some(known) = known(path) else { return };
    for entry in &table.0 {
        let key = entry.key.as_str();
        if known.contains(&key) {
            path.push(key);
            for table in tables(&entry.node) {
                look_for_unknown(texts, table, path, problems);
            }
            path.pop();
            continue;
        }
        let within = match path.last() {
            Some(table) => format!(" in `{table}`"),
            None => String::new(),
        };
        let mut problem = Diagnostic::error("unknown-key", format!("unknown key `{key}`{within}"))
            .at(texts.place(&entry.origin));
        if !path.is_empty() && KEYS.contains(&key) {
            problem = problem.help(format!(
                "`{key}` is a key of the letter: it stands above the first line in brackets"
            ));
        } else {
            problem = problem.help(
                did_you_mean(key, known.iter().copied())
                    .unwrap_or_else(|| format!("known are {}", backquoted(known.iter().copied()))),
            );
        }
        problems.push(problem);
    }
}

/// The tables that a value is, or is a list of.
fn tables(node: &Node) -> Vec<&Table> {
    match &node.item {
        Item::Table(table) => vec![table],
        Item::List(nodes) => nodes.iter().flat_map(tables).collect(),
        _ => Vec::new(),
    }
}
