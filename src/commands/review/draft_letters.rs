//! The letter of a version as its reviewers get it: marked as a draft, in their languages.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use crate::commands::edition::letters_of;
use crate::commands::render::Job;
use crate::commands::{Result, Session, fonts};
use crate::draft::Version;
use crate::fonts::FontLibrary;
use crate::letters::{Assembled, LetterFile, LetterOptions, Letters};
use crate::mail::Attachment;
use crate::model::Language;
use crate::output::Target;
use crate::render::Format;

/// The letters of a version, each made when it is first asked for.
pub(crate) struct DraftLetters {
    letters: Letters,
    fonts: FontLibrary,
    version: Version,
    made: RefCell<BTreeMap<PathBuf, Rc<DraftLetter>>>,
}

/// A letter, and the same as a file.
pub(crate) struct DraftLetter {
    pub(crate) assembled: Arc<Assembled>,
    pub(crate) attachment: Attachment,
    /// What the names of files begin with that belong to it.
    pub(crate) stem: String,
}

impl DraftLetters {
    /// The letters of a frozen version.
    pub(crate) fn of(version: &Version, drafts: &Path, session: &Session) -> Result<Self> {
        let letters = letters_of(version, &version.label, drafts, session)?;
        let fonts = fonts::library(&letters, session);
        Ok(Self { letters, fonts, version: version.clone(), made: RefCell::default() })
    }

    /// The letter in a language; where it is not there in it, the first one.
    pub(crate) fn get(&self, language: Option<&Language>) -> Result<Rc<DraftLetter>> {
        let options = LetterOptions {
            today: self.version.today,
            addressee: None,
            draft: Some(format!("DRAFT {}", self.version.label)),
        };
        let translated =
            language.and_then(|language| self.letters.in_language(language, &options).ok());
        let file = translated.unwrap_or_else(|| self.letters.named());
        if let Some(made) = self.made.borrow().get(&file.path) {
            return Ok(Rc::clone(made));
        }
        let made = Rc::new(self.make(file, &options)?);
        self.made.borrow_mut().insert(file.path.clone(), Rc::clone(&made));
        Ok(made)
    }

    fn make(&self, file: &LetterFile, options: &LetterOptions<'_>) -> Result<DraftLetter> {
        let assembled = Arc::new(self.letters.assemble(file, options)?);
        let target = Target::StandardOutput;
        let job = Job::new(Arc::clone(&assembled), Format::Pdf, target, file, None);
        let (pdf, _) = job.bytes(&self.letters, &self.fonts, 0, None)?;
        let tag = file.language.as_ref().map(|language| format!(".{language}"));
        let (name, label) = (self.letters.name(), &self.version.label);
        let stem = format!("{name}{}-{label}", tag.unwrap_or_default());
        let attachment = Attachment::new(&format!("{stem}-draft.pdf"), pdf);
        Ok(DraftLetter { assembled, attachment, stem })
    }
}
