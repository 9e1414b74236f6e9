//! The letters of an edition as they are attached.

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::commands::Result;
use crate::commands::edition::{Outgoing, recorded};
use crate::commands::render::Job;
use crate::commands::send::person::Person;
use crate::diagnostic::Diagnostic;
use crate::draft::{Edition, EditionLetter};
use crate::letters::Assembled;
use crate::mail::Attachment;
use crate::model::Language;

/// The letters of an edition, each set when it is first asked for.
pub(crate) struct EditionLetters {
    outgoing: Outgoing,
    /// The language that the project writes in.
    usual: Language,
    /// What the letters have to be, once the edition was begun.
    edition: Option<Edition>,
    set: RefCell<BTreeMap<usize, Attachment>>,
}

impl EditionLetters {
    /// The letters of an edition that was begun, or is about to be.
    pub(crate) fn new(outgoing: Outgoing, usual: Language, edition: Option<Edition>) -> Self {
        Self { outgoing, usual, edition, set: RefCell::default() }
    }

    /// The language that the project writes in.
    pub(crate) fn usual(&self) -> &Language {
        &self.usual
    }

    /// The letter that somebody gets, and the same as a file.
    pub(crate) fn of(&self, person: &Person) -> Result<(&Assembled, Attachment)> {
        let number = match &person.row {
            Some(row) => self.position(|job| addressee(job) == Some(row)),
            None => self.in_language(person.language.as_ref()),
        };
        let number = number.ok_or_else(|| missing(&person.id))?;
        Ok((&self.outgoing.jobs()[number].assembled, self.attachment(number)?))
    }

    /// What is recorded of each.
    pub(crate) fn recorded(&self) -> Result<Vec<EditionLetter>> {
        let jobs = self.outgoing.jobs().iter().enumerate();
        jobs.map(|(number, job)| Ok(recorded(job, &self.attachment(number)?.bytes))).collect()
    }

    /// Of the letters that go to no row, the one in that very language, else in one like it, else
    /// the first.
    fn in_language(&self, language: Option<&Language>) -> Option<usize> {
        let fits = |fits: &dyn Fn(&Language) -> bool| {
            self.position(|job| addressee(job).is_none() && fits(job.language()))
        };
        let wanted = language.unwrap_or(&self.usual);
        fits(&|language| language == wanted)
            .or_else(|| fits(&|language| language.primary() == wanted.primary()))
            .or_else(|| fits(&|_| true))
    }

    fn position(&self, is_meant: impl Fn(&Job) -> bool) -> Option<usize> {
        self.outgoing.jobs().iter().position(is_meant)
    }

    fn attachment(&self, number: usize) -> Result<Attachment> {
        if let Some(set) = self.set.borrow().get(&number) {
            return Ok(set.clone());
        }
        let job = &self.outgoing.jobs()[number];
        let letters = self.outgoing.letters();
        let pdf = job.bytes(letters, 0, None)?;
        self.check(&recorded(job, &pdf))?;
        let language = job.language();
        let tag = (*language != self.usual).then(|| format!(".{language}")).unwrap_or_default();
        let set = Attachment::new(&format!("{}{tag}.pdf", letters.name()), pdf);
        self.set.borrow_mut().insert(number, set.clone());
        Ok(set)
    }

    /// Whatever goes out with an edition is what the edition says that it is.
    fn check(&self, made: &EditionLetter) -> Result<()> {
        let Some(edition) = &self.edition else { return Ok(()) };
        let id = made.addressee_id();
        if edition.letter(id, &made.language).is_some_and(|recorded| recorded == made) {
            return Ok(());
        }
        let letter = id.map_or(format!("in {}", made.language), |id| format!("to {id}"));
        let name = edition.name();
        let message = format!("the letter {letter} is not made again as `{name}` recorded it");
        let help = format!(
            "it was made by letterctl {}; with the fonts of then, that makes it again, and \
             `--edition new` starts the next edition",
            edition.program
        );
        Err(vec![Diagnostic::error("edition", message).help(help)].into())
    }
}

fn addressee(job: &Job) -> Option<&String> {
    job.addressee.as_ref().map(|addressee| &addressee.id)
}

fn missing(id: &str) -> Vec<Diagnostic> {
    let message = format!("the edition was begun without a letter that could go to `{id}`");
    vec![Diagnostic::error("edition", message).help("`--edition new` starts the next edition")]
}
