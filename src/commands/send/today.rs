//! Those who may get the letter, by the lists of today.

use std::collections::BTreeMap;

use crate::addressees::Addressee;
use crate::commands::send::person::Person;
use crate::commands::{Result, addressees, addressees_of};
use crate::letters::Letters;
use crate::mail::outbox::{Key, Purpose};
use crate::project::Project;
use crate::review::{ReviewList, Reviewer};
use crate::signatories::{Published, Row, Signatories};

/// Those who may get the letter, by the lists of today.
pub(crate) struct Today {
    /// The rows of `addressees.csv`; where there is none, the addressees of the front matter.
    pub(crate) addressees: Vec<Addressee>,
    /// Whether there are such rows, so that each gets a letter of their own.
    pub(crate) has_rows: bool,
    pub(crate) signatories: Option<Signatories>,
    published: Published,
    contacts: BTreeMap<String, Reviewer>,
}

impl Today {
    /// Reads the lists; `standing` is the letter as it stands.
    pub(crate) fn of(project: &Project, standing: &Letters) -> Result<Self> {
        let rows = addressees(project)?;
        let has_rows = !rows.is_empty();
        let addressees = if has_rows { rows } else { addressees_of(standing)? };
        let published = standing.published().clone();
        let signatories = standing.list().cloned();
        let contacts = signatories.iter().flat_map(|list| {
            let contacts = ReviewList::of_contacts(list, &published);
            contacts.reviewers().to_vec()
        });
        Ok(Self {
            addressees,
            has_rows,
            contacts: contacts.map(|contact| (contact.id.clone(), contact)).collect(),
            signatories,
            published,
        })
    }

    /// The addressee with an id.
    pub(crate) fn addressee(&self, id: &str) -> Option<&Addressee> {
        self.addressees.iter().find(|addressee| addressee.id == id)
    }

    /// All addressees as such who get the letter.
    pub(crate) fn all_addressees(&self) -> impl Iterator<Item = Person> {
        let person =
            |addressee: &Addressee| Person::addressee(addressee, &addressee.email, self.has_rows);
        self.addressees.iter().map(person)
    }

    /// Those rows as such who get a copy.
    pub(crate) fn signing(&self, signs: impl Fn(Row<'_>) -> bool) -> Vec<Person> {
        let rows = self.signatories.iter().flat_map(Signatories::rows).filter(|row| signs(*row));
        let person = |row: Row<'_>| {
            let contact = self.contacts.get(row.id())?;
            Some(Person::signatory(row, contact, &self.published))
        };
        rows.filter_map(person).collect()
    }

    /// Whether the lists have the row of a key, addressed or not.
    pub(crate) fn includes(&self, key: &Key) -> bool {
        match key.purpose {
            Purpose::Final => self.addressee(&key.recipient).is_some(),
            _ => self.contacts.contains_key(&key.recipient),
        }
    }
}
