//! Those whose mail failed, as rows of their list.

use serde_json::json;

use crate::addressees;
use crate::commands::send::SendArgs;
use crate::commands::send::arguments::Audience;
use crate::commands::send::reasons::reasons;
use crate::commands::send::today::Today;
use crate::commands::{Outcome, Result, Session, write_failed_rows};
use crate::failure::Failure;
use crate::mail::outbox::Purpose;
use crate::project::Project;
use crate::signatories;

/// Writes the rows of those whose mail of the last edition failed, with the reason, to a file or
/// standard output.
pub(crate) fn write(
    args: &SendArgs,
    project: &Project,
    today: &Today,
    session: &Session,
) -> Result {
    let purpose = match args.to.as_slice() {
        [] | [Audience::Addressees] if today.has_rows => Purpose::Final,
        [] | [Audience::Signatories] => Purpose::Copy,
        [Audience::Addressees] => return Err(Failure::user("there is no `addressees.csv`")),
        _ => return Err(Failure::usage("two lists cannot go to one file")),
    };
    let reasons = reasons(purpose, project, today)?;
    let rows = if purpose == Purpose::Final {
        let path = project.addressees();
        addressees::rows_with_reasons(&path, &project.shown(&path), &reasons)?
    } else {
        let list = today.signatories.as_ref();
        list.map(|list| signatories::rows_with_reasons(list, &reasons)).unwrap_or_default()
    };
    if reasons.is_empty() {
        session.console.status("No mail failed.");
    }
    match &args.output {
        None if session.console.is_json() => {}
        output => {
            let output = output.as_deref().unwrap_or("-");
            write_failed_rows(rows, output, false, project, session)?;
        }
    }
    if session.console.is_json() {
        let failed = reasons.iter().map(|(id, reason)| json!({ "id": id, "reason": reason }));
        session.console.json(&failed.collect::<Vec<_>>())?;
    }
    Ok(Outcome::Done)
}
