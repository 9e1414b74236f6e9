//! The keys of front matter, and those that mean nothing.

use crate::diagnostic::{Diagnostic, backquoted, did_you_mean};
use crate::source::node::{Item, Node, Table};
use crate::source::origin::Texts;

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

/// The keys of `signatories`, which are arguments of `signatories()` too.
pub(crate) const LIST_KEYS: [&str; 14] = [
    "heading", "lead", "note", "layout", "fields", "heads", "show", "columns", "numbered",
    "group_by", "groups", "sort", "logos", "new_page",
];

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
