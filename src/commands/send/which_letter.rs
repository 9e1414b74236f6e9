//! Which letter of an edition somebody gets.

use crate::commands::render::Job;
use crate::commands::send::person::Person;
use crate::model::Language;

/// The position of the letter for somebody: that of their own row; else of those that go to no row
/// the one in that very language, else in one like it, else the first. None where there is no such
/// letter.
pub(crate) fn position(jobs: &[Job], person: &Person, usual: &Language) -> Option<usize> {
    if let Some(row) = &person.row {
        return jobs.iter().position(|job| addressee(job) == Some(row));
    }
    let wanted = person.language.as_ref().unwrap_or(usual);
    let find = |fits: &dyn Fn(&Language) -> bool| {
        jobs.iter().position(|job| addressee(job).is_none() && fits(job.language()))
    };
    find(&|language| language == wanted)
        .or_else(|| find(&|language| language.primary() == wanted.primary()))
        .or_else(|| find(&|_| true))
}

fn addressee(job: &Job) -> Option<&String> {
    job.addressee.as_ref().map(|addressee| &addressee.id)
}
