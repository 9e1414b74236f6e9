//! A value of front matter with the place that it stands at, whatever file it came from.

use crate::clock::Date;
use crate::source::origin::Origin;

/// A value and its place.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Node {
    pub(crate) origin: Origin,
    pub(crate) item: Item,
}

/// A value of TOML.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Item {
    Text(String),
    Integer(i64),
    Float(f64),
    Boolean(bool),
    Date(Date),
    List(Vec<Node>),
    Table(Table),
}

/// Keys with their values, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Table(pub(crate) Vec<Entry>);

/// A key with its value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Entry {
    pub(crate) key: String,
    /// Where the key stands.
    pub(crate) origin: Origin,
    pub(crate) node: Node,
}

/// Keys of which a table that gives one does not inherit the other.
const RIVALS: [[&str; 2]; 2] = [["addressee", "addressees"], ["fields", "show"]];

impl Table {
    /// The value of a key.
    pub(crate) fn get(&self, key: &str) -> Option<&Node> {
        self.0.iter().find(|entry| entry.key == key).map(|entry| &entry.node)
    }

    /// Takes from `base` what this table lacks: key by key in tables, lists as a whole.
    pub(crate) fn inherit(&mut self, base: &Self) {
        for inherited in &base.0 {
            let rival =
                RIVALS.iter().filter(|pair| pair.contains(&inherited.key.as_str())).any(|pair| {
                    pair.iter().any(|key| *key != inherited.key && self.get(key).is_some())
                });
            match self.0.iter_mut().find(|entry| entry.key == inherited.key) {
                Some(Entry { node: Node { item: Item::Table(own), .. }, .. }) => {
                    if let Item::Table(table) = &inherited.node.item {
                        own.inherit(table);
                    }
                }
                Some(_) => {}
                None if rival => {}
                None => self.0.push(inherited.clone()),
            }
        }
    }
}

impl Node {
    /// The values of a list; any other value as a list of one.
    pub(crate) fn list(&self) -> &[Self] {
        match &self.item {
            Item::List(nodes) => nodes,
            _ => std::slice::from_ref(self),
        }
    }
}

impl Item {
    /// What it is, for an error: `a string`.
    pub(crate) fn described(&self) -> &'static str {
        match self {
            Self::Text(_) => "a string",
            Self::Integer(_) | Self::Float(_) => "a number",
            Self::Boolean(_) => "a truth value",
            Self::Date(_) => "a date",
            Self::List(_) => "a list",
            Self::Table(_) => "a table",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(keys: &[(&str, Item)]) -> Table {
        let entry = |(key, item): &(&str, Item)| Entry {
            key: (*key).to_owned(),
            origin: Origin::default(),
            node: Node { origin: Origin::default(), item: item.clone() },
        };
        Table(keys.iter().map(entry).collect())
    }

    #[test]
    fn a_table_inherits_key_by_key_and_a_list_is_replaced() {
        let list = |number| {
            Item::List(vec![Node { origin: Origin::default(), item: Item::Integer(number) }])
        };
        let mut own = table(&[
            ("cc", list(1)),
            ("labels", Item::Table(table(&[("cc", Item::Text("Kopie:".into()))]))),
        ]);
        own.inherit(&table(&[
            ("cc", list(2)),
            (
                "labels",
                Item::Table(table(&[
                    ("cc", Item::Text("cc:".into())),
                    ("ps", Item::Text("P.S.".into())),
                ])),
            ),
        ]));
        assert_eq!(own.get("cc").map(|node| &node.item), Some(&list(1)));
        let Some(Item::Table(labels)) = own.get("labels").map(|node| &node.item) else {
            panic!("labels are a table")
        };
        assert_eq!(labels.0.len(), 2);
        assert_eq!(labels.get("cc").map(|node| &node.item), Some(&Item::Text("Kopie:".into())));
    }

    #[test]
    fn one_addressee_is_not_inherited_beside_several() {
        let mut own = table(&[("addressees", Item::List(Vec::new()))]);
        own.inherit(&table(&[("addressee", Item::Text("The Ministry".into()))]));
        assert_eq!(own.get("addressee"), None);
    }
}
