//! Those whom `send` addresses.

use crate::commands::mail::Recipient;
use crate::commands::send::SendArgs;
use crate::commands::send::chosen::Chosen;
use crate::commands::send::person::Person;
use crate::commands::{Result, Session};
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::failure::Failure;
use crate::mail::outbox::{Key, Purpose, Wanted};
use crate::mail::{Mailbox, MessageError};

/// Those who are named by their ids, else everybody.
pub(crate) fn only<'a>(people: &'a [Person], args: &SendArgs) -> Vec<&'a Person> {
    let is_meant = |person: &&Person| args.only.is_empty() || args.only.contains(&person.id);
    people.iter().filter(is_meant).collect()
}

/// The same as recipients of an edition; all that hinders it, when something does. Who has no
/// address is named.
pub(crate) fn recipients(
    chosen: &Chosen,
    args: &SendArgs,
    session: &Session,
) -> Result<Vec<Recipient>> {
    let edition = &chosen.issue.name();
    for id in &args.only {
        if chosen.people.iter().all(|person| person.id != *id) {
            let known = chosen.people.iter().map(|person| person.id.as_str());
            let number = chosen.issue.number;
            let error = format!("nobody who gets edition {number} has the id `{id}`");
            let hint = did_you_mean(id, known);
            return Err(hint.into_iter().fold(Failure::user(error), Failure::hint));
        }
    }
    let people = only(&chosen.people, args);
    for (purpose, who) in [(Purpose::Final, "addressees"), (Purpose::Copy, "signatories")] {
        let without = people.iter().filter(|one| one.purpose == purpose && one.email.is_empty());
        let ids: Vec<_> = without.map(|person| person.id.as_str()).collect();
        if !ids.is_empty() {
            session.console.status(format!("Of the {who} without an address: {}.", ids.join(", ")));
        }
    }
    let mut recipients = Vec::new();
    let mut problems = Vec::new();
    for person in people.into_iter().filter(|person| !person.email.is_empty()) {
        match recipient(person, edition) {
            Ok(recipient) => recipients.push(recipient),
            Err(error) => problems.push(Diagnostic::error("address", error.to_string())),
        }
    }
    if problems.is_empty() { Ok(recipients) } else { Err(problems.into()) }
}

/// Somebody as a recipient of an edition.
pub(crate) fn recipient(
    person: &Person,
    edition: &str,
) -> std::result::Result<Recipient, MessageError> {
    let Person { purpose, id, name, email, label, .. } = person;
    let to = Mailbox::of_row(id, name, email)?;
    let key = Key { purpose: *purpose, edition: edition.to_owned(), recipient: id.clone() };
    let wanted = Wanted { key, address: to.address().to_owned() };
    Ok(Recipient { wanted, label: label.clone(), to })
}
