//! `letterctl sign dedupe`.

use clap::Args;

use crate::commands::sign::likely;
use crate::commands::{Outcome, Result, Session};
use crate::failure::Failure;
use crate::signatories::{self, Apart, Run};

/// What `--help` ends with.
pub(crate) const HELP: &str =
    "Example:\n  letterctl sign dedupe --not-same seatini-uganda seatini-zimbabwe";

#[derive(Debug, Args)]
pub(crate) struct DedupeArgs {
    /// Remember that two rows are two, and report them no more
    #[arg(long, num_args = 2, value_name = "ID")]
    not_same: Option<Vec<String>>,

    /// With `--not-same`, say what would be remembered, and write nothing
    #[arg(long, requires = "not_same")]
    dry_run: bool,
}

pub(crate) fn run(args: &DedupeArgs, session: &Session) -> Result {
    if let Some([one, other]) = args.not_same.as_deref() {
        return tell_apart([one, other], args.dry_run, session);
    }
    let paths = session.list_paths()?;
    let list = signatories::load(&paths.list, &paths.shown)?;
    let apart = Apart::load(&paths.history)?;
    let waiting = session.console.waiting("Comparing");
    let groups = signatories::groups(&signatories::duplicates(&list, &apart));
    drop(waiting);
    likely::show(&groups, &session.console)?;
    Ok(if groups.is_empty() { Outcome::Done } else { Outcome::Findings })
}

fn tell_apart(ids: [&String; 2], dry_run: bool, session: &Session) -> Result {
    let [one, other] = ids.map(String::as_str);
    if one == other {
        return Err(Failure::usage(format!("`{one}` is one row"))
            .hint("name two rows that are not the same: `--not-same ID ID`"));
    }
    let run = if dry_run { Run::Dry } else { Run::Real };
    let set = signatories::set_apart(&session.list_paths()?, [one, other], run)?;
    let [first, second] = &set.labels;
    session.console.status(match (set.is_new, run) {
        (false, _) => format!("That {first} and {second} are two is known already."),
        (true, Run::Dry) => format!("Would remember that {first} and {second} are two."),
        (true, Run::Real) => format!("Remembered that {first} and {second} are two."),
    });
    if session.console.is_json() {
        session
            .console
            .json(&serde_json::json!({ "not_same": [one, other], "new": set.is_new }))?;
    }
    Ok(Outcome::Done)
}
