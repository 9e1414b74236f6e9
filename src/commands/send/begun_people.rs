//! Those who get an edition that was begun.

use std::collections::BTreeSet;

use crate::commands::Result;
use crate::commands::send::SendArgs;
use crate::commands::send::begun::Begun;
use crate::commands::send::person::Person;
use crate::commands::send::today::Today;
use crate::mail::outbox::Purpose;
use crate::signatories::{Listed, Row, Signatories};

impl Begun {
    /// Those whom a command sends it to, with an address or without.
    pub(crate) fn people(&self, args: &SendArgs, today: &Today) -> Result<Vec<Person>> {
        let mut people = Vec::new();
        if args.addresses(Purpose::Final) {
            people.extend(self.addressees(today)?);
        }
        if args.addresses(Purpose::Copy) {
            people.extend(self.signatories(today));
        }
        Ok(people)
    }

    /// The addressees whom it was recorded for and who are on the list still, each with the row as
    /// it was recorded and the mail address of today.
    fn addressees(&self, today: &Today) -> Result<Vec<Person>> {
        let mut people = Vec::new();
        for addressee in self.recorded_addressees()? {
            let now = today.addressee(&addressee.id).filter(|_| today.has_rows);
            people.extend(now.map(|now| Person::addressee(&addressee, &now.email, true)));
        }
        if people.is_empty() && !self.has_rows() && !today.has_rows {
            people.extend(today.all_addressees());
        }
        Ok(people)
    }

    /// The signatories whom it names or counts and who sign still. Who is only counted stands there
    /// without an id: they are those who were not counted since, as many as there were.
    fn signatories(&self, today: &Today) -> Vec<Person> {
        let ids = self.ids();
        let mut unnamed = self.unnamed();
        let mut of_edition = BTreeSet::new();
        for row in today.signatories.iter().flat_map(Signatories::rows).filter(Row::counts) {
            let id = row.id();
            let is_of_then = !self.happened.added.contains(id);
            let is_counted = || {
                row.listed() == Listed::Anonymous
                    && unnamed > 0
                    && !self.happened.changed.contains(id)
            };
            if is_of_then && ids.contains(id) {
                of_edition.insert(id);
            } else if is_of_then && is_counted() {
                unnamed -= 1;
                of_edition.insert(id);
            }
        }
        today.signing(|row| of_edition.contains(row.id()))
    }
}
