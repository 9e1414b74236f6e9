//! A row as it is compared: its name folded, its words told apart, and what it may share.

use crate::model::Kind;
use crate::signatories::duplicates::exact::person_affiliation;
use crate::signatories::duplicates::folding::{folded, key};
use crate::signatories::duplicates::shared::Value;
use crate::signatories::duplicates::vocabulary::{is_generic, is_ordinal, is_small};
use crate::signatories::row::Row;

/// A row with its name folded.
#[derive(Clone, Debug)]
pub(crate) struct Name<'a> {
    /// The name, folded.
    pub(crate) key: String,
    /// Of a person, the affiliation, folded.
    pub(crate) affiliation: String,
    /// Of an organization, the abbreviation, folded: the cell's, or the one in parentheses at the
    /// end of the name.
    pub(crate) abbreviation: String,
    /// Whom to write to, and where it is on the web, as far as other rows have the same.
    pub(crate) values: [Option<Value>; 3],
    pub(crate) kind: Kind,
    pub(crate) row: Row<'a>,
}

impl<'a> Name<'a> {
    pub(crate) fn of(row: Row<'a>, values: [Option<Value>; 3]) -> Self {
        let kind = row.kind();
        let mut key = key(row.name());
        let mut abbreviation = String::new();
        if kind == Kind::Organization {
            abbreviation = folded(row.cell("abbreviation"));
            let in_name = parenthesized(row.name()).map(folded).unwrap_or_default();
            if abbreviation.is_empty() {
                abbreviation = in_name;
            }
            let behind = key.strip_suffix(&abbreviation).and_then(|rest| rest.strip_suffix(' '));
            if let (Some(rest), false) = (behind, abbreviation.is_empty()) {
                key = rest.to_owned();
            }
        }
        let affiliation = person_affiliation(kind, row.cell("affiliation"));
        Self { key, affiliation, abbreviation, values, kind, row }
    }

    pub(crate) fn is_person(&self) -> bool {
        self.kind != Kind::Organization
    }

    /// The name without spaces.
    pub(crate) fn joined(&self) -> String {
        self.key.replace(' ', "")
    }

    /// Whether the name is written as an abbreviation is: one short word in capitals.
    pub(crate) fn is_abbreviation(&self) -> bool {
        let name = self.row.name();
        let capitals = name.chars().filter(|character| character.is_uppercase()).count();
        (2..=10).contains(&name.chars().count()) && !name.contains(' ') && capitals >= 2
    }

    /// The first letters of the words, and those of the words that are not small.
    pub(crate) fn initials(&self) -> [String; 2] {
        let initials = |words: &mut dyn Iterator<Item = &str>| {
            words.filter_map(|word| word.chars().next()).collect()
        };
        let words = || self.key.split(' ');
        [initials(&mut words()), initials(&mut words().filter(|word| !is_small(word)))]
    }

    /// The words that are not small.
    pub(crate) fn significant(&self) -> Vec<&str> {
        significant(&self.key)
    }

    /// The words that number one of several.
    pub(crate) fn ordinals(&self) -> impl Iterator<Item = &str> {
        self.key.split(' ').filter(|word| is_ordinal(word))
    }
}

/// The words of a folded name that are not small.
pub(crate) fn significant(key: &str) -> Vec<&str> {
    key.split(' ').filter(|word| !is_small(word)).collect()
}

/// Of words that are not small, those that say more than what kind of body it is.
pub(crate) fn telling<'a>(words: &[&'a str]) -> Vec<&'a str> {
    words.iter().copied().filter(|word| !is_generic(word)).collect()
}

/// An abbreviation in parentheses at the end of a name.
fn parenthesized(name: &str) -> Option<&str> {
    let (_, inner) = name.trim_end().strip_suffix(')')?.rsplit_once('(')?;
    let capitals = inner.chars().filter(|character| character.is_uppercase()).count();
    (!inner.contains(' ') && capitals >= 2).then_some(inner)
}
