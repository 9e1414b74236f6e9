//! Those to whom a message failed, as rows of the review list.

use std::collections::BTreeMap;

use crate::commands::review::round::ProjectRound;
use crate::commands::{Outcome, Result, Session, write_failed_rows};
use crate::diagnostic::visible;
use crate::project::Project;
use crate::review;

/// Writes the rows of those to whom a message failed, with the reason, to a file or standard output.
pub(crate) fn write_rows(
    output: &str,
    dry_run: bool,
    of: &ProjectRound,
    project: &Project,
    session: &Session,
) -> Result {
    let recipients = of.round.recipients.iter().filter(|recipient| recipient.is_listed);
    let reasons = recipients.filter_map(|recipient| {
        let replies = recipient.failed().map(|message| visible(&message.reply));
        let reason = replies.collect::<Vec<_>>().join("; ");
        (recipient.failed().next().is_some()).then_some((recipient.id.as_str(), reason))
    });
    let reasons: BTreeMap<_, _> = reasons.collect();
    let file = &of.lists.file;
    let rows =
        review::rows_with_reasons(file, &project.shown(file), &of.lists.reviewers, &reasons)?;
    write_failed_rows(rows, output, dry_run, project, session)?;
    Ok(Outcome::Done)
}
