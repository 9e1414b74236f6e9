//! The body of a letter: filled in, read as Markdown, and the lists that it places.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use minijinja::value::{Value, ValueKind};

use crate::diagnostic::Diagnostic;
use crate::model::{Block, Letter};
use crate::picture::Pictures;
use crate::source::Purpose;
use crate::source::calls::{Calls, ListCall};
use crate::source::list_settings;
use crate::source::markdown::{self, Placed, placed};
use crate::source::node::{Entry, Item, Node, Table};
use crate::source::origin::Origin;
use crate::source::read::{Reader, of_markdown, picture};
use crate::source::rows::Rows;
use crate::source::signatory_list::{Lists, Printed};
use crate::source::sort::Collation;
use crate::source::template::{Base, Filled};
use crate::source::template_error::Names;

/// What the body is filled in with.
pub(crate) struct BodySource<'a> {
    pub(crate) purpose: Purpose,
    pub(crate) text: &'a str,
    /// Where the body begins in the letter's own file.
    pub(crate) start: usize,
    pub(crate) context: &'a Value,
    pub(crate) rows: &'a Arc<Rows>,
    pub(crate) calls: &'a Calls,
    /// The pictures that the list may name, and its file.
    pub(crate) list_pictures: Option<&'a (Pictures, PathBuf)>,
    /// The settings of the list, unless it is not to be printed.
    pub(crate) list: Option<&'a Table>,
}

/// Adds body, notes and lists to a letter; returns where each block of the body stands, and
/// warnings.
pub(crate) fn add(
    reader: &mut Reader<'_>,
    letter: &mut Letter,
    source: &BodySource<'_>,
) -> (Vec<Origin>, Vec<Diagnostic>) {
    // A close that could not be filled in is reported already.
    let has_close = letter.complimentary_close.is_some() || !reader.problems.is_empty();
    source.calls.begin_body(has_close, source.list.is_some());
    let whole = Origin { file: 0, range: source.start..source.start + source.text.len() };
    let base = Base { origin: whole, start: Some(source.start) };
    let names = Names { context: source.context, rows: source.rows };
    let mut origins = Vec::new();
    let mut filled_in = None;
    match reader.templates.fill(source.text, base, names) {
        Ok(filled) => {
            if let Some(found) = blocks(reader, letter, &filled) {
                origins = found;
                filled_in = Some(filled);
            }
        }
        Err(problem) => reader.problems.push(*problem),
    }
    let Some(table) = source.list else { return (origins, Vec::new()) };
    if source.purpose == Purpose::Canonical {
        // Nobody is on the list, whatever columns and groups its settings speak of.
        let printed = source.calls.lists().iter().map(|_| Printed::default()).collect();
        keep_filled(letter, printed, &mut origins);
        return (origins, Vec::new());
    }
    let lists = Lists {
        rows: source.rows,
        language: &letter.language.clone(),
        collation: Collation::new(&letter.language),
        pictures: source.list_pictures,
    };
    let settings = list_settings::read(reader, table, source.rows, &letter.language);
    let mut printed = Vec::new();
    let mut last = Origin::default();
    let calls = source.calls.lists();
    if calls.is_empty() {
        printed.push(lists.print(reader, &settings, &ListCall::default()));
    } else if let Some(filled) = filled_in {
        for (index, call) in calls.iter().enumerate() {
            if !letter.body.contains(&Block::Signatories(index)) {
                // What `{% set %}` caught and nothing printed.
                printed.push(Printed::default());
                continue;
            }
            last = call_origin(reader, &filled, index);
            let mut own = overrides(call, &last);
            own.inherit(table);
            let own = list_settings::read(reader, &own, source.rows, &letter.language);
            printed.push(lists.print(reader, &own, call));
        }
        let column = settings.group_by.as_deref().unwrap_or("group");
        lists.report_unplaced(reader, &printed, column, &last);
    }
    let warnings = lists.warn_of_empty_groups(reader, &settings);
    count_anonymous(&lists, &mut printed);
    keep_filled(letter, printed, &mut origins);
    (origins, warnings)
}

/// Reads the filled-in text as Markdown into the letter; returns where each block stands, when it
/// can be read.
pub(crate) fn blocks(
    reader: &mut Reader<'_>,
    letter: &mut Letter,
    filled: &Filled,
) -> Option<Vec<Origin>> {
    let values = reader.templates.values();
    let mut found = Vec::new();
    let mut find = |name: &str, range: Range<usize>| {
        let place = reader.texts.place(&filled.origin(reader.texts, &range));
        picture(reader.pictures, name, place).map_err(|problem| found.push(*problem)).ok()
    };
    let body = markdown::body(&filled.text, &values, &letter.language, &mut find);
    drop(values);
    reader.problems.extend(found);
    match body {
        Ok(body) => {
            letter.body = body.blocks;
            letter.notes = body.notes;
            let ranges = body.ranges.iter();
            Some(ranges.map(|range| filled.origin(reader.texts, range)).collect())
        }
        Err(problems) => {
            for problem in problems {
                let origin = filled.origin(reader.texts, &problem.range);
                let place = reader.texts.place(&origin);
                reader.problems.push(of_markdown(problem, place));
            }
            None
        }
    }
}

/// Where the call stands that placed the list with this index.
fn call_origin(reader: &Reader<'_>, filled: &Filled, index: usize) -> Origin {
    let mark = placed(&Placed::Signatories(index));
    let at = filled.text.find(&mark).unwrap_or_default();
    filled.origin(reader.texts, &(at..at + mark.len()))
}

/// The arguments of a call as keys of the list.
fn overrides(call: &ListCall, origin: &Origin) -> Table {
    let entry = |(key, value): &(String, Value)| Entry {
        key: key.clone(),
        origin: origin.clone(),
        node: node(value, origin),
    };
    Table(call.settings.iter().map(entry).collect())
}

fn node(value: &Value, origin: &Origin) -> Node {
    let items = || value.try_iter().into_iter().flatten();
    let item = match value.kind() {
        ValueKind::Bool => Item::Boolean(value.is_true()),
        ValueKind::Number if value.is_integer() => {
            Item::Integer(i64::try_from(value.clone()).unwrap_or(i64::MAX))
        }
        ValueKind::Number => Item::Float(f64::try_from(value.clone()).unwrap_or(f64::MAX)),
        ValueKind::Seq | ValueKind::Iterable => {
            Item::List(items().map(|value| node(&value, origin)).collect())
        }
        ValueKind::Map => Item::Table(Table(
            items()
                .map(|key| Entry {
                    key: key.to_string(),
                    origin: origin.clone(),
                    node: node(&value.get_item(&key).unwrap_or_default(), origin),
                })
                .collect(),
        )),
        _ => Item::Text(value.to_string()),
    };
    Node { origin: origin.clone(), item }
}

/// Puts the line for the anonymous into the lists; those that no list counts go to the last.
fn count_anonymous(lists: &Lists<'_>, printed: &mut [Printed]) {
    let counted: BTreeSet<usize> =
        printed.iter().flat_map(|printed| printed.anonymous.iter().copied()).collect();
    let anonymous = (0..lists.rows.len()).filter(|index| lists.rows.row(*index).anonymous);
    let left: Vec<usize> = anonymous.filter(|index| !counted.contains(index)).collect();
    if let Some(last) = printed.last_mut() {
        last.anonymous.extend(left);
    }
    for printed in printed {
        printed.list.anonymous = lists.count_anonymous(printed.anonymous.len());
    }
}

/// Gives the letter the lists that hold somebody: over nobody there is no heading.
fn keep_filled(letter: &mut Letter, printed: Vec<Printed>, origins: &mut Vec<Origin>) {
    let mut kept = Vec::new();
    for printed in printed {
        let filled = !printed.list.groups.is_empty() || printed.list.anonymous.is_some();
        kept.push(filled.then_some(letter.signatories.len()));
        if filled {
            letter.signatories.push(printed.list);
        }
    }
    let mut at = 0;
    letter.body.retain_mut(|block| {
        let keep = match block {
            Block::Signatories(index) => match kept.get(*index).copied().flatten() {
                Some(new) => {
                    *index = new;
                    true
                }
                None => false,
            },
            _ => true,
        };
        if keep {
            at += 1;
        } else if at < origins.len() {
            origins.remove(at);
        }
        keep
    });
}
