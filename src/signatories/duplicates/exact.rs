//! Signatories whose names are the same once they are folded. Names that are only near each other
//! are not among them.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::model::Kind;
use crate::signatories::Apart;
use crate::signatories::duplicates::evidence::{Alike, Duplicate};
use crate::signatories::duplicates::folding::{
    fold_into, folded, has_foreign_letters, key, look, without_particles,
};
use crate::signatories::duplicates::likeness::{Likeness, likeness};
use crate::signatories::list::Signatories;
use crate::signatories::row::Row;

/// Rows whose folded name is that of one before them, each once, in the order of the file. Rows
/// that do not sign are passed over, and so are pairs that somebody said are two.
pub fn exact_duplicates<'a>(list: &'a Signatories, apart: &Apart) -> Vec<Duplicate<'a>> {
    let mut found = Vec::new();
    let mut by_key = Seen::default();
    let mut by_look = Seen::default();
    let any_look_alike = list.rows().any(|row| has_foreign_letters(row.name()));
    for row in list.rows().filter(|row| !row.name().is_empty() && row.is_active()) {
        let affiliation = person_affiliation(row.kind(), row.cell("affiliation"));
        let key = key(row.name());
        let with_abbreviation = format!("{key} {}", folded(row.cell("abbreviation")));
        let mut first = by_key.first(&key, &affiliation, row, apart);
        if !row.cell("abbreviation").is_empty() && row.kind() == Kind::Organization {
            first = first.or(by_key.first(&with_abbreviation, "", row, apart));
        }
        if any_look_alike {
            first = first.or(by_look.first(&look(row.name()), &affiliation, row, apart));
        }
        if let Some(first) = first {
            let likeness = likeness(first.name(), row.name()).unwrap_or(Likeness::Abbreviation);
            found.push(Duplicate { first, second: row, alike: Alike::Exact(likeness) });
        }
    }
    found
}

/// The rows seen so far that are like none before them, by key and affiliation: by the hash of both,
/// since lists are long, and 64 bits tell all their names apart.
#[derive(Default)]
struct Seen(HashMap<u64, Vec<usize>>);

impl Seen {
    /// The first row of a key that can be the same as this one, which is remembered if there is
    /// none. Persons of one name and two affiliations are two; where one has none, it may be one.
    fn first<'a>(
        &mut self,
        key: &str,
        affiliation: &str,
        row: Row<'a>,
        apart: &Apart,
    ) -> Option<Row<'a>> {
        /// All of a key, whatever their affiliation.
        const ANY: &str = "\0";
        /// Among so many rows of one name that all were said to be two, the next one is not looked
        /// for any further.
        const TRIED: usize = 50;
        let places = match affiliation {
            "" => [ANY, ANY],
            _ => [affiliation, ""],
        };
        let rows = places.iter().filter_map(|place| self.0.get(&hash(key, place))).flatten();
        let mut rows = rows.take(TRIED).map(|number| Row { list: row.list, number: *number });
        let first = rows.find(|other| !apart.are_two(*other, row));
        if first.is_none() {
            for place in [affiliation, ANY] {
                self.0.entry(hash(key, place)).or_default().push(row.number);
            }
        }
        first
    }
}

fn hash(key: &str, affiliation: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    (key, affiliation).hash(&mut hasher);
    hasher.finish()
}

/// A signatory to be looked for in a list.
pub(crate) struct Wanted<'a> {
    pub(crate) name: &'a str,
    pub(crate) abbreviation: &'a str,
    pub(crate) kind: Kind,
    pub(crate) affiliation: &'a str,
    /// The row that it is, when it stands in the list.
    pub(crate) itself: Option<usize>,
}

/// The first row that is likely the same as a signatory.
pub(crate) fn find<'a>(list: &'a Signatories, wanted: &Wanted<'_>) -> Option<(Row<'a>, Likeness)> {
    find_among(list.rows(), wanted)
}

/// The first of some rows that is likely the same as a signatory.
pub(crate) fn find_among<'a>(
    rows: impl Iterator<Item = Row<'a>>,
    wanted: &Wanted<'_>,
) -> Option<(Row<'a>, Likeness)> {
    let wanted_key = key(wanted.name);
    let wanted_look = look(wanted.name);
    let wanted_is_foreign = has_foreign_letters(wanted.name);
    let wanted_abbreviation = folded(wanted.abbreviation);
    let affiliation = person_affiliation(wanted.kind, wanted.affiliation);
    let mut folded_name = String::new();
    let mut others = rows.filter(|row| Some(row.number) != wanted.itself);
    others.find_map(|row| {
        fold_into(row.name(), &mut folded_name);
        let row_key = without_particles(&folded_name);
        let has_abbreviation = || {
            is_with(&wanted_key, row_key, || folded(row.cell("abbreviation")))
                || is_with(row_key, &wanted_key, || wanted_abbreviation.clone())
        };
        let looks_alike = || {
            (wanted_is_foreign || has_foreign_letters(row.name()))
                && look(row.name()) == wanted_look
        };
        if !(row_key == wanted_key || has_abbreviation() || looks_alike()) || row.name().is_empty()
        {
            return None;
        }
        let other = person_affiliation(row.kind(), row.cell("affiliation"));
        let are_two = !affiliation.is_empty() && !other.is_empty() && affiliation != other;
        let likeness = likeness(row.name(), wanted.name).unwrap_or(Likeness::Abbreviation);
        (!are_two).then_some((row, likeness))
    })
}

/// Whether a folded name is another with its abbreviation behind it.
fn is_with(long: &str, short: &str, abbreviation: impl FnOnce() -> String) -> bool {
    let rest = long.strip_prefix(short).and_then(|rest| rest.strip_prefix(' '));
    rest.is_some_and(|rest| !rest.is_empty() && rest == abbreviation())
}

/// What tells persons of one name apart.
pub(crate) fn person_affiliation(kind: Kind, affiliation: &str) -> String {
    if kind == Kind::Organization { String::new() } else { key(affiliation) }
}

/// By what a row that has a name is known where it has no id: the folded name and, of a person,
/// the affiliation.
pub(crate) fn identity(row: Row<'_>) -> Option<String> {
    identity_of(row.name(), row.kind(), row.cell("affiliation"))
}

/// The same of a signatory who need not be in a list.
pub(crate) fn identity_of(name: &str, kind: Kind, affiliation: &str) -> Option<String> {
    let key = key(name);
    (!key.is_empty()).then(|| format!("{key}\0{}", person_affiliation(kind, affiliation)))
}

/// The same of an organization whose name has the abbreviation behind it.
pub(crate) fn identity_with_abbreviation(row: Row<'_>) -> Option<String> {
    identity_with(row.name(), row.kind(), row.cell("abbreviation"))
}

/// The same of a signatory who need not be in a list.
pub(crate) fn identity_with(name: &str, kind: Kind, abbreviation: &str) -> Option<String> {
    let abbreviation = folded(abbreviation);
    let has_both = kind == Kind::Organization && !abbreviation.is_empty();
    has_both.then(|| format!("{} {abbreviation}\0", key(name)))
}
