//! Why mails of the last edition failed.

use std::collections::BTreeMap;

use crate::commands::mail::reply;
use crate::commands::send::today::Today;
use crate::commands::{Result, outbox_paths};
use crate::draft::{self, Way};
use crate::mail::outbox::{Again, Key, Outbox, Purpose, State, Wanted};
use crate::project::Project;

/// What the server said of each mail that failed, by the id of its row today.
pub(crate) fn reasons(
    purpose: Purpose,
    project: &Project,
    today: &Today,
) -> Result<BTreeMap<String, String>> {
    let editions = draft::editions(&project.drafts())?;
    let Some(edition) = editions.iter().rfind(|edition| edition.way == Way::Mail) else {
        return Ok(BTreeMap::new());
    };
    let people = match purpose {
        Purpose::Final => today.all_addressees().collect(),
        _ => today.signing(|_| true),
    };
    let wanted = people.into_iter().map(|person| Wanted {
        key: Key { purpose, edition: edition.name(), recipient: person.id },
        address: person.email,
    });
    let outbox = Outbox::read(outbox_paths(project))?;
    let wanted: Vec<_> = wanted.collect();
    let plan = outbox.plan(&wanted, Again::default(), |key| today.includes(key));
    let failed = plan.recipients.into_iter().filter_map(|planned| {
        let entry = planned.entry.filter(|entry| entry.state == State::Failed)?;
        Some((planned.wanted.key.recipient, reply(&entry)))
    });
    Ok(failed.collect())
}
