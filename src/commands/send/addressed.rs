//! Those whom `send` addresses, and how far an edition has come with them.

use crate::commands::mail::Recipient;
use crate::commands::send::SendArgs;
use crate::commands::send::person::Person;
use crate::commands::send::today::Today;
use crate::commands::{Result, Session};
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::draft::Edition;
use crate::failure::Failure;
use crate::mail::outbox::{Again, Course, Key, Outbox, Plan, Purpose, Wanted};
use crate::mail::{Mailbox, MessageError};

/// Those who are named by their ids, else everybody.
pub(crate) fn only<'a>(people: &'a [Person], args: &SendArgs) -> Vec<&'a Person> {
    let is_meant = |person: &&Person| args.only.is_empty() || args.only.contains(&person.id);
    people.iter().filter(is_meant).collect()
}

/// The same as recipients of an edition; all that hinders it, when something does. Who has no
/// address is named.
pub(crate) fn recipients(
    people: &[Person],
    edition: &str,
    args: &SendArgs,
    session: &Session,
) -> Result<Vec<Recipient>> {
    for id in &args.only {
        if people.iter().all(|person| person.id != *id) {
            let known = people.iter().map(|person| person.id.as_str());
            let failure = Failure::user(format!("nobody who gets {edition} has the id `{id}`"));
            return Err(did_you_mean(id, known).into_iter().fold(failure, Failure::hint));
        }
    }
    let people = only(people, args);
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

fn recipient(person: &Person, edition: &str) -> std::result::Result<Recipient, MessageError> {
    let Person { purpose, id, name, email, label, .. } = person;
    let to = Mailbox::of_row(id, name, email)?;
    let key = Key { purpose: *purpose, edition: edition.to_owned(), recipient: id.clone() };
    let wanted = Wanted { key, address: to.address().to_owned() };
    Ok(Recipient { wanted, label: label.clone(), to })
}

/// Whether somebody has not got an edition who is to get it. Of whom it is not known, or whose mail
/// failed, keeps none open.
pub(crate) fn is_open(
    people: &[&Person],
    edition: &Edition,
    args: &SendArgs,
    outbox: &Outbox,
    today: &Today,
) -> bool {
    let name = edition.name();
    let recipients = people.iter().filter_map(|person| recipient(person, &name).ok());
    let wanted: Vec<_> = recipients.map(|recipient| recipient.wanted).collect();
    let again = match args.edition {
        Some(_) => Again::default(),
        None => Again { failed: !args.only.is_empty(), unknown: args.mail.resend_unknown },
    };
    let plan = outbox.plan(&wanted, again, |key| today.includes(key));
    is_under_way(&plan)
}

/// Whether something goes out with a plan, now or later.
fn is_under_way(plan: &Plan) -> bool {
    let is_left = |course| matches!(course, Course::Build | Course::Stored | Course::Rests(_));
    plan.recipients.iter().any(|planned| is_left(planned.course))
}
