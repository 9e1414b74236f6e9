//! Renders again after each save, until Ctrl-C.

use std::path::PathBuf;

use crate::commands::render::command::carry_out;
use crate::commands::render::{Job, RenderArgs, plan};
use crate::commands::{Outcome, Result, Session, followed, report};
use crate::failure::{Cause, Failure, FailureKind};
use crate::interrupt;
use crate::output::Target;
use crate::preview::{Follower, News};

pub(crate) fn run(args: &RenderArgs, session: &Session) -> Result {
    let held = interrupt::hold();
    let mut follower = Follower::new();
    let mut inputs = Vec::new();
    follower.follow(followed::folders(session, &inputs));
    loop {
        match once(args, session, &mut inputs, &mut follower) {
            Ok(()) => {}
            // No save mends these.
            Err(failure)
                if failure.kind == FailureKind::Usage
                    || matches!(failure.cause, Cause::ClosedPipe) =>
            {
                return Err(failure);
            }
            Err(failure) => report(&failure, &session.console),
        }
        // What a letter is made from is only known once it was made.
        let has_new = follower.follow(followed::folders(session, &inputs));
        if !has_new && follower.wait(|| held.is_asked()) == News::Over {
            return Ok(Outcome::Done);
        }
    }
}

/// Renders once. `inputs` are the files that it was made from.
fn once(
    args: &RenderArgs,
    session: &Session,
    inputs: &mut Vec<PathBuf>,
    follower: &mut Follower,
) -> Result<()> {
    let plan = plan::plan(args, session)?;
    if plan.jobs.iter().any(|job| matches!(job.target, Target::StandardOutput)) {
        return Err(Failure::usage("`--watch` writes files, and this goes to standard output")
            .hint("name a file with `-o`, or a format that goes to one, as `--to pdf`"));
    }
    inputs.clone_from(&plan.inputs);
    let files: Vec<_> = plan.jobs.iter().filter_map(Job::file).map(|file| file.path).collect();
    follower.pass_over(&files);
    carry_out(&plan, args, session).map(drop)
}
