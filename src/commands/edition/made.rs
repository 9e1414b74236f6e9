//! A letter of an edition, made.

use std::path::PathBuf;

use crate::commands::render::Job;
use crate::draft::{Digest, EditionLetter};

/// A letter that is made.
pub(crate) struct Made {
    pub(crate) letter: EditionLetter,
    pub(crate) path: PathBuf,
    pub(crate) pdf: Vec<u8>,
}

/// What an edition records of a letter.
pub(crate) fn recorded(job: &Job, pdf: &[u8]) -> EditionLetter {
    EditionLetter {
        addressee: job.addressee.as_ref().map(|addressee| addressee.columns.clone()),
        language: job.language().to_string(),
        digest: Digest::of(pdf),
    }
}
