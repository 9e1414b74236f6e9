//! Counts the list, and shows it in the form asked for.

use std::path::Path;

use crate::clock;
use crate::commands::sign::stats::agreed::agreed;
use crate::commands::sign::stats::{StatsArgs, json, terminal};
use crate::commands::{Outcome, Result, Session, say_unwritten, write};
use crate::failure::Failure;
use crate::output::{self, OutputFile};
use crate::render::{self, SignOns};
use crate::signatories;

pub(crate) fn run(args: &StatsArgs, session: &Session) -> Result {
    let console = &session.console;
    let project = session.project()?;
    let path = project.signatories();
    let list = signatories::load(&path, &project.shown(&path))?;
    let stats = list.stats();
    let deadline = project.settings().review.deadline;
    let output = args.output.as_deref().filter(|output| *output != "-");
    match (args.to, output) {
        (None, None) => {
            // The day of letters: with `SOURCE_DATE_EPOCH`, the same list has the same words.
            let today = clock::today()?;
            let agreed = agreed(&list, &project, session)?;
            if console.is_json() {
                console.json(&json::json(&stats, agreed, deadline, today))?;
            } else {
                console.data(terminal::text(&stats, agreed, deadline, today).as_bytes())?;
            }
            return Ok(Outcome::Done);
        }
        (None, Some(path)) if Path::new(path).extension().is_none_or(|ending| ending != "svg") => {
            return Err(Failure::usage(format!("the ending of `{path}` names no format"))
                .hint("name the format with `--to`"));
        }
        _ => {}
    }
    let sign_ons = SignOns { days: &stats.days, undated: stats.undated, deadline };
    let svg = render::sign_ons(sign_ons).into_bytes();
    let Some(path) = output.map(|path| session.folder.join(path)) else {
        console.data(&svg)?;
        return Ok(Outcome::Done);
    };
    let file = OutputFile { path: path.clone(), purpose: "the curve".to_owned() };
    output::examine(std::slice::from_ref(&file), &project.kept_files())?;
    if args.dry_run {
        say_unwritten(&[file], session);
    } else {
        write(&[(path, svg)], &project.out(), session)?;
    }
    Ok(Outcome::Done)
}
