//! The letters that go out with an edition: what a version makes with a list, as PDF.

use std::path::{Path, PathBuf};

use crate::addressees::Addressee;
use crate::commands::render::{Job, Wanted, jobs};
use crate::commands::{Result, Session, fonts};
use crate::draft::{self, Digest, EditionLetter, Version};
use crate::fonts::FontLibrary;
use crate::letters::{LetterOptions, Letters};
use crate::output::OutputFile;
use crate::render::Format;

/// The letters that go out with an edition: one to each addressee, else one in each language.
pub(crate) struct Outgoing {
    letters: Letters,
    jobs: Vec<Job>,
    fonts: FontLibrary,
}

/// A letter that is made.
pub(crate) struct Made {
    pub(crate) letter: EditionLetter,
    pub(crate) path: PathBuf,
    pub(crate) pdf: Vec<u8>,
}

/// The letter of a version, which calls itself by a label.
pub(crate) fn letters_of(
    version: &Version,
    label: &str,
    drafts: &Path,
    session: &Session,
) -> Result<Letters> {
    let source = draft::source(drafts, version)?;
    let named = Version { label: label.to_owned(), ..version.clone() };
    Ok(Letters::of_version(&source, session.shown(&source), &named, None)?)
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
        let all = ["all".to_owned()];
        let languages = if addressees.is_empty() { all.as_slice() } else { &[] };
        let wanted = Wanted { formats: &[Format::Pdf], languages, output: None, out };
        let options = LetterOptions { today: version.today, addressee: None, draft: None };
        let jobs = jobs(addressees, &letters, wanted, session, &options)?;
        Ok(Self { fonts: fonts::library(&letters, session), letters, jobs })
    }

    /// The letters as they are filled in.
    pub(crate) fn letters(&self) -> &Letters {
        &self.letters
    }

    /// Where they are written to.
    pub(crate) fn files(&self) -> Vec<OutputFile> {
        self.jobs.iter().filter_map(Job::file).collect()
    }

    /// Makes one after the other, in their order.
    pub(crate) fn made(&self) -> impl Iterator<Item = Result<Made>> {
        self.jobs.iter().map(|job| {
            let pdf = job.bytes(&self.letters, &self.fonts, 0, None)?;
            let letter = EditionLetter {
                addressee: job.addressee.as_ref().map(|addressee| addressee.columns.clone()),
                language: job.language().to_string(),
                digest: Digest::of(&pdf),
            };
            let path = job.file().map(|file| file.path).unwrap_or_default();
            Ok(Made { letter, path, pdf })
        })
    }
}
