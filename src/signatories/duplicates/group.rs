//! Pairs of rows that are likely one, in groups.

use std::collections::BTreeMap;

use crate::signatories::duplicates::evidence::{Alike, Duplicate};
use crate::signatories::row::Row;

/// Rows that are likely one.
#[derive(Clone, Debug)]
pub struct Group<'a> {
    /// The word for how sure it is.
    pub grade: &'static str,
    /// By what they are alike, each once.
    pub reasons: Vec<String>,
    /// The rows, the one that stands first before the others.
    pub rows: Vec<Row<'a>>,
}

/// The rows whose names are the same in one group, whatever differs in their spelling; of the
/// others, those that are near one row in the same way.
pub fn groups<'a>(duplicates: &[Duplicate<'a>]) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    let mut numbers = BTreeMap::new();
    for duplicate in duplicates {
        let near = match &duplicate.alike {
            Alike::Exact(_) => None,
            near @ Alike::Near(..) => Some(near),
        };
        let number = *numbers.entry((duplicate.first.number, near)).or_insert(groups.len());
        if number == groups.len() {
            let grade = duplicate.alike.grade();
            groups.push(Group { grade, reasons: Vec::new(), rows: vec![duplicate.first] });
        }
        let group = &mut groups[number];
        let reason = duplicate.alike.to_string();
        if !group.reasons.contains(&reason) {
            group.reasons.push(reason);
        }
        group.rows.push(duplicate.second);
    }
    groups
}
