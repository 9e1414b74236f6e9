//! Fills in the strings of front matter, each key after those that it mentions, and keeps what
//! templates see of the letter.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use minijinja::value::Value;

use crate::clock::Date;
use crate::diagnostic::Diagnostic;
use crate::model::{Kind, Language};
use crate::source::absent::{Addressee, NoAddressees};
use crate::source::assemble::OF_THE_DAY;
use crate::source::calls::Calls;
use crate::source::date::Printed;
use crate::source::node::{Entry, Item, Node, Table};
use crate::source::origin::Texts;
use crate::source::row_list::RowList;
use crate::source::rows::{Rows, count};
use crate::source::template::{Base, Templates};
use crate::source::template_error::Names;
use crate::source::{Input, Purpose};

/// What templates see.
pub(crate) struct Context {
    /// The front matter as filled in so far.
    letter: BTreeMap<String, Value>,
    vars: BTreeMap<String, Value>,
    others: BTreeMap<&'static str, Value>,
}

impl Context {
    /// What templates see before any front matter is filled in.
    pub(crate) fn new(
        input: &Input<'_>,
        rows: &Arc<Rows>,
        calls: &Calls,
        language: &Language,
    ) -> Self {
        let all = Kind::ALL.map(|(kind, _)| kind);
        let organizations = [Kind::Organization, Kind::Representative];
        let counts = Value::from_pairs(count(rows));
        let as_of = match input.as_of {
            Some(date) => Printed::value(date, language),
            None => Value::from(""),
        };
        let list = |kinds: &[Kind], calls| RowList::value(input.purpose, rows, kinds, calls);
        let mut others = BTreeMap::from([
            ("signatories", list(&all, Some(calls))),
            ("organizations", list(&organizations, None)),
            ("individuals", list(&[Kind::Individual], None)),
            ("count", counts),
            ("version", Value::from(input.version)),
            ("as_of", as_of),
            ("addressees", Value::from(Vec::<Value>::new())),
        ]);
        if let Some(row) = input.addressee {
            let fields = row.iter().map(|(column, cell)| (column.as_str(), cell.as_str()));
            let addressee = Value::from_pairs(fields);
            others.insert("addressees", Value::from(vec![addressee.clone()]));
            others.insert("addressee", addressee);
        }
        let tag = Value::from(language.as_str());
        let mut letter = BTreeMap::from([("language".to_owned(), tag)]);
        if input.purpose == Purpose::Canonical {
            others.insert("addressee", Addressee::value([]));
            others.insert("addressees", Value::from_object(NoAddressees));
            letter.extend(OF_THE_DAY.map(|key| (key.to_owned(), Value::from(""))));
        }
        Self { letter, vars: BTreeMap::new(), others }
    }

    /// The context of a template.
    pub(crate) fn value(&self) -> Value {
        let map = |values: &BTreeMap<String, Value>| {
            Value::from_pairs(values.iter().map(|(key, value)| (key.as_str(), value.clone())))
        };
        let own = [("letter", map(&self.letter)), ("vars", map(&self.vars))];
        let others = self.others.iter().map(|(key, value)| (*key, value.clone()));
        Value::from_pairs(own.into_iter().chain(others))
    }
}

/// The strings within these keys are inline Markdown.
const INLINE: [&str; 4] = ["notice", "contact", "ps", "enclosures"];

/// Fills in one letter's front matter.
pub(crate) struct Filling<'a> {
    pub(crate) purpose: Purpose,
    pub(crate) texts: &'a Texts,
    pub(crate) templates: &'a Templates,
    pub(crate) rows: &'a Rows,
    pub(crate) language: &'a Language,
    pub(crate) today: Date,
    /// Whether a row of addressees.csv stands in for the addressee of the front matter.
    pub(crate) addressed: bool,
    /// Whether the list tells the day that it is of.
    pub(crate) dated: bool,
    pub(crate) context: Context,
    pub(crate) problems: Vec<Diagnostic>,
}

impl Filling<'_> {
    /// Fills in all keys: in their order, but what a string mentions before the string.
    pub(crate) fn fill(&mut self, table: &mut Table) {
        let mut begun = BTreeSet::new();
        for key in ["date", "vars", "addressee", "addressees"] {
            self.fill_key(table, key, &mut begun);
        }
        let keys: Vec<String> = table.0.iter().map(|entry| entry.key.clone()).collect();
        for key in keys {
            self.fill_key(table, &key, &mut begun);
        }
    }

    fn fill_key(&mut self, table: &mut Table, key: &str, begun: &mut BTreeSet<String>) {
        let Some(at) = table.0.iter().position(|entry| entry.key == key) else { return };
        if !begun.insert(key.to_owned()) {
            return;
        }
        let mut node = table.0[at].node.clone();
        if self.addressed && matches!(key, "addressee" | "addressees") {
            return;
        }
        let others: Vec<String> = table.0.iter().map(|entry| entry.key.clone()).collect();
        for other in others.iter().filter(|other| mentions(&node, other)) {
            self.fill_key(table, other, begun);
        }
        if let (true, Item::Table(vars)) = (key == "vars", &mut node.item) {
            for Entry { key, node, .. } in &mut vars.0 {
                self.fill_node(node, &["vars"]);
                let value = self.value(node);
                self.context.vars.insert(key.clone(), value);
            }
        } else {
            self.fill_node(&mut node, &[key]);
        }
        if key == "date" {
            if matches!(&node.item, Item::Text(text) if text.trim() == "today") {
                node.item = Item::Date(self.today);
            }
            if !self.dated {
                let date = self.value(&node);
                self.context.others.insert("as_of", date);
            }
        }
        self.let_see(key, &node);
        table.0[at].node = node;
    }

    /// Lets the templates to come see a key.
    fn let_see(&mut self, key: &str, node: &Node) {
        let value = self.value(node);
        match key {
            "addressee" | "addressees" if matches!(&node.item, Item::Text(text) if text.is_empty()) =>
                {}
            "addressee" => {
                let addressee = self.addressee(node);
                self.context.others.insert("addressees", Value::from(vec![addressee.clone()]));
                self.context.others.insert("addressee", addressee);
            }
            "addressees" => {
                let addressees: Vec<Value> =
                    node.list().iter().map(|node| self.addressee(node)).collect();
                if let Some(first) = addressees.first() {
                    self.context.others.insert("addressee", first.clone());
                }
                self.context.others.insert("addressees", Value::from(addressees));
            }
            _ => {}
        }
        self.context.letter.insert(key.to_owned(), value);
    }

    /// An addressee in templates: its fields, or its lines alone.
    fn addressee(&self, node: &Node) -> Value {
        let fields = match &node.item {
            Item::Text(text) => {
                vec![("lines", text.lines().map(Value::from).collect::<Vec<_>>().into())]
            }
            Item::Table(table) => {
                let entries = table.0.iter();
                entries.map(|entry| (entry.key.as_str(), self.value(&entry.node))).collect()
            }
            _ => vec![("lines", self.value(node))],
        };
        match self.purpose {
            Purpose::Printed => Value::from_pairs(fields),
            Purpose::Canonical => Addressee::value(fields),
        }
    }

    fn fill_node(&mut self, node: &mut Node, path: &[&str]) {
        match &mut node.item {
            Item::Text(text) => {
                let base = Base::of_text(self.texts, &node.origin, text);
                let context = self.context.value();
                let names = Names { context: &context, rows: self.rows };
                let filled = if is_inline(path) {
                    self.templates.fill(text, base, names).map(|filled| filled.text)
                } else {
                    self.templates.fill_plain(text, base, names)
                };
                match filled {
                    Ok(filled) => *text = filled,
                    Err(problem) => {
                        self.problems.push(*problem);
                        text.clear();
                    }
                }
            }
            Item::List(nodes) => {
                for node in nodes {
                    self.fill_node(node, path);
                }
            }
            Item::Table(table) => {
                for Entry { key, node, .. } in &mut table.0 {
                    if path[0] != "vars" && key == "show" {
                        continue;
                    }
                    self.fill_node(node, &[path, &[key]].concat());
                }
            }
            Item::Integer(_) | Item::Float(_) | Item::Boolean(_) | Item::Date(_) => {}
        }
    }

    fn value(&self, node: &Node) -> Value {
        match &node.item {
            Item::Text(text) => Value::from(self.templates.values().restore(text)),
            Item::Integer(integer) => Value::from(*integer),
            Item::Float(float) => Value::from(*float),
            Item::Boolean(boolean) => Value::from(*boolean),
            Item::Date(date) => Printed::value(*date, self.language),
            Item::List(nodes) => {
                Value::from(nodes.iter().map(|node| self.value(node)).collect::<Vec<_>>())
            }
            Item::Table(table) => {
                let entries = table.0.iter();
                Value::from_pairs(
                    entries.map(|entry| (entry.key.as_str(), self.value(&entry.node))),
                )
            }
        }
    }
}

fn is_inline(path: &[&str]) -> bool {
    match path {
        [key, ..] if INLINE.contains(key) => true,
        ["signatories", .., key] => matches!(*key, "lead" | "note"),
        _ => false,
    }
}

/// Whether a string within a value speaks of another key.
fn mentions(node: &Node, key: &str) -> bool {
    match &node.item {
        Item::Text(text) => {
            let word = match key {
                "addressee" | "addressees" => "addressee",
                "vars" => "vars",
                "date" if text.contains("as_of") => "as_of",
                key => return text.contains('{') && text.contains(&format!("letter.{key}")),
            };
            text.contains('{') && text.contains(word)
        }
        Item::List(nodes) => nodes.iter().any(|node| mentions(node, key)),
        Item::Table(table) => table.0.iter().any(|entry| mentions(&entry.node, key)),
        Item::Integer(_) | Item::Float(_) | Item::Boolean(_) | Item::Date(_) => false,
    }
}
