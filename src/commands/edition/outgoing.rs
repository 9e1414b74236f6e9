//! The letters that go out with an edition, as PDF.

use std::path::Path;

use crate::addressees::Addressee;
use crate::commands::edition::jobs::jobs_of;
use crate::commands::edition::{Made, recorded};
use crate::commands::render::Job;
use crate::commands::{Result, Session, enclosed, fonts};
use crate::draft::Version;
use crate::fonts::FontLibrary;
use crate::letters::Letters;
use crate::output::OutputFile;
use crate::typeset::Press;

/// The letters that go out with an edition: one to each addressee, else one in each language.
pub(crate) struct Outgoing {
    letters: Letters,
    /// What is to be made, in order.
    pub(crate) jobs: Vec<Job>,
    fonts: FontLibrary,
}

impl Outgoing {
    /// Fills in the letters of a version on the day of its freezing.
    pub(crate) fn new(
        letters: Letters,
        version: &Version,
        addressees: &[Addressee],
        out: &Path,
        session: &Session,
    ) -> Result<Self> {
        let jobs = jobs_of(&letters, version, addressees, out, session)?;
        enclosed::examine(&jobs, session)?;
        Ok(Self { fonts: fonts::library(&letters, session), letters, jobs })
    }

    /// Adds to the letters of addressees those that go to no row of them, one in each language.
    pub(crate) fn add_copies(
        &mut self,
        version: &Version,
        out: &Path,
        session: &Session,
    ) -> Result<()> {
        if self.jobs.iter().any(|job| job.addressee.is_some()) {
            self.jobs.extend(jobs_of(&self.letters, version, &[], out, session)?);
        }
        Ok(())
    }

    /// The letters as they are filled in.
    pub(crate) fn letters(&self) -> &Letters {
        &self.letters
    }

    /// Where they are written to.
    pub(crate) fn files(&self) -> Vec<OutputFile> {
        self.jobs.iter().filter_map(Job::file).collect()
    }

    /// Makes one of them.
    pub(crate) fn pdf(&self, job: &Job) -> Result<Vec<u8>> {
        Ok(job.bytes(&self.letters, &self.fonts, 0, None)?.0)
    }

    /// Says what was passed over when fonts were looked for.
    pub(crate) fn report_fonts(&self, session: &Session) {
        fonts::report(&self.fonts, session);
    }

    /// Makes one after the other, in their order.
    pub(crate) fn made(&self) -> impl Iterator<Item = Result<Made>> {
        let mut press = Press::of_several(&self.fonts);
        self.jobs.iter().map(move |job| {
            let (pdf, _) = job.bytes_on(&mut press, &self.letters, 0, None)?;
            let path = job.file().map(|file| file.path).unwrap_or_default();
            Ok(Made { letter: recorded(job, &pdf), path, pdf })
        })
    }
}
