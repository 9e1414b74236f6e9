//! Makes all that `render` was asked for, and writes it.

use std::sync::{Mutex, PoisonError};

use crate::commands::render::plan::{self, Plan};
use crate::commands::render::{Job, RenderArgs, watch};
use crate::commands::{Outcome, Result, Session, fonts, say_unwritten, write};
use crate::diagnostic::Diagnostic;
use crate::failure::Failure;
use crate::output::{self, Target};
use crate::parallel;
use crate::typeset::Press;

/// The fewest letters that a thread is worth.
const LETTERS_PER_THREAD: usize = 4;

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

/// The bytes of a letter, and what is to be said of it.
type Made = (Vec<u8>, Vec<Diagnostic>);

/// What is made of all letters, in their order.
fn made(plan: &Plan, args: &RenderArgs, session: &Session) -> Vec<Result<Made>> {
    // The first letter looks for fonts, and one that is alone may have thousands of pages.
    let waiting = Mutex::new(Some(session.console.waiting("Setting")));
    let progress = Mutex::new(session.console.progress(plan.jobs.len(), "Setting"));
    let press = || match plan.jobs.len() {
        1 => Press::new(&plan.fonts),
        _ => Press::of_several(&plan.fonts),
    };
    parallel::map(&plan.jobs, LETTERS_PER_THREAD, press, |press, job| {
        let bytes = job.bytes_on(press, &plan.letters, args.width, plan.from.as_deref());
        drop(waiting.lock().unwrap_or_else(PoisonError::into_inner).take());
        progress.lock().unwrap_or_else(PoisonError::into_inner).advance();
        bytes
    })
}
