//! `letterctl sign confirm --all`: who is confirmed already, for a version.

use crate::commands::sign::agreed::Agreed;
use crate::commands::sign::agreed_args::Agreeing;
use crate::commands::sign::report::{json, say_new_columns};
use crate::commands::{Outcome, Result, Session};
use crate::draft::{self, Version};
use crate::failure::Failure;
use crate::signatories::{self, Cells, Run};

/// Writes a version, and what shows that it was agreed to, into the rows of all who are confirmed.
/// Who agreed to a later version is left as they are.
pub(crate) fn confirm_all(
    agreeing: &Agreeing,
    evidence: &Cells,
    dry_run: bool,
    session: &Session,
) -> Result {
    // One version for all of them: who got which one is nobody's question here.
    let agreed = agreeing.of("");
    let Agreed::Version(version) = &agreed else {
        return Err(Failure::user("`--all` needs a version that was agreed to")
            .hint("freeze one with `letterctl draft freeze`, or name one with `--version`"));
    };
    let versions = draft::versions(&session.project()?.drafts())?;
    let is_later = |reference: &str| {
        let number = |wanted: &Version| versions.iter().position(|other| other == wanted);
        draft::find(&versions, reference).is_ok_and(|named| number(named) > number(version))
    };
    let run = if dry_run { Run::Dry } else { Run::Real };
    let cells = agreed.fill(evidence.clone());
    let edited = signatories::edit(&session.list_paths()?, "sign confirm", run, |list| {
        list.confirm_all(&cells, is_later)
    })?;
    let console = &session.console;
    let (changed, later) = edited.value;
    let verb = if dry_run { "Would confirm" } else { "Confirmed" };
    let count = |rows: usize| match rows {
        1 => "1 signatory".to_owned(),
        rows => format!("{rows} signatories"),
    };
    console.status(format!("{verb} {}{}.", count(changed.len()), agreed.told()));
    if later > 0 {
        console.status(format!("Left {} that agreed to a later version.", count(later)));
    }
    say_new_columns(&edited.columns_added, console);
    if console.is_json() {
        console.json(&changed.into_iter().map(|row| json(row.recorded)).collect::<Vec<_>>())?;
    }
    Ok(Outcome::Done)
}
