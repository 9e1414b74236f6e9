//! Who is reminded now; who is not, though they have not answered, is said.

use std::time::Duration;

use crate::commands::Session;
use crate::commands::review::round::ProjectRound;
use crate::mail::outbox::Purpose;
use crate::review::{Reminder, Reviewer};

/// Those wanted who are to be reminded, each with the reminder's purpose, when an answer is waited
/// for `patience` long.
pub(crate) fn reminded<'a>(
    round: &'a ProjectRound,
    patience: Duration,
    session: &Session,
    is_wanted: impl Fn(&str) -> bool,
) -> Vec<(&'a Reviewer, Purpose)> {
    let (mut reminded, mut without_draft, mut recent) = (Vec::new(), Vec::new(), Vec::new());
    // A round tells of those on the list in its order.
    let reviewers = round.lists.reviewers.reviewers().iter().zip(&round.round.recipients);
    for (reviewer, stands) in reviewers {
        if reviewer.has_left || reviewer.email.is_empty() || !is_wanted(&reviewer.id) {
            continue;
        }
        match stands.reminder(patience, round.now) {
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
    reminded
}
