//! `signatories`: how the list is set, for the whole list and for each of its groups.

use crate::diagnostic::{backquoted, did_you_mean};
use crate::model::{Columns, Inline, Language, Layout, Paragraph, Wording};
use crate::source::node::{Entry, Item, Node, Table};
use crate::source::origin::Origin;
use crate::source::read::Reader;
use crate::source::rows::Rows;

/// Keys that a group does not take from its list.
const OF_THE_LIST: [&str; 7] =
    ["heading", "lead", "note", "group_by", "groups", "logos", "new_page"];

/// How the signatories of a group are numbered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Numbered {
    /// Not at all.
    #[default]
    No,
    /// On from the group before.
    Through,
    /// From 1.
    Anew,
}

/// What signatories are sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Sort {
    #[default]
    File,
    Name,
    Country,
    Group,
}

/// How one signatory is shown.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Form {
    /// As its kind is usually shown.
    Usual,
    /// These columns.
    Fields(Vec<String>),
    /// A pattern, with its place.
    Show(String, Origin),
}

/// How the signatories of a group are set.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct GroupSettings {
    pub(crate) heading: Option<String>,
    pub(crate) lead: Vec<Paragraph>,
    pub(crate) note: Vec<Paragraph>,
    pub(crate) layout: Layout,
    pub(crate) form: Form,
    /// The words over a table's columns, with their place.
    pub(crate) heads: Option<(Vec<String>, Origin)>,
    pub(crate) columns: Columns,
    pub(crate) numbered: Numbered,
    pub(crate) sort: Sort,
}

/// A group that the settings name.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NamedGroup {
    /// What its rows have in the column.
    pub(crate) is: String,
    /// Where it is named.
    pub(crate) origin: Origin,
    /// Its heading is absent when the value is to stand there, and empty when nothing is.
    pub(crate) settings: GroupSettings,
}

/// How a list is set.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ListSettings {
    /// Of the whole list, and of the groups that are not named.
    pub(crate) whole: GroupSettings,
    pub(crate) group_by: Option<String>,
    pub(crate) groups: Vec<NamedGroup>,
    pub(crate) logos: bool,
    pub(crate) new_page: bool,
}

/// Reads `signatories`.
pub(crate) fn read(
    reader: &mut Reader<'_>,
    table: &Table,
    rows: &Rows,
    language: &Language,
) -> ListSettings {
    let mut whole = group(reader, table, rows, language);
    whole.heading = whole.heading.filter(|heading| !heading.is_empty());
    let groups = table.get("groups").map_or_else(Vec::new, |node| {
        let Item::List(nodes) = &node.item else {
            reader.wrong(node, "groups", "a list");
            return Vec::new();
        };
        nodes.iter().filter_map(|node| named(reader, node, table, rows, language)).collect()
    });
    let group_by = reader.text(table, "group_by").and_then(|column| {
        let origin = table.get("group_by").map(|node| node.origin.clone()).unwrap_or_default();
        public(reader, &column, rows, &origin).then_some(column)
    });
    let by_default = table.get("groups").map(|_| "group".to_owned());
    ListSettings {
        whole,
        group_by: group_by.or(by_default),
        groups,
        logos: reader.boolean(table, "logos").unwrap_or(false),
        new_page: reader.boolean(table, "new_page").unwrap_or(false),
    }
}

fn named(
    reader: &mut Reader<'_>,
    node: &Node,
    whole: &Table,
    rows: &Rows,
    language: &Language,
) -> Option<NamedGroup> {
    let mut own = match &node.item {
        Item::Table(table) => table.clone(),
        _ => Table(vec![Entry {
            key: "is".to_owned(),
            origin: node.origin.clone(),
            node: Node {
                origin: node.origin.clone(),
                item: Item::Text(reader.string(node, "groups")?),
            },
        }]),
    };
    let Some(is) = own.get("is").cloned() else {
        let help = "say whom it holds: `{is = \"National\", heading = \"…\"}`".to_owned();
        let message = "a group says nothing about whom it holds".to_owned();
        reader.error_with_help("missing-key", message, &node.origin, help);
        return None;
    };
    for key in ["group_by", "groups", "logos", "new_page"] {
        if let Some(node) = own.get(key) {
            let message = format!("`{key}` is for the whole list, not for a group");
            reader.error("unknown-key", message, &node.origin);
        }
    }
    let inherited = whole.0.iter().filter(|entry| !OF_THE_LIST.contains(&entry.key.as_str()));
    own.inherit(&Table(inherited.cloned().collect()));
    Some(NamedGroup {
        is: reader.string(&is, "is")?,
        origin: is.origin,
        settings: group(reader, &own, rows, language),
    })
}

fn group(
    reader: &mut Reader<'_>,
    table: &Table,
    rows: &Rows,
    language: &Language,
) -> GroupSettings {
    let heading = table.get("heading").and_then(|node| reader.string(node, "heading"));
    let note = match table.get("note").map(|node| &node.item) {
        Some(Item::Text(text)) if text == "identification" => {
            let words = Wording::of(language).identification.to_owned();
            vec![vec![Inline::Text(words)]]
        }
        _ => reader.paragraphs(table, "note"),
    };
    GroupSettings {
        heading,
        lead: reader.paragraphs(table, "lead"),
        note,
        layout: layout(reader, table),
        form: form(reader, table, rows),
        heads: table.get("heads").map(|node| (reader.strings(node, "heads"), node.origin.clone())),
        columns: columns(reader, table),
        numbered: numbered(reader, table),
        sort: sort(reader, table),
    }
}

fn layout(reader: &mut Reader<'_>, table: &Table) -> Layout {
    let layouts = [
        ("list", Layout::List),
        ("table", Layout::Table),
        ("inline", Layout::Inline),
        ("lines", Layout::Lines),
    ];
    reader.choice(table, "layout", &layouts).unwrap_or_default()
}

fn form(reader: &mut Reader<'_>, table: &Table, rows: &Rows) -> Form {
    if let Some(node) = table.get("show")
        && let Some(pattern) = reader.string(node, "show")
        && !pattern.is_empty()
    {
        return Form::Show(pattern, node.origin.clone());
    }
    let Some(node) = table.get("fields") else { return Form::Usual };
    let names = reader.strings(node, "fields");
    let places: Vec<Origin> = match &node.item {
        Item::List(nodes) => nodes.iter().map(|node| node.origin.clone()).collect(),
        _ => vec![node.origin.clone()],
    };
    let mut fields = Vec::new();
    for (at, name) in names.into_iter().enumerate() {
        let origin = places.get(at).unwrap_or(&node.origin);
        if public(reader, &name, rows, origin) {
            fields.push(name);
        }
    }
    if fields.is_empty() { Form::Usual } else { Form::Fields(fields) }
}

/// Whether a column may be printed; reports one that may not, or is none.
fn public(reader: &mut Reader<'_>, column: &str, rows: &Rows, origin: &Origin) -> bool {
    if rows.columns().any(|known| known == column) {
        return true;
    }
    if rows.is_private(column) {
        let message = format!("the column `{column}` is private");
        let help = "only public columns can be printed".to_owned();
        reader.error_with_help("private-column", message, origin, help);
        return false;
    }
    let help = did_you_mean(column, rows.columns())
        .unwrap_or_else(|| format!("public columns are {}", backquoted(rows.columns())));
    let message = format!("the list has no column `{column}`");
    reader.error_with_help("unknown-column", message, origin, help);
    false
}

fn columns(reader: &mut Reader<'_>, table: &Table) -> Columns {
    /// More names cannot stand side by side.
    const MOST: i64 = 12;
    let Some(node) = table.get("columns") else { return Columns::Auto };
    match &node.item {
        Item::Integer(number) if (1..=MOST).contains(number) => {
            Columns::Count(usize::try_from(*number).unwrap_or(1))
        }
        Item::Text(text) if text == "auto" || text.is_empty() => Columns::Auto,
        _ => {
            let message = format!("`columns` must be a number from 1 to {MOST}, or `\"auto\"`");
            reader.error("wrong-value", message, &node.origin);
            Columns::Auto
        }
    }
}

fn numbered(reader: &mut Reader<'_>, table: &Table) -> Numbered {
    let Some(node) = table.get("numbered") else { return Numbered::No };
    match &node.item {
        Item::Boolean(true) => Numbered::Through,
        Item::Boolean(false) => Numbered::No,
        Item::Text(text) if text == "group" => Numbered::Anew,
        Item::Text(text) if text.is_empty() => Numbered::No,
        _ => {
            let message = "`numbered` must be `true`, `false` or `\"group\"`".to_owned();
            reader.error("wrong-value", message, &node.origin);
            Numbered::No
        }
    }
}

fn sort(reader: &mut Reader<'_>, table: &Table) -> Sort {
    let sorts = [
        ("file", Sort::File),
        ("name", Sort::Name),
        ("country", Sort::Country),
        ("group", Sort::Group),
    ];
    reader.choice(table, "sort", &sorts).unwrap_or_default()
}
