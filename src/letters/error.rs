//! Why a letter could not be made.

use std::path::PathBuf;

use crate::diagnostic::Diagnostic;
use crate::files::FileError;
use crate::model::{Language, LanguageError};
use crate::project::ProjectError;
use crate::signatories::SignatoriesError;

/// Why a letter could not be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LettersError {
    /// The source, the settings or the list have problems.
    #[error("the letter has errors")]
    Diagnostics(Vec<Diagnostic>),
    /// The list could not be read.
    #[error(transparent)]
    Signatories(#[from] SignatoriesError),
    /// The project of a frozen version could not be opened.
    #[error(transparent)]
    Project(#[from] ProjectError),
    /// A file could not be read.
    #[error(transparent)]
    File(#[from] FileError),
    /// There is no letter of that name.
    #[error("there is no letter `{name}`")]
    NoLetter {
        /// The name as given.
        name: String,
        /// The letters that there are.
        letters: Vec<String>,
    },
    /// The project has no letter.
    #[error("there is no letter in `templates/`")]
    NoLetters,
    /// The project has several letters, and none was named.
    #[error("there are several letters in `templates/`")]
    SeveralLetters {
        /// Their names.
        letters: Vec<String>,
    },
    /// Two files of a letter are in the same language.
    #[error("`{}` and `{}` are both in `{language}`", files[0].display(), files[1].display())]
    SameLanguage {
        /// The language.
        language: Language,
        /// The files as they are shown.
        files: [PathBuf; 2],
    },
    /// The letter lies outside the project's folder, or in no project, so that no version of it can
    /// be kept there.
    #[error("`{}` lies outside the folder of the project", file.display())]
    Outside {
        /// The file as it is shown.
        file: PathBuf,
    },
    /// A language named on the command line is none.
    #[error(transparent)]
    Language(#[from] LanguageError),
    /// The letter is not there in that language.
    #[error("there is no `{language}` version of `{name}`")]
    NoTranslation {
        /// The letter.
        name: String,
        /// The language asked for.
        language: Language,
        /// The languages of its translations.
        languages: Vec<Language>,
    },
}
