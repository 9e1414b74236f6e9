//! `letterctl sign merge`.

use std::path::PathBuf;

use clap::Args;

use crate::commands::check::findings_in_json;
use crate::commands::{Outcome, Result, Session};
use crate::signatories::{self, Side};

#[derive(Debug, Args)]
pub(crate) struct MergeArgs {
    /// The list before both changes (git's `%O`)
    base: PathBuf,

    /// The list with one change, which becomes the merged one (git's `%A`)
    ours: PathBuf,

    /// The list with the other change (git's `%B`)
    theirs: PathBuf,

    /// The list's name in conflicts (git's `%P`)
    path: Option<PathBuf>,
}

pub(crate) fn run(args: MergeArgs, session: &Session) -> Result {
    let paths = [args.base, args.ours, args.theirs].map(|path| session.folder.join(path));
    let [base, ours, theirs] = Side::of_git(paths, args.path.as_deref());
    let conflicts = signatories::merge(&base, &ours, &theirs)?;
    if session.console.is_json() {
        session.console.json(&findings_in_json(&conflicts))?;
    } else {
        session.console.diagnostics(&conflicts);
    }
    Ok(if conflicts.is_empty() { Outcome::Done } else { Outcome::Findings })
}
