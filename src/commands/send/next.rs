//! The next edition, with the lists of today.

use crate::commands::draft::edition_plan::with_list;
use crate::commands::draft::todays_list::todays_list;
use crate::commands::send::SendArgs;
use crate::commands::send::chosen::Chosen;
use crate::commands::send::issue::Issue;
use crate::commands::send::standing::Standing;
use crate::commands::{Result, Session};
use crate::draft;
use crate::mail::outbox::Purpose;
use crate::project::Project;

/// The next edition: the newest version to all addressees, and to all whom it names or counts.
pub(crate) fn next(
    args: &SendArgs,
    standing: Standing<'_>,
    project: &Project,
    session: &Session,
) -> Result<Chosen> {
    let Standing { letters: mut standing, agreements, version, today } = standing;
    let list = todays_list(&mut standing, &agreements, args.allow_stale, session)?;
    let mut people = Vec::new();
    if args.addresses(Purpose::Final) {
        people.extend(today.all_addressees());
    }
    if args.addresses(Purpose::Copy) {
        people.extend(today.signing(|row| standing.counts(row)));
    }
    let letters = with_list(&mut standing, &version, &list, project, session)?;
    let number = draft::next_edition(&project.drafts())?;
    let issue = Issue { number, version, list, begun: None };
    Ok(Chosen { issue, letters, standing, people })
}
