//! All rows of a list that are likely one: exact duplicates, and names that are near each other.

use std::collections::{BTreeMap, BTreeSet};

use crate::signatories::Apart;
use crate::signatories::duplicates::candidates::compare_candidates;
use crate::signatories::duplicates::evidence::Duplicate;
use crate::signatories::duplicates::exact::exact_duplicates;
use crate::signatories::duplicates::name::Name;
use crate::signatories::duplicates::near::near;
use crate::signatories::duplicates::shared;
use crate::signatories::list::Signatories;
use crate::signatories::row::Row;

/// A name of more bytes is no name that two people would spell in two ways.
const LONGEST: usize = 400;

/// Pairs of rows that are likely one, in the order of the file: first those whose names are the same
/// once they are folded, each with the first that it is like, then those that are near each other.
/// Rows that do not sign are passed over, and so are pairs that somebody said are two.
///
/// Which rows are near each other does not hang on their order.
pub fn duplicates<'a>(list: &'a Signatories, apart: &Apart) -> Vec<Duplicate<'a>> {
    let mut found = exact_duplicates(list, apart);
    let is_known: BTreeSet<_> = found.iter().map(|duplicate| duplicate.second.number).collect();
    let is_new = |row: &Row<'_>| {
        row.is_active()
            && !row.name().is_empty()
            && row.name().len() <= LONGEST
            && !is_known.contains(&row.number)
    };
    let shared = shared::values(list.rows().filter(is_new));
    let rows = list.rows().filter(is_new).zip(shared);
    let mut names: Vec<_> = rows.map(|(row, values)| Name::of(row, values)).collect();
    names.retain(|name| !name.key.is_empty());
    names.sort_unstable_by(|one, other| {
        let order = |name: &Name<'_>| name.row.number;
        (&one.key, &one.affiliation, order(one)).cmp(&(
            &other.key,
            &other.affiliation,
            order(other),
        ))
    });
    let mut likely = BTreeMap::new();
    compare_candidates(&names, |one, other| {
        let (one, other) = (&names[one], &names[other]);
        let (first, second) =
            if one.row.number < other.row.number { (one, other) } else { (other, one) };
        if let Some(alike) = near(first, second)
            && !apart.are_two(first.row, second.row)
        {
            let (first, second) = (first.row, second.row);
            let duplicate = Duplicate { first, second, alike };
            likely.insert((first.number, second.number), duplicate);
        }
    });
    found.extend(likely.into_values());
    found
}
