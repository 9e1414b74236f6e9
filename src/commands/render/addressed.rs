//! The letters of all addressees, or the letter as such.

use std::sync::Arc;

use crate::addressees::Addressee;
use crate::commands::render::job::Job;
use crate::commands::render::jobs::{Wanted, jobs_for};
use crate::commands::{Result, Session};
use crate::diagnostic::Diagnostic;
use crate::failure::{Cause, Failure};
use crate::letters::{LetterOptions, Letters};
use crate::parallel;

/// The fewest letters that a thread is worth.
const LETTERS_PER_THREAD: usize = 4;

/// The letters of all addressees, or the letter as such where there is none. What is wrong with
/// them is told at once.
pub(crate) fn jobs(
    addressees: &[Addressee],
    letters: &Letters,
    wanted: Wanted<'_>,
    session: &Session,
    options: &LetterOptions<'_>,
) -> Result<Vec<Job>> {
    if addressees.is_empty() {
        let (jobs, warnings) = jobs_for(None, letters, wanted, &session.folder, options)?;
        session.console.diagnostics(&warnings);
        return Ok(jobs);
    }
    let filled = parallel::map(
        addressees,
        LETTERS_PER_THREAD,
        || (),
        |(), addressee| jobs_for(Some(addressee), letters, wanted, &session.folder, options),
    );
    let mut jobs = Vec::new();
    let mut problems: Vec<Diagnostic> = Vec::new();
    for filled in filled {
        match filled {
            Err(Failure { cause: Cause::Diagnostics(found), .. }) => {
                for problem in found {
                    if !problems.contains(&problem) {
                        problems.push(problem);
                    }
                }
            }
            filled => {
                let (filled, warnings) = filled?;
                session.console.diagnostics(&warnings);
                jobs.extend(filled);
            }
        }
    }
    if !problems.is_empty() {
        return Err(problems.into());
    }
    let shared = Arc::default();
    for job in &mut jobs {
        job.shared = Arc::clone(&shared);
    }
    Ok(jobs)
}
