//! The templates of mails: which file is meant, and in which language.

use std::path::PathBuf;

use crate::diagnostic::Diagnostic;
use crate::letters::locate::{LetterFile, translations};
use crate::letters::{Assembled, LettersError};
use crate::model::Language;
use crate::project::Project;
use crate::source::{self, FilledMail, MailContext, MailSource};

/// What a mail is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MailKind {
    /// A draft, to be agreed to.
    Review,
    /// Once more, to those who have not answered.
    Reminder,
    /// The letter, to an addressee.
    Final,
    /// The letter, to a signatory.
    Copy,
}

impl MailKind {
    /// The name of its template without ending, and what that says where a project has none.
    fn template(self) -> (&'static str, &'static str) {
        match self {
            Self::Review => ("review", include_str!("../../templates/mail/review.md")),
            Self::Reminder => ("reminder", include_str!("../../templates/mail/reminder.md")),
            Self::Final => ("final", include_str!("../../templates/mail/final.md")),
            Self::Copy => ("copy", include_str!("../../templates/mail/copy.md")),
        }
    }

    /// Its word: `review`, `reminder`, `final`, `copy`.
    pub fn word(self) -> &'static str {
        self.template().0
    }
}

/// A mail's template with its translations.
#[derive(Clone, Debug)]
pub struct MailTemplates {
    first: LetterFile,
    translations: Vec<LetterFile>,
    includes: Option<PathBuf>,
    /// Whether the project has none, so that the program's own stands in, which is in English.
    pub built_in: bool,
}

impl MailTemplates {
    /// The template in `templates/mail/`, with its translations.
    pub fn load(project: &Project, kind: MailKind) -> Result<Self, LettersError> {
        let (name, own) = kind.template();
        let folder = project.templates().join("mail");
        let path = folder.join(format!("{name}.md"));
        let built_in = !path.is_file();
        let first = if built_in {
            LetterFile::sample(&format!("mail/{name}"), own)
        } else {
            LetterFile::read(path, project)?
        };
        let translations = translations(&folder, name, project)?;
        Ok(Self { first, translations, includes: Some(project.templates()), built_in })
    }

    /// Fills in the mail for one recipient: in `wanted`, else in the language that the template
    /// without a tag is written in, `usual`.
    pub fn fill(
        &self,
        letter: &Assembled,
        seen: &MailContext<'_>,
        wanted: &Language,
        usual: &Language,
    ) -> Result<FilledMail, Vec<Diagnostic>> {
        let usual = if self.built_in { &Language::default() } else { usual };
        let file = self.in_language(wanted, usual);
        let translates = file.language.is_some();
        source::mail(
            &MailSource {
                file: file.source(),
                first: translates.then(|| self.first.source()),
                includes: self.includes.clone(),
                language: file.language.as_ref().unwrap_or(usual),
            },
            letter,
            seen,
        )
    }

    /// The translation of that tag, else of that language, unless the first one is in it.
    fn in_language(&self, wanted: &Language, usual: &Language) -> &LetterFile {
        let tagged = |fits: &dyn Fn(&Language) -> bool| {
            self.translations.iter().find(|file| file.language.as_ref().is_some_and(fits))
        };
        let exact = tagged(&|tag| tag == wanted);
        let near = || tagged(&|tag| tag.primary() == wanted.primary());
        let is_usual = usual.primary() == wanted.primary();
        exact.or_else(|| if is_usual { None } else { near() }).unwrap_or(&self.first)
    }
}
