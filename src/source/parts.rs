//! The parts of a letter out of its filled-in front matter.

use std::collections::BTreeMap;
use std::path::Path;

use crate::diagnostic::{backquoted, did_you_mean};
use crate::model::{
    Enclosure, Inline, InsideAddress, Labels, Language, Letter, Letterhead, Part, Wording,
};
use crate::source::node::{Item, Node, Table};
use crate::source::read::Reader;
use crate::source::{Input, date, page};

/// Reads all parts but body, signatories and notes.
pub(crate) fn letter(
    reader: &mut Reader<'_>,
    table: &Table,
    input: &Input<'_>,
    language: &Language,
) -> Letter {
    let mut letter = Letter::new(language.clone());
    letter.draft.clone_from(&input.draft);
    letter.letterhead = letterhead(reader, table);
    letter.marking = reader.text(table, "marking");
    let notice = reader.paragraphs(table, "notice");
    if !input.without_notice {
        letter.notice = notice;
    }
    letter.title = reader.text(table, "title");
    letter.subtitle = reader.text(table, "subtitle");
    letter.dateline = dateline(reader, table, language);
    letter.references = reader.texts(table, "reference");
    letter.delivery = reader.text(table, "delivery");
    letter.inside_addresses = match input.addressee {
        Some(row) => of_row(row).into_iter().collect(),
        None => inside_addresses(reader, table),
    };
    letter.subject = reader.text(table, "subject");
    let salutation = reader.text(table, "salutation");
    let own = input.addressee.and_then(|row| row.get("salutation"));
    letter.salutation = own.filter(|own| !own.is_empty()).cloned().or(salutation);
    letter.complimentary_close = reader.text(table, "close");
    letter.contact = reader.paragraphs(table, "contact");
    letter.postscript = reader.paragraphs(table, "ps");
    letter.enclosures = enclosures(reader, table);
    letter.copies = reader.texts(table, "cc");
    letter.labels = labels(reader, table, language);
    if let Some(order) = order(reader, table) {
        letter.order = order;
    }
    if let Some(table) = reader.table(table, "page") {
        letter.page = page::settings(reader, table);
    }
    letter
}

fn letterhead(reader: &mut Reader<'_>, table: &Table) -> Option<Letterhead> {
    let table = reader.table(table, "letterhead")?;
    let name = reader.text(table, "name");
    let lines = split_lines(&reader.texts(table, "lines"));
    let mut logos = reader.named_pictures(table, "logo");
    if name.is_none() {
        // Where no name tells it, the logos alone say who writes.
        for logo in &mut logos {
            let stem = Path::new(&logo.name).file_stem().unwrap_or_default();
            logo.description = stem.to_string_lossy().replace(['-', '_'], " ");
        }
    }
    let says = name.is_some() || !lines.is_empty() || !logos.is_empty();
    says.then_some(Letterhead { name, lines, logos })
}

fn dateline(reader: &mut Reader<'_>, table: &Table, language: &Language) -> Option<String> {
    match table.get("date")?.item {
        Item::Date(date) => Some(date::in_words(date, language)),
        _ => reader.text(table, "date"),
    }
}

fn split_lines(texts: &[String]) -> Vec<String> {
    let lines = texts.iter().flat_map(|text| text.split('\n')).map(str::trim);
    lines.filter(|line| !line.is_empty()).map(ToOwned::to_owned).collect()
}

fn inside_addresses(reader: &mut Reader<'_>, table: &Table) -> Vec<InsideAddress> {
    if let (Some(_), Some(other)) = (table.get("addressee"), table.get("addressees")) {
        let message = "the letter has both `addressee` and `addressees`".to_owned();
        let help = "give all of them in `addressees`".to_owned();
        reader.error_with_help("wrong-value", message, &other.origin, help);
    }
    if let Some(node) = table.get("addressees") {
        let nodes = match &node.item {
            Item::List(nodes) => nodes.as_slice(),
            Item::Text(text) if text.is_empty() => return Vec::new(),
            _ => {
                reader.wrong(node, "addressees", "a list");
                return Vec::new();
            }
        };
        return nodes.iter().filter_map(|node| inside_address(reader, node)).collect();
    }
    let one = table.get("addressee").and_then(|node| inside_address(reader, node));
    one.into_iter().collect()
}

fn inside_address(reader: &mut Reader<'_>, node: &Node) -> Option<InsideAddress> {
    let Item::Table(table) = &node.item else {
        let lines = split_lines(&reader.strings(node, "addressee"));
        return (!lines.is_empty()).then_some(InsideAddress { lines, attention: None });
    };
    let mut lines = Vec::new();
    for key in ["name", "role", "organization"] {
        lines.extend(reader.text(table, key));
    }
    lines.extend(reader.texts(table, "lines"));
    let lines = split_lines(&lines);
    let attention = reader.text(table, "attention");
    reader.text(table, "email");
    if let (true, Some(_)) = (lines.is_empty(), &attention) {
        let message = "an addressee has an attention line, but no name".to_owned();
        reader.error("wrong-value", message, &node.origin);
    }
    (!lines.is_empty()).then_some(InsideAddress { lines, attention })
}

/// The inside address of a row of addressees.csv.
fn of_row(row: &BTreeMap<String, String>) -> Option<InsideAddress> {
    let mut numbered: Vec<(usize, &String)> = row
        .iter()
        .filter_map(|(column, cell)| Some((column.strip_prefix("line")?.parse().ok()?, cell)))
        .collect();
    numbered.sort_unstable();
    let named = ["name", "role", "organization"].iter().filter_map(|column| row.get(*column));
    let lines =
        named.chain(numbered.into_iter().map(|(_, cell)| cell)).cloned().collect::<Vec<_>>();
    let lines = split_lines(&lines);
    let attention = row.get("attention").filter(|attention| !attention.is_empty()).cloned();
    (!lines.is_empty()).then_some(InsideAddress { lines, attention })
}

fn enclosures(reader: &mut Reader<'_>, table: &Table) -> Vec<Enclosure> {
    let Some(node) = table.get("enclosures") else { return Vec::new() };
    let mut enclosures = Vec::new();
    for node in node.list() {
        let mut file = None;
        let title = match &node.item {
            Item::Table(table) => {
                file = reader.enclosed_file(table, "file");
                let Some(title) = table.get("title") else {
                    let message = "an enclosure has no `title`".to_owned();
                    reader.error("missing-key", message, &node.origin);
                    continue;
                };
                reader.inline(title, "title")
            }
            _ => reader.inline(node, "enclosures"),
        };
        if !title.is_empty() {
            enclosures.push(Enclosure { title: title.join(&Inline::LineBreak), file });
        }
    }
    enclosures
}

fn labels(reader: &mut Reader<'_>, table: &Table, language: &Language) -> Labels {
    let empty = Table::default();
    let own = reader.table(table, "labels").unwrap_or(&empty);
    let wording = Wording::of(language);
    let mut label = |key: &str, usual: &str| {
        let label = match own.get(key) {
            Some(node) => reader.string(node, key)?,
            None => usual.to_owned(),
        };
        (!label.is_empty()).then_some(label)
    };
    Labels {
        to: label("to", ""),
        attention: label("attention", wording.attention),
        subject: label("subject", wording.subject),
        enclosures: label("enclosures", wording.enclosures),
        copies: label("cc", wording.copies),
        postscript: label("ps", wording.postscript),
        notes: label("notes", ""),
    }
}

fn order(reader: &mut Reader<'_>, table: &Table) -> Option<Vec<Part>> {
    let node = table.get("order")?;
    let Item::List(nodes) = &node.item else {
        reader.wrong(node, "order", "a list of parts");
        return None;
    };
    let mut order = Vec::new();
    for node in nodes {
        let Some(name) = reader.string(node, "order") else { continue };
        match Part::ALL.iter().find(|(_, key)| *key == name) {
            Some((part, _)) if order.contains(part) => {
                let message = format!("`{name}` stands twice in `order`");
                reader.error("wrong-value", message, &node.origin);
            }
            Some((part, _)) => order.push(*part),
            None => {
                let keys = Part::ALL.map(|(_, key)| key);
                let help = did_you_mean(&name, keys)
                    .unwrap_or_else(|| format!("parts are {}", backquoted(keys)));
                let message = format!("a letter has no part `{name}`");
                reader.error_with_help("wrong-value", message, &node.origin, help);
            }
        }
    }
    (!nodes.is_empty()).then_some(order)
}
