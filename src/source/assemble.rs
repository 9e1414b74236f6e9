//! A letter out of its source, in order: front matter, template, Markdown, list.

use std::collections::BTreeMap;
use std::sync::Arc;

use minijinja::value::Value;

use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::model::{Language, Letter, Part};
use crate::source::body::{self, BodySource};
use crate::source::calls::Calls;
use crate::source::fill::{Context, Filling};
use crate::source::node::{Item, Node, Table};
use crate::source::origin::{Origin, Texts};
use crate::source::read::Reader;
use crate::source::rows::Rows;
use crate::source::template::Templates;
use crate::source::{Input, Purpose, SourceFile, front_matter, keys, normal, parts, usage};

/// A letter with what is known of its source.
#[derive(Debug)]
pub struct Assembled {
    /// The letter.
    pub letter: Letter,
    /// Where its parts stand.
    pub places: Places,
    /// What should be looked at, though a letter can be made.
    pub warnings: Vec<Diagnostic>,
    texts: Texts,
    context: Value,
}

impl Assembled {
    /// The files that its templates include, by the names that they include them by.
    pub fn included(&self) -> Vec<String> {
        self.texts.all_included()
    }

    /// Lets go of what mails and names of files are filled in with: of a long list it is much.
    pub fn let_go_of_context(&mut self) {
        self.context = Value::default();
    }

    /// What its templates saw.
    pub(crate) fn context(&self) -> &Value {
        &self.context
    }

    /// The addressees of its front matter, each by its keys, the mail address among them. Of one
    /// that has only lines, they are its `lines`.
    pub fn addressees(&self) -> Vec<BTreeMap<String, String>> {
        let addressees = self.context.get_attr("addressees").unwrap_or_default();
        let of_one = |addressee: Value| {
            let keys = addressee.try_iter().into_iter().flatten();
            let fields = keys.filter_map(|key| {
                let value = addressee.get_item(&key).ok()?;
                Some((key.to_string(), printed(&value)))
            });
            fields.collect()
        };
        addressees.try_iter().into_iter().flatten().map(of_one).collect()
    }

    /// Where words stand in the texts that the letter is made from: its own, else the letter that
    /// it translates, the settings, or a file that it includes.
    pub fn find(&self, words: &str) -> Option<Place> {
        self.texts.find(words)
    }
}

/// A text, or several as lines.
fn printed(value: &Value) -> String {
    if value.as_str().is_some() {
        return value.to_string();
    }
    let lines = value.try_iter().into_iter().flatten().map(|line| line.to_string());
    lines.collect::<Vec<_>>().join("\n")
}

/// Where the parts of a letter stand in its source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// The value of each key that is given, a translation's inherited ones among them: `subject`,
    /// `addressee.name`, `cc.0`.
    pub keys: BTreeMap<String, Place>,
    /// Each block of the body, in the order of `Letter::body`.
    pub blocks: Vec<Place>,
    /// Where the front matter begins, for what is missing in it.
    pub front_matter: Option<Place>,
    /// The variables under `vars` that no template names.
    pub unused_variables: Vec<String>,
    /// Conditions in the body on the list or the addressee.
    pub conditions: Vec<Place>,
}

/// Makes a letter of its source; all that is wrong with it, when it is wrong.
pub fn assemble(input: &Input<'_>) -> Result<Assembled, Vec<Diagnostic>> {
    if input.purpose == Purpose::Printed {
        return fill_in(input);
    }
    let form = |file: SourceFile<'_>| normal::form(file.text).into_owned();
    let (source, first) = (form(input.source), input.first.map(form));
    let settings = input.shared.as_ref().map(|(file, _)| form(*file));
    let mut normal = input.clone();
    normal.source.text = &source;
    if let (Some(file), Some(text)) = (&mut normal.first, &first) {
        file.text = text;
    }
    if let (Some((file, _)), Some(text)) = (&mut normal.shared, &settings) {
        file.text = text;
    }
    fill_in(&normal)
}

fn fill_in(input: &Input<'_>) -> Result<Assembled, Vec<Diagnostic>> {
    let texts = Texts::default();
    let front = front(input, &texts)?;
    let Front { mut table, own, body: start } = front;
    let language = language(input, &texts, &own, &table)?;
    let calls = Calls::default();
    let templates =
        Templates::new(input.purpose, &texts, &language, input.includes.clone(), &calls);
    let rows = Arc::new(Rows::new(input.rows, input.private_columns, &language));
    let mut filling = Filling {
        purpose: input.purpose,
        texts: &texts,
        templates: &templates,
        rows: &rows,
        language: &language,
        today: input.today,
        addressed: input.addressee.is_some(),
        dated: input.as_of.is_some() || input.purpose == Purpose::Canonical,
        context: Context::new(input, &rows, &calls, &language),
        problems: Vec::new(),
    };
    filling.fill(&mut table);
    let context = filling.context.value();
    let mut reader = Reader {
        texts: &texts,
        templates: &templates,
        pictures: input.pictures.as_ref(),
        problems: filling.problems,
    };
    let mut letter = parts::letter(&mut reader, &table, input, &language);
    let body = input.source.text.get(start..).unwrap_or_default();
    let list = list(&mut reader, &table);
    let source = BodySource {
        purpose: input.purpose,
        text: body,
        start,
        context: &context,
        rows: &rows,
        calls: &calls,
        list_pictures: input.list_pictures.as_ref(),
        list: list.as_ref(),
    };
    let (blocks, warnings) = body::add(&mut reader, &mut letter, &source);
    finish(&mut reader, &table, &letter, start);
    if !reader.problems.is_empty() {
        return Err(distinct(reader.problems));
    }
    let mut places = Places {
        blocks: blocks.iter().map(|origin| texts.place(origin)).collect(),
        front_matter: Some(texts.place(&Origin::default())),
        unused_variables: unused(&texts, &table),
        ..Places::default()
    };
    let conditions = usage::conditions(body).into_iter();
    places.conditions = conditions
        .map(|range| Origin { file: 0, range: start + range.start..start + range.end })
        .map(|origin| texts.place(&origin))
        .collect();
    note_places(&texts, &table, "", &mut places.keys);
    calls.end_body();
    Ok(Assembled { letter, places, warnings, texts, context })
}

/// What is the publisher's, and not of the text that is agreed to.
pub(crate) const OF_THE_DAY: [&str; 3] = ["date", "notice", "marking"];

/// Front matter, merged from all that a letter takes it from.
struct Front {
    /// What the letter has, inherited keys among it.
    table: Table,
    /// What its own file says.
    own: Table,
    /// Where the body begins.
    body: usize,
}

fn front(input: &Input<'_>, texts: &Texts) -> Result<Front, Vec<Diagnostic>> {
    let mut problems = Vec::new();
    let mut tables = Vec::new();
    let mut start = 0;
    for (at, file) in [Some(input.source), input.first].into_iter().flatten().enumerate() {
        match of_file(texts, file) {
            Ok((table, body)) => {
                tables.push(table);
                start = if at == 0 { body } else { start };
            }
            Err(found) => problems.extend(found),
        }
    }
    if let Some((file, _)) = &input.shared {
        match of_settings(texts, *file) {
            Ok(table) => tables.push(table),
            Err(found) => problems.extend(found),
        }
    }
    for table in &tables {
        problems.extend(keys::unknown_keys(texts, table));
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let mut tables = tables.into_iter();
    let own = tables.next().unwrap_or_default();
    let mut table = own.clone();
    table.0.retain(|entry| entry.key != "language");
    for mut inherited in tables {
        inherited.0.retain(|entry| entry.key != "language");
        table.inherit(&inherited);
    }
    if input.purpose == Purpose::Canonical {
        table.0.retain(|entry| !OF_THE_DAY.contains(&entry.key.as_str()));
    }
    Ok(Front { table, own, body: start })
}

/// The front matter of a file, and where its body begins.
pub(crate) fn of_file(
    texts: &Texts,
    file: SourceFile<'_>,
) -> Result<(Table, usize), Vec<Diagnostic>> {
    let index = texts.add(None, file.path, file.text);
    let parts = front_matter::split(file.path, file.text).map_err(|problem| vec![*problem])?;
    let table = front_matter::parse(texts, index, file.text, parts.head)?;
    Ok((table, parts.body))
}

/// `[letter]` of the settings.
fn of_settings(texts: &Texts, file: SourceFile<'_>) -> Result<Table, Vec<Diagnostic>> {
    let index = texts.add(None, file.path, file.text);
    let settings = front_matter::parse(texts, index, file.text, 0..file.text.len())?;
    Ok(match settings.get("letter") {
        Some(Node { item: Item::Table(table), .. }) => table.clone(),
        _ => Table::default(),
    })
}

/// The language of a letter: what its front matter says, else its file's name, else the settings.
fn language(
    input: &Input<'_>,
    texts: &Texts,
    own: &Table,
    table: &Table,
) -> Result<Language, Vec<Diagnostic>> {
    let shared = input.shared.as_ref().and_then(|(_, table)| table.get("language")?.as_str());
    let shared = shared.and_then(|tag| Language::parse(tag).ok());
    let usual = input.language.clone().or(shared).unwrap_or_default();
    let Some(node) = own.get("language") else { return Ok(usual) };
    let place = || texts.place(&node.origin);
    let tag = match &node.item {
        Item::Text(text) if text.contains('{') => {
            filled_language(input, texts, own, table, &usual)?
        }
        Item::Text(text) => text.clone(),
        item => {
            let message = format!("`language` must be a string, not {}", item.described());
            return Err(vec![Diagnostic::error("wrong-type", message).at(place())]);
        }
    };
    match tag.trim() {
        "" => Ok(usual),
        tag => Language::parse(tag)
            .map_err(|error| vec![Diagnostic::error("wrong-value", error.to_string()).at(place())]),
    }
}

/// The tag of a letter that makes it of its variables.
fn filled_language(
    input: &Input<'_>,
    texts: &Texts,
    own: &Table,
    table: &Table,
    usual: &Language,
) -> Result<String, Vec<Diagnostic>> {
    let calls = Calls::default();
    let templates = Templates::new(input.purpose, texts, usual, None, &calls);
    let rows = Arc::new(Rows::new(&Arc::default(), input.private_columns, usual));
    let mut filling = Filling {
        purpose: input.purpose,
        texts,
        templates: &templates,
        rows: &rows,
        language: usual,
        today: input.today,
        addressed: true,
        dated: true,
        context: Context::new(input, &rows, &calls, usual),
        problems: Vec::new(),
    };
    let vars = table.0.iter().filter(|entry| entry.key == "vars");
    let language = own.0.iter().filter(|entry| entry.key == "language");
    let mut alone = Table(vars.chain(language).cloned().collect());
    filling.fill(&mut alone);
    match alone.get("language").map(|node| &node.item) {
        Some(Item::Text(tag)) if filling.problems.is_empty() => Ok(tag.clone()),
        _ => Err(filling.problems),
    }
}

/// The settings of the list, unless it is not to be printed.
fn list(reader: &mut Reader<'_>, table: &Table) -> Option<Table> {
    let Some(node) = table.get("signatories") else { return Some(Table::default()) };
    match &node.item {
        Item::Table(table) => Some(table.clone()),
        Item::Boolean(false) => None,
        Item::Boolean(true) => Some(Table::default()),
        Item::Text(text) if text.is_empty() => Some(Table::default()),
        _ => {
            reader.wrong(node, "signatories", "a table, or `false`");
            None
        }
    }
}

/// What only the whole letter shows: that it is about something, and that `order` has its parts.
fn finish(reader: &mut Reader<'_>, table: &Table, letter: &Letter, body: usize) {
    let reported = reader.problems.iter().any(|problem| problem.severity == Severity::Error);
    if letter.document_title().is_none() && !reported {
        let message = "the letter has neither `subject` nor `title`".to_owned();
        let help = "write `subject = \"…\"` into the front matter".to_owned();
        let origin = Origin { file: 0, range: 0..body.min(3) };
        reader.error_with_help("missing-key", message, &origin, help);
    }
    let Some(node) = table.get("order") else { return };
    // A part that is misspelled in `order` is lacking for that reason alone.
    let names_unknown = node.list().iter().any(|node| match &node.item {
        Item::Text(name) => Part::ALL.iter().all(|(_, key)| *key != name.trim()),
        _ => true,
    });
    if names_unknown {
        return;
    }
    for (part, key) in Part::ALL {
        if letter.has(part) && !letter.body_places(part) && !letter.order.contains(&part) {
            let message = format!("the letter has `{key}`, but `order` lacks it");
            let help = format!("put `\"{key}\"` where it is to be printed");
            reader.error_with_help("incomplete-order", message, &node.origin, help);
        }
    }
}

/// Each problem once: a list that is placed several times finds its own several times.
fn distinct(problems: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut distinct: Vec<Diagnostic> = Vec::new();
    for problem in problems {
        if !distinct.contains(&problem) {
            distinct.push(problem);
        }
    }
    distinct
}

fn unused(texts: &Texts, table: &Table) -> Vec<String> {
    let Some(Node { item: Item::Table(vars), .. }) = table.get("vars") else { return Vec::new() };
    let all = texts.all();
    let names = vars.0.iter().map(|entry| &entry.key);
    let unused = names.filter(|name| !all.iter().any(|text| usage::uses_variable(text, name)));
    unused.cloned().collect()
}

fn note_places(texts: &Texts, table: &Table, path: &str, places: &mut BTreeMap<String, Place>) {
    for entry in &table.0 {
        note_place(texts, &entry.node, format!("{path}{}", entry.key), places);
    }
}

fn note_place(texts: &Texts, node: &Node, path: String, places: &mut BTreeMap<String, Place>) {
    match &node.item {
        Item::Table(table) => note_places(texts, table, &format!("{path}."), places),
        Item::List(nodes) => {
            for (index, node) in nodes.iter().enumerate() {
                note_place(texts, node, format!("{path}.{index}"), places);
            }
        }
        _ => {}
    }
    places.insert(path, texts.place(&node.origin));
}

#[cfg(test)]
mod tests;
