//! The head of a letter's source: TOML between `+++` lines, each key with its place.

use std::ops::Range;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::clock::Date;
use crate::diagnostic::{Diagnostic, Place};
use crate::source::node::{Entry, Item, Node, Table};
use crate::source::origin::{Origin, Texts};

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
    Diagnostic::error("front-matter", "the file has no front matter")
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
