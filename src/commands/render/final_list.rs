//! The list of the final letter: those whose agreement holds for its text.

use clap::Args;

use crate::agreement::{Agreement, Agreements};
use crate::check;
use crate::commands::{Result, Session, agreements};
use crate::draft;
use crate::letters::Letters;
use crate::project::Project;
use crate::signatories::Row;

#[derive(Debug, Args)]
pub(crate) struct FinalArgs {
    /// Name only those who agreed to this text, by the list of today; exits with 1 when somebody
    /// is left off
    #[arg(long = "final")]
    pub(crate) is_final: bool,

    /// With `--final`, exit with 0 though somebody is left off
    #[arg(long, requires = "is_final")]
    pub(crate) allow_stale: bool,
}

/// Leaves off the letter whose agreement is to another text, says who they are, and tells how many.
/// Of a frozen version, the list is that of today.
pub(crate) fn settle(
    letters: &mut Letters,
    project: Option<&Project>,
    session: &Session,
) -> Result<usize> {
    let Some(project) = project else { return Ok(0) };
    let agreements = match letters.frozen().cloned() {
        Some(version) => {
            letters.take_list_of(project)?;
            let text = draft::texts(&project.drafts(), &version)?;
            Some(Agreements::load(&project.drafts(), text)?)
        }
        None => agreements(project, letters)?,
    };
    let Some(agreements) = agreements else {
        session.console.status("No version is frozen, so that every sign-off counts.");
        return Ok(0);
    };
    let left_off = leave_off(letters, &agreements, session);
    say_left_off(left_off, session);
    Ok(left_off)
}

/// Leaves off the letter whose agreement does not hold, says who they are, and tells how many.
pub(crate) fn leave_off(
    letters: &mut Letters,
    agreements: &Agreements,
    session: &Session,
) -> usize {
    let Some(list) = letters.list() else { return 0 };
    session.console.diagnostics(&check::agreement(list, agreements));
    let standing = agreements.standing();
    let holds =
        |row: Row<'_>| !matches!(standing.of(row.cell("signed_version")), Agreement::Stale(_));
    let left_off = list.rows().filter(Row::counts).filter(|row| !holds(*row)).count();
    letters.retain(holds);
    left_off
}

/// Says how many were left off.
pub(crate) fn say_left_off(left_off: usize, session: &Session) {
    match left_off {
        0 => {}
        1 => session.console.status("Left 1 signatory off."),
        count => session.console.status(format!("Left {count} signatories off.")),
    }
}
