//! Makes all that `render` was asked for, and writes it.

use crate::commands::render::made::made;
use crate::commands::render::plan::{self, Plan};
use crate::commands::render::{Job, RenderArgs, watch};
use crate::commands::{Outcome, Result, Session, fonts, say_unwritten, write};
use crate::failure::Failure;
use crate::output::{self, Target};

pub(crate) fn run(args: &RenderArgs, session: &Session) -> Result {
    if args.watch {
        return watch::run(args, session);
    }
    let plan = plan::plan(args, session)?;
    carry_out(&plan, args, session)
}

/// Makes all that was planned, and writes it.
pub(crate) fn carry_out(plan: &Plan, args: &RenderArgs, session: &Session) -> Result {
    let files: Vec<_> = plan.jobs.iter().filter_map(Job::file).collect();
    if plan.jobs.len() > files.len() + 1 {
        return Err(Failure::usage("several letters cannot go to standard output")
            .hint("leave `-o` out, and they go to files"));
    }
    output::examine(&files, &plan.inputs)?;
    if args.dry_run {
        say_unwritten(&files, session);
        return Ok(Outcome::Done);
    }
    let (mut written, mut notes) = (Vec::new(), Vec::new());
    for (job, made) in plan.jobs.iter().zip(made(plan, args, session)) {
        if made.is_err() {
            fonts::report(&plan.fonts, session);
        }
        let (bytes, said) = made?;
        for note in said {
            if !notes.contains(&note) {
                notes.push(note);
            }
        }
        match &job.target {
            Target::StandardOutput => session.console.data(&bytes)?,
            Target::File(path) => written.push((path.clone(), bytes)),
        }
    }
    session.console.diagnostics(&notes);
    fonts::report(&plan.fonts, session);
    write(&written, &plan.out, session)?;
    Ok(if plan.left_off > 0 && !args.final_list.allow_stale {
        Outcome::Findings
    } else {
        Outcome::Done
    })
}
