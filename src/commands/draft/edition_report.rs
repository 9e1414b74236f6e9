//! What `letterctl draft edition` tells of one.

use std::path::PathBuf;

use serde::Serialize;

use crate::commands::draft::edition_plan::Plan;
use crate::commands::edition::Made;
use crate::draft::Edition;
use crate::project::Project;

/// An edition as it is told, in words and in JSON.
#[derive(Serialize)]
pub(crate) struct EditionReport {
    edition: u32,
    version: String,
    /// When it was recorded; null of one that is not.
    time: Option<String>,
    signatories: usize,
    letters: Vec<LetterReport>,
}

#[derive(Serialize)]
struct LetterReport {
    addressee: Option<String>,
    language: String,
    sha256: String,
    file: PathBuf,
}

impl EditionReport {
    /// One with a number that is not recorded yet.
    pub(crate) fn new(number: u32, plan: &Plan, made: &[Made], project: &Project) -> Self {
        let letters = made.iter().map(|made| LetterReport {
            addressee: made.letter.addressee_id().map(str::to_owned),
            language: made.letter.language.clone(),
            sha256: made.letter.digest.as_str().to_owned(),
            file: project.shown(&made.path),
        });
        Self {
            edition: number,
            version: plan.version.reference(),
            time: None,
            signatories: plan.outgoing.letters().count(),
            letters: letters.collect(),
        }
    }

    /// The same, recorded.
    pub(crate) fn recorded(self, edition: &Edition) -> Self {
        Self { edition: edition.number, time: Some(edition.time.to_string()), ..self }
    }

    /// What was done with it, in a sentence.
    pub(crate) fn sentence(&self, verb: &str) -> String {
        let Self { edition, version, .. } = self;
        let letters = counted(self.letters.len(), "letter", "letters");
        let signatories = counted(self.signatories, "signatory", "signatories");
        format!("{verb} edition {edition}: {version}, {letters}, {signatories}.")
    }
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
