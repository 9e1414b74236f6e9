//! Why a letter could not be made.

use crate::diagnostic::Diagnostic;
use crate::files::FileError;
use crate::model::{Language, LanguageError};
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
