//! Whether an edition that was begun is finished.

use crate::commands::send::SendArgs;
use crate::commands::send::addressed::recipient;
use crate::commands::send::person::Person;
use crate::commands::send::today::Today;
use crate::draft::Edition;
use crate::mail::outbox::{Again, Course, Outbox};

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
    let is_left = |course| matches!(course, Course::Build | Course::Stored | Course::Rests(_));
    plan.recipients.iter().any(|planned| is_left(planned.course))
}
