//! Who is reminded now; who is not, though they have not answered, is said.

use std::time::Duration;

use crate::agreement::Agreements;
use crate::commands::review::people::People;
use crate::commands::{Result, Session, outbox_paths};
use crate::draft::{self, Version};
use crate::history;
use crate::mail::outbox::{Outbox, Purpose};
use crate::project::Project;
use crate::review::{Reminder, Reviewer, Round, RoundSources};

/// How long to wait for an answer where the settings don't say.
const PATIENCE: Duration = Duration::from_secs(3 * 24 * 60 * 60);

/// Those wanted who are to be reminded of a version, each with the reminder's purpose.
pub(crate) fn reminded<'a>(
    version: &Version,
    people: &'a People,
    project: &Project,
    session: &Session,
    is_wanted: impl Fn(&str) -> bool,
) -> Result<Vec<(&'a Reviewer, Purpose)>> {
    let outbox = Outbox::read(outbox_paths(project))?;
    let drafts = project.drafts();
    let agreements = Agreements::load(&drafts, draft::texts(&drafts, version)?)?;
    let round = Round::new(RoundSources {
        version: version.id(),
        reviewers: &people.reviewers,
        outbox: &outbox,
        history: &history::read(&project.history())?,
        signatories: people.signatories.as_ref(),
        standing: &agreements.standing(),
    });
    let patience = project.settings().review.remind_after.unwrap_or(PATIENCE);
    let (mut reminded, mut without_draft, mut recent) = (Vec::new(), Vec::new(), Vec::new());
    // A round tells of those on the list in its order.
    for (reviewer, stands) in people.reviewers.reviewers().iter().zip(&round.recipients) {
        let is_asked = !reviewer.has_left && !reviewer.email.is_empty() && is_wanted(&reviewer.id);
        if !is_asked {
            continue;
        }
        match stands.reminder(patience, outbox.now()) {
            Reminder::Number(number) => reminded.push((reviewer, Purpose::Reminder(number))),
            Reminder::TooSoon => recent.push(reviewer.id.as_str()),
            Reminder::NoDraft => without_draft.push(reviewer.id.as_str()),
            Reminder::Answered => {}
        }
    }
    let left_out = [
        ("Not reminded, since they got no draft yet", without_draft),
        ("Not reminded yet, since their mail is recent", recent),
    ];
    for (why, ids) in left_out.into_iter().filter(|(_, ids)| !ids.is_empty()) {
        session.console.status(format!("{why}: {}.", ids.join(", ")));
    }
    Ok(reminded)
}
