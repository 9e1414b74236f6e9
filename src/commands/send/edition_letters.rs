//! The letters of an edition as they are attached.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::commands::Result;
use crate::commands::edition::{Outgoing, recorded};
use crate::commands::send::as_recorded::{check, missing};
use crate::commands::send::person::Person;
use crate::commands::send::which_letter::position;
use crate::draft::{Edition, EditionLetter};
use crate::letters::Assembled;
use crate::mail::Attachment;
use crate::model::Language;

/// The letters of an edition, each set when it is first asked for.
pub(crate) struct EditionLetters {
    outgoing: Outgoing,
    /// The language that the project writes in.
    pub(crate) usual: Language,
    /// What the letters have to be, once the edition was begun.
    edition: Option<Edition>,
    set: RefCell<BTreeMap<usize, (Attachment, EditionLetter)>>,
}

impl EditionLetters {
    /// The letters of an edition that was begun, or is about to be.
    pub(crate) fn new(outgoing: Outgoing, usual: Language, edition: Option<Edition>) -> Self {
        Self { outgoing, usual, edition, set: RefCell::default() }
    }

    /// The letter that somebody gets, and the same as a file.
    pub(crate) fn of(&self, person: &Person) -> Result<(&Arc<Assembled>, Attachment)> {
        let jobs = &self.outgoing.jobs;
        let number = position(jobs, person, &self.usual).ok_or_else(|| missing(&person.id))?;
        Ok((&jobs[number].assembled, self.set(number)?.0))
    }

    /// What is recorded of each.
    pub(crate) fn recorded(&self) -> Result<Vec<EditionLetter>> {
        (0..self.outgoing.jobs.len()).map(|number| Ok(self.set(number)?.1)).collect()
    }

    /// A letter as a file, and what is recorded of it.
    fn set(&self, number: usize) -> Result<(Attachment, EditionLetter)> {
        if let Some(set) = self.set.borrow().get(&number) {
            return Ok(set.clone());
        }
        let job = &self.outgoing.jobs[number];
        let pdf = self.outgoing.pdf(job)?;
        let recorded = recorded(job, &pdf);
        if let Some(edition) = &self.edition {
            check(&recorded, edition)?;
        }
        let language = job.language();
        let tag = (*language != self.usual).then(|| format!(".{language}"));
        let tag = tag.unwrap_or_default();
        let name = format!("{}{tag}.pdf", self.outgoing.letters().name());
        let set = (Attachment::new(&name, pdf), recorded);
        self.set.borrow_mut().insert(number, set.clone());
        Ok(set)
    }
}
