//! Who of those that answer is on the list, or answered before.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::model::Kind;
use crate::signatories::duplicates::{identity_of, identity_with, likeness};
use crate::signatories::list::Signatories;
use crate::signatories::row::Row;

/// How many that share an address are looked at one by one for a name that is alike; those of the
/// same folded name are found among any number.
const FEW: usize = 8;

/// Somebody who may answer: a row of the list, or one of those who are new.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Who {
    /// The row's number.
    Row(usize),
    /// A number of its own.
    New(usize),
}

/// What somebody is known by.
#[derive(Clone, Debug)]
pub(crate) struct Naming<'a> {
    pub(crate) name: &'a str,
    /// The folded name with its affiliation, and the same with the abbreviation behind the name.
    pub(crate) identities: [Option<String>; 2],
    /// In small letters.
    pub(crate) address: String,
    /// Whether the name does not tell who this is without the address: that of a person who has an
    /// address and no affiliation.
    pub(crate) needs_address: bool,
}

/// Whom an answer is from, as far as that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Known<'a> {
    /// Somebody known.
    As(Who),
    /// Nobody known, though this one has the same address.
    OnlyAddress(&'a str),
    /// Nobody known.
    Not,
}

/// Everybody known so far, by hashes, since lists are long and 64 bits tell all their names apart.
/// Looked things up in, never gone through.
#[derive(Debug, Default)]
pub(crate) struct KnownAgain {
    by_name: HashMap<u64, Who>,
    /// The same of those without an address.
    without_address: HashMap<u64, Who>,
    by_address_and_name: HashMap<u64, Who>,
    by_address: HashMap<u64, Vec<Who>>,
}

impl KnownAgain {
    /// The rows of a list.
    pub(crate) fn of(list: &Signatories) -> Self {
        let mut known = Self::default();
        for row in list.rows() {
            known.add(Who::Row(row.number), &Naming::of(row));
        }
        known
    }

    /// Adds somebody; who has a name or an address first keeps it.
    pub(crate) fn add(&mut self, who: Who, naming: &Naming<'_>) {
        let address = naming.address.as_str();
        for name in naming.identities.iter().flatten() {
            self.by_name.entry(hash(name)).or_insert(who);
            if address.is_empty() {
                self.without_address.entry(hash(name)).or_insert(who);
            } else {
                self.by_address_and_name.entry(with_address(name, address)).or_insert(who);
            }
        }
        if !address.is_empty() {
            let sharing = self.by_address.entry(hash(address)).or_default();
            if sharing.len() < FEW && !sharing.contains(&who) {
                sharing.push(who);
            }
        }
    }

    /// Who this is: by address with the same or a likely-duplicate name, else by the folded name
    /// with its affiliation. Two persons of one name, without an affiliation and with an address
    /// each, are two. `name_of` tells the name of somebody who was added.
    pub(crate) fn find<'n>(
        &self,
        naming: &Naming<'_>,
        name_of: impl Fn(Who) -> &'n str,
    ) -> Known<'n> {
        let address = naming.address.as_str();
        let names = || naming.identities.iter().flatten();
        if !address.is_empty() {
            let mut keys = names().map(|name| with_address(name, address));
            if let Some(who) = keys.find_map(|key| self.by_address_and_name.get(&key)) {
                return Known::As(*who);
            }
        }
        let sharing = match address {
            "" => &[],
            address => self.by_address.get(&hash(address)).map_or(&[][..], Vec::as_slice),
        };
        // Of a row that is only counted, the name may have been taken out.
        let is_alike = |name: &str| name.is_empty() || likeness(name, naming.name).is_some();
        if let Some(who) = sharing.iter().find(|who| is_alike(name_of(**who))) {
            return Known::As(*who);
        }
        let by_name = if naming.needs_address { &self.without_address } else { &self.by_name };
        match (names().find_map(|name| by_name.get(&hash(name))), sharing.first()) {
            (Some(who), _) => Known::As(*who),
            (None, Some(who)) => Known::OnlyAddress(name_of(*who)),
            (None, None) => Known::Not,
        }
    }
}

impl<'a> Naming<'a> {
    /// What a row is known by.
    pub(crate) fn of(row: Row<'a>) -> Self {
        Self::new(row.kind(), |column| row.cell(column))
    }

    /// What somebody of a kind is known by, whose cells `cell` tells by their columns.
    pub(crate) fn new(kind: Kind, cell: impl Fn(&str) -> &'a str) -> Self {
        let (name, affiliation, address) =
            (cell("name"), cell("affiliation"), cell("email").to_lowercase());
        Self {
            name,
            identities: [
                identity_of(name, kind, affiliation),
                identity_with(name, kind, cell("abbreviation")),
            ],
            needs_address: kind != Kind::Organization
                && affiliation.is_empty()
                && !address.is_empty(),
            address,
        }
    }
}

/// An address with a name, whatever the affiliation.
fn with_address(identity: &str, address: &str) -> u64 {
    hash((address, identity.split('\0').next()))
}

fn hash(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::signatories::parse;

    const LIST: &str = "name,abbreviation,kind,affiliation,email\n\
        Human Rights Watch,HRW,,,hrw@example.org\n\
        David Jones,,individual,,dj@example.org\n\
        David Jones,,individual,Yale,\n\
        Secretariat One,,,,office@example.org\n";

    fn find(name: &str, kind: Kind, affiliation: &str, email: &str) -> Known<'static> {
        let list = parse(LIST.as_bytes(), Path::new("s.csv")).unwrap();
        let naming = Naming::new(kind, |column| match column {
            "name" => name,
            "affiliation" => affiliation,
            "email" => email,
            _ => "",
        });
        KnownAgain::of(&list).find(&naming, |who| match who {
            Who::Row(row) => ["Human Rights Watch", "David Jones", "", "Secretariat One"][row],
            Who::New(_) => "",
        })
    }

    #[test]
    fn an_address_with_a_name_that_is_alike_is_the_same() {
        let organization = |name, email| find(name, Kind::Organization, "", email);
        let row = |number| Known::As(Who::Row(number));
        assert_eq!(organization("the human rights watch", "HRW@example.org"), row(0));
        assert_eq!(organization("Human Rights Watch (HRW)", "other@example.org"), row(0));
        assert_eq!(organization("Нuman Rights Watch", "hrw@example.org"), row(0));
        assert_eq!(
            organization("Secretariat Two", "office@example.org"),
            Known::OnlyAddress("Secretariat One")
        );
        assert_eq!(organization("Secretariat Two", ""), Known::Not);
    }

    #[test]
    fn persons_of_one_name_are_told_apart_by_affiliation_or_address() {
        let person = |affiliation, email| find("David Jones", Kind::Individual, affiliation, email);
        assert_eq!(person("", "dj@example.org"), Known::As(Who::Row(1)));
        assert_eq!(person("", "another@example.org"), Known::Not);
        assert_eq!(person("", ""), Known::As(Who::Row(1)));
        assert_eq!(person("yale", "another@example.org"), Known::As(Who::Row(2)));
        assert_eq!(person("Oxford", ""), Known::Not);
    }
}
