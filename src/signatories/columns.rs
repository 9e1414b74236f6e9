//! The columns of the list: their names, the synonyms read for them, and what is public.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, Place, nearest};
use crate::signatories::known_codes;
use crate::table::{Excerpt, Table};

/// Who may see the values of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Publicity {
    /// Anyone who reads the letter.
    Public,
    /// The keepers of the list and its history; others when the settings publish it.
    Record,
    /// The keepers of the list alone, unless the settings publish it.
    Private,
    /// The keepers of the list alone.
    Never,
}

/// The columns that have a meaning, in the order in which missing ones are added.
const KNOWN: [(&str, Publicity); 23] = [
    ("id", Publicity::Public),
    ("name", Publicity::Public),
    ("abbreviation", Publicity::Public),
    ("sort_name", Publicity::Public),
    ("kind", Publicity::Public),
    ("role", Publicity::Public),
    ("affiliation", Publicity::Public),
    ("country", Publicity::Public),
    ("group", Publicity::Public),
    ("url", Publicity::Public),
    ("logo", Publicity::Public),
    ("signature", Publicity::Public),
    ("language", Publicity::Public),
    ("listed", Publicity::Record),
    ("status", Publicity::Record),
    ("signed_version", Publicity::Record),
    ("signed_on", Publicity::Record),
    ("signed_by", Publicity::Private),
    ("via", Publicity::Private),
    ("evidence", Publicity::Private),
    ("contact", Publicity::Never),
    ("email", Publicity::Never),
    ("note", Publicity::Never),
];

/// Columns whose form in a translation can stand in one of their own: `name_ko`.
const TRANSLATED: [&str; 8] =
    ["name", "abbreviation", "sort_name", "role", "affiliation", "country", "group", "url"];

/// Who may see a column, by its name in lower case.
pub(crate) fn publicity(column: &str) -> Publicity {
    match KNOWN.iter().find(|(known, _)| *known == column) {
        Some((_, publicity)) => *publicity,
        None if is_translation(column) => Publicity::Public,
        None => Publicity::Private,
    }
}

/// Whether the keepers of the list see a column without asking.
pub fn is_recorded(column: &str) -> bool {
    matches!(publicity(column), Publicity::Public | Publicity::Record)
}

fn is_translation(column: &str) -> bool {
    translation(column).is_some()
}

/// The column that another is a translation of, and the language as it is written: `name` and `ko`
/// of `name_ko`.
pub fn translation(column: &str) -> Option<(&'static str, &str)> {
    let base = TRANSLATED.into_iter().find(|base| column != *base && is_form_of(column, base))?;
    Some((base, &column[base.len() + 1..]))
}

/// Whether a column is another or its form in a translation, `name_ko`. Only the codes of real
/// languages count, so that `name_of_donor` stays private.
pub(crate) fn is_form_of(column: &str, base: &str) -> bool {
    let Some(rest) = column.strip_prefix(base) else { return false };
    let is_language = |tag: &str| known_codes::is_language(&tag.replace('_', "-"));
    rest.is_empty() || rest.strip_prefix('_').is_some_and(is_language)
}

/// Whether a column is one of the list's own kind, not its author's.
pub(crate) fn has_meaning(column: &str) -> bool {
    order(column) < KNOWN.len() || is_translation(column)
}

/// Where a column stands when it has to be added: known ones by their order, others after them.
pub(crate) fn order(column: &str) -> usize {
    KNOWN.iter().position(|(known, _)| *known == column).unwrap_or(KNOWN.len())
}

/// The name of the column that a header stands for, in lower case. `has_name` tells whether a
/// column is called `name`.
pub(crate) fn canonical(header: &str, has_name: bool) -> String {
    let header = header.trim().to_lowercase();
    let name = match header.as_str() {
        "acronym" | "abbr" => "abbreviation",
        "e-mail" => "email",
        "title" | "position" => "role",
        "website" => "url",
        "organization" | "organisation" if has_name => "affiliation",
        "organization" | "organisation" => "name",
        _ => return header,
    };
    name.to_owned()
}

/// Whether the cells under a header may be quoted in an error.
pub(crate) fn excerpt(header: &str) -> Excerpt {
    match publicity(&canonical(header, false)) {
        Publicity::Public | Publicity::Record => Excerpt::Cell,
        Publicity::Private | Publicity::Never => Excerpt::Nothing,
    }
}

/// The columns that are asked for of every row.
const FREQUENT: [&str; 8] =
    ["id", "name", "abbreviation", "kind", "role", "affiliation", "status", "listed"];

/// The columns of a list by name.
#[derive(Clone, Debug)]
pub(crate) struct Columns {
    names: Vec<String>,
    numbers: BTreeMap<String, usize>,
    /// Those of `FREQUENT`, which a long list has no time to look up.
    frequent: [Option<usize>; FREQUENT.len()],
}

impl Columns {
    pub(crate) fn of(table: &Table) -> Result<Self, Vec<Diagnostic>> {
        let has_name = table.headers().any(|header| header.to_lowercase() == "name");
        let mut columns =
            Self { names: Vec::new(), numbers: BTreeMap::new(), frequent: [None; FREQUENT.len()] };
        let mut problems = Vec::new();
        for (number, header) in table.headers().enumerate() {
            let name = canonical(header, has_name);
            columns.names.push(name.clone());
            if name.is_empty() {
                continue;
            }
            if let Some(other) = columns.numbers.insert(name.clone(), number) {
                let other = table.headers().nth(other).unwrap_or_default();
                // The table has told of names that are the same.
                if other.to_lowercase() == header.to_lowercase() {
                    continue;
                }
                let message = format!("columns `{other}` and `{header}` both mean `{name}`");
                problems.push(
                    Diagnostic::error("duplicate-column", message)
                        .at(table.header_place(number))
                        .help("give one of them another name, or take it out"),
                );
            }
        }
        if !columns.numbers.contains_key("name") {
            problems.push(missing_name(table));
        }
        columns.find_frequent();
        if problems.is_empty() { Ok(columns) } else { Err(problems) }
    }

    fn find_frequent(&mut self) {
        self.frequent = FREQUENT.map(|name| self.numbers.get(name).copied());
    }

    #[inline]
    pub(crate) fn number(&self, name: &str) -> Option<usize> {
        match FREQUENT.iter().position(|frequent| *frequent == name) {
            Some(place) => self.frequent[place],
            None => self.numbers.get(name).copied(),
        }
    }

    /// The names in the order of the file; a column without a header has an empty one.
    pub(crate) fn names(&self) -> impl Iterator<Item = (usize, &str)> {
        self.names.iter().map(String::as_str).enumerate()
    }

    pub(crate) fn push(&mut self, name: &str) {
        self.numbers.insert(name.to_owned(), self.names.len());
        self.names.push(name.to_owned());
        self.find_frequent();
    }
}

/// Whether the first row names columns. One that names none that are known is most likely a row of
/// a list that lost its header, and its cells may be private.
pub(crate) fn has_header(table: &Table) -> bool {
    let is_known = |header: &str| has_meaning(&canonical(header, false));
    table.headers().count() == 1
        || table.headers().any(is_known)
        || nearest("name", table.headers()).is_some()
}

fn missing_name(table: &Table) -> Diagnostic {
    let missing = Diagnostic::error("missing-column", "no column is called `name`");
    if !has_header(table) {
        let place = Place { excerpt: String::new(), span: 0..0, ..table.header_place(0) };
        return missing
            .at(place)
            .help("the first row has to name the columns, that of the signatories `name`");
    }
    let missing = missing.at(table.header_place(0));
    match nearest("name", table.headers()) {
        Some(near) => missing.help(format!("is it `{near}`? call that `name`")),
        None => missing.help("call the column of the signatories' names `name`"),
    }
}

/// The columns that may stand in what is made for the public: those that are public by themselves,
/// and those that the settings publish.
#[derive(Clone, Debug, Default)]
pub struct Published(BTreeSet<String>);

impl Published {
    /// Takes the names that `[signatories] public` of the settings lists, each with its place. Who
    /// is written to is never published.
    pub fn new<'a>(
        public: impl IntoIterator<Item = (&'a str, Option<Place>)>,
    ) -> Result<Self, Vec<Diagnostic>> {
        let mut published = BTreeSet::new();
        let mut problems = Vec::new();
        for (name, place) in public {
            let column = canonical(name, true);
            if publicity(&column) == Publicity::Never {
                let message = format!("`{name}` can never be public");
                let problem = Diagnostic::error("never-public", message)
                    .help("take it out of `public` in `[signatories]`");
                problems.push(Diagnostic { place, ..problem });
            }
            published.insert(column);
        }
        if problems.is_empty() { Ok(Self(published)) } else { Err(problems) }
    }

    /// Whether the values of a column may be published.
    pub fn includes(&self, column: &str) -> bool {
        publicity(column) == Publicity::Public || self.0.contains(column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_translated_column_is_public_only_for_a_real_language() {
        assert_eq!(publicity("name_ko"), Publicity::Public);
        assert_eq!(publicity("role_zh_hant"), Publicity::Public);
        assert_eq!(publicity("name_of_donor"), Publicity::Private);
        assert_eq!(publicity("email_ko"), Publicity::Private);
        assert_eq!(publicity("sort_name"), Publicity::Public);
    }

    #[test]
    fn an_organization_is_a_name_only_where_no_name_stands() {
        assert_eq!(canonical(" Organisation", false), "name");
        assert_eq!(canonical("Organization", true), "affiliation");
        assert_eq!(canonical("E-Mail", true), "email");
        assert_eq!(canonical("VIP", true), "vip");
    }

    #[test]
    fn addresses_cannot_be_published() {
        let published = Published::new([("VIP", None), ("Signed_On", None)]).unwrap();
        assert!(published.includes("vip") && published.includes("signed_on"));
        assert!(published.includes("name") && !published.includes("via"));
        let refused = Published::new([("E-mail", None), ("via", None), ("note", None)]);
        assert_eq!(refused.unwrap_err().len(), 2);
    }
}
