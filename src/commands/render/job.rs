//! One letter in one format, and where it goes.

use std::sync::Arc;

use crate::addressees::Addressee;
use crate::letters::{Assembled, LetterFile};
use crate::model::Language;
use crate::output::{OutputFile, Target};
use crate::render::pdf::Shared;
use crate::render::{Format, WebPlace};

/// One letter in one format.
pub(crate) struct Job {
    pub(crate) assembled: Arc<Assembled>,
    pub(crate) format: Format,
    pub(crate) target: Target,
    /// What tells it from the others of a run, in words.
    pub(crate) purpose: String,
    /// The one whom it goes to, if it is one of many.
    pub(crate) addressee: Option<Addressee>,
    /// What it shares with the other letters of a run.
    pub(crate) shared: Arc<Shared>,
    /// Where it stands on the web.
    pub(crate) place: WebPlace,
}

impl Job {
    pub(crate) fn new(
        assembled: Arc<Assembled>,
        format: Format,
        target: Target,
        file: &LetterFile,
        addressee: Option<&Addressee>,
    ) -> Self {
        let purpose = match addressee {
            Some(addressee) => format!("the addressee on line {}", addressee.line),
            None => format!("`{}`", file.shown.display()),
        };
        Self {
            assembled,
            format,
            target,
            purpose,
            addressee: addressee.cloned(),
            shared: Arc::default(),
            place: WebPlace::default(),
        }
    }

    /// The language that it is in.
    pub(crate) fn language(&self) -> &Language {
        &self.assembled.letter.language
    }

    /// Lets go of what the letter was filled in with, where no other format has it too.
    pub(crate) fn let_go_of_context(&mut self) {
        if let Some(assembled) = Arc::get_mut(&mut self.assembled) {
            assembled.let_go_of_context();
        }
    }

    /// The file that it goes to, if it goes to one.
    pub(crate) fn file(&self) -> Option<OutputFile> {
        match &self.target {
            Target::StandardOutput => None,
            Target::File(path) => {
                Some(OutputFile { path: path.clone(), purpose: self.purpose.clone() })
            }
        }
    }
}
