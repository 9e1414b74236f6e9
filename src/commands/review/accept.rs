//! Recording the replies of a mailbox that may be recorded.

use crate::clock;
use crate::commands::review::judged::{Judged, ReplySources};
use crate::commands::review::record_words;
use crate::commands::{Result, Session};
use crate::mail::Answer;
use crate::review::{self, NewResponse, Reply, Reviewer, Verdict};
use crate::signatories::{Cells, Run};

/// Records them in the order of their dates, each as `review record` does.
pub(crate) fn accept(
    judged: &Judged,
    sources: &ReplySources,
    run: Run,
    session: &Session,
) -> Result<()> {
    let paths = session.list_paths()?;
    for (reply, verdict) in &judged.replies {
        let Verdict::Recordable(answer) = *verdict else { continue };
        // Both were there when the reply was judged.
        let Some(reviewer) = sources.reviewer(&reply.asked) else { continue };
        let Some(version) = sources.version(&reply.asked) else { continue };
        let evidence = match answer {
            Answer::Yes => evidence(reply, reviewer, sources),
            Answer::No | Answer::Changes => Cells::default(),
        };
        let given = reply.time;
        let new = NewResponse { reviewer, answer, version, evidence: &evidence, given };
        let edited = review::record(&paths, "review replies", run, new)?;
        record_words::say(&edited, new, "", run, &session.console);
    }
    Ok(())
}

/// What shows a signature: the reply, its day, and who wrote it where nobody is named yet.
fn evidence(reply: &Reply, reviewer: &Reviewer, sources: &ReplySources) -> Cells {
    let list = sources.lists.signatories.as_ref();
    let row = reviewer.signatory.as_deref().zip(list).and_then(|(id, list)| list.find(id).ok());
    let is_named = row.is_some_and(|row| !row.cell("signed_by").is_empty());
    // A clock that runs ahead signs nothing tomorrow.
    let day = reply.time.map(|time| clock::day_of(time).min(clock::day()).to_string());
    let name = reply.name.clone().filter(|_| !is_named);
    let cells = [("signed_on", day), ("evidence", reply.message_id.clone()), ("signed_by", name)];
    let given = cells.into_iter().filter_map(|(column, value)| Some((column, value?)));
    given.fold(Cells::default(), |cells, (column, value)| cells.with(column, value))
}
