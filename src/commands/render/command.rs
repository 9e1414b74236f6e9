//! Makes all that `render` was asked for, and writes it.

use std::path::Path;

use crate::commands::render::RenderArgs;
use crate::commands::render::plan;
use crate::commands::{Outcome, Result, Session};
use crate::failure::Failure;
use crate::output::{self, OutputFile, Target};

pub(crate) fn run(args: &RenderArgs, session: &Session) -> Result {
    let plan = plan::plan(args, session)?;
    let files: Vec<_> = plan
        .jobs
        .iter()
        .filter_map(|job| match &job.target {
            Target::StandardOutput => None,
            Target::File(path) => {
                Some(OutputFile { path: path.clone(), purpose: job.purpose.clone() })
            }
        })
        .collect();
    if plan.jobs.len() > files.len() + 1 {
        return Err(Failure::usage("several letters cannot go to standard output")
            .hint("leave `-o` out, and they go to files"));
    }
    output::examine(&files, &plan.inputs)?;
    if args.dry_run {
        for file in &files {
            let path = session.shown(&file.path).display();
            session.console.status(format!("Would write {path}."));
        }
        return Ok(Outcome::Done);
    }
    let mut written = Vec::new();
    for job in &plan.jobs {
        let bytes = job.bytes(&plan.letters, args.width, plan.from.as_deref())?;
        match &job.target {
            Target::StandardOutput => session.console.data(&bytes)?,
            Target::File(path) => written.push((path.clone(), bytes)),
        }
    }
    output::write(&written, &plan.out)?;
    match written.as_slice() {
        [] => {}
        [(path, _)] => session.console.status(format!("Wrote {}.", session.shown(path).display())),
        all => {
            for (path, _) in all {
                session.console.detail(format!("Wrote {}.", session.shown(path).display()));
            }
            let place = output::folder_of_all(all).map(|folder| session.shown(folder));
            let place = place.filter(|folder| *folder != Path::new(""));
            let place = place.map_or(String::new(), |folder| format!(" to {}", folder.display()));
            session.console.status(format!("Wrote {0} of {0} files{place}.", all.len()));
        }
    }
    Ok(if plan.left_off > 0 && !args.final_list.allow_stale {
        Outcome::Findings
    } else {
        Outcome::Done
    })
}
