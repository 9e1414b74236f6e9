//! The letters of all addressees, or the letter as such.

use std::rc::Rc;

use crate::addressees::Addressee;
use crate::commands::render::job::Job;
use crate::commands::render::jobs::{Wanted, jobs_for};
use crate::commands::{Result, Session};
use crate::diagnostic::Diagnostic;
use crate::failure::{Cause, Failure};
use crate::letters::{LetterOptions, Letters};

/// The letters of all addressees, or the letter as such where there is none. What is wrong with
/// them is told at once.
pub(crate) fn jobs(
    addressees: &[Addressee],
    letters: &Letters,
    wanted: Wanted<'_>,
    session: &Session,
    options: &LetterOptions<'_>,
) -> Result<Vec<Job>> {
    let mut jobs = Vec::new();
    if addressees.is_empty() {
        jobs = jobs_for(None, letters, wanted, session, options)?;
    }
    let mut problems: Vec<Diagnostic> = Vec::new();
    for addressee in addressees {
        match jobs_for(Some(addressee), letters, wanted, session, options) {
            Err(Failure { cause: Cause::Diagnostics(found), .. }) => {
                for problem in found {
                    if !problems.contains(&problem) {
                        problems.push(problem);
                    }
                }
            }
            made => jobs.extend(made?),
        }
    }
    if !problems.is_empty() {
        return Err(problems.into());
    }
    let (images, enclosures) = (Rc::default(), Rc::default());
    for job in &mut jobs {
        job.images = Rc::clone(&images);
        job.enclosures = Rc::clone(&enclosures);
    }
    Ok(jobs)
}
