//! The letters of a run, made on as many threads as they are worth.

use std::sync::{Mutex, PoisonError};

use crate::commands::render::RenderArgs;
use crate::commands::render::plan::Plan;
use crate::commands::{Result, Session};
use crate::diagnostic::Diagnostic;
use crate::parallel;
use crate::typeset::Press;

/// The fewest letters that a thread is worth.
const LETTERS_PER_THREAD: usize = 4;

/// The bytes of a letter, and what is to be said of it.
pub(crate) type Made = (Vec<u8>, Vec<Diagnostic>);

/// What is made of all letters, in their order.
pub(crate) fn made(plan: &Plan, args: &RenderArgs, session: &Session) -> Vec<Result<Made>> {
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
