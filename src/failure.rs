//! Every error as the user sees it: what kind it is, what to do, and the exit status.

use std::io::ErrorKind;

use crate::addressees::AddresseesError;
use crate::clock::ClockError;
use crate::console::ConsoleError;
use crate::diagnostic::{Diagnostic, backquoted, did_you_mean};
use crate::files::FileError;
use crate::git::GitError;
use crate::letters::LettersError;
use crate::mail::MessageError;
use crate::output::OutputError;
use crate::project::ProjectError;
use crate::render::pdf::PdfError;
use crate::signatories::SignatoriesError;
use crate::typeset::TypesetError;

/// Why a command did not do what was asked.
#[derive(Debug)]
pub struct Failure {
    /// Whose turn it is.
    pub kind: FailureKind,
    /// What went wrong.
    pub cause: Cause,
    /// What to do about it, each a line.
    pub hints: Vec<String>,
}

/// Whose turn it is when something went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailureKind {
    /// The user must look: letter, list, settings, a named input that is missing.
    User,
    /// The command line cannot be meant as it stands.
    Usage,
    /// The outside failed: disk, network.
    System,
}

/// What went wrong.
#[derive(Debug)]
pub enum Cause {
    /// Problems in the user's text, with their places.
    Diagnostics(Vec<Diagnostic>),
    /// An operation that failed.
    Error(Box<dyn std::error::Error + Send + Sync>),
    /// Nobody reads the output any more.
    ClosedPipe,
}

impl FailureKind {
    /// The exit status (DESIGN of the command line: 1 the user, 2 usage, 3 the outside).
    pub fn exit_status(self) -> u8 {
        match self {
            Self::User => 1,
            Self::Usage => 2,
            Self::System => 3,
        }
    }
}

impl Failure {
    /// A failure that the user can mend.
    pub fn user(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self { kind: FailureKind::User, cause: Cause::Error(error.into()), hints: Vec::new() }
    }

    /// A command line that cannot be meant as it stands.
    pub fn usage(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self { kind: FailureKind::Usage, ..Self::user(error) }
    }

    /// A failure of the outside.
    pub fn system(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self { kind: FailureKind::System, ..Self::user(error) }
    }

    /// The same, with a line on what to do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// A failure of reading a file: missing is the user's to mend, all else the outside's.
    pub(crate) fn of_reading(
        source: &std::io::Error,
        error: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        match source.kind() {
            std::io::ErrorKind::NotFound
            | std::io::ErrorKind::IsADirectory
            | std::io::ErrorKind::NotADirectory => Self::user(error),
            _ => Self::system(error),
        }
    }
}

impl From<Vec<Diagnostic>> for Failure {
    fn from(diagnostics: Vec<Diagnostic>) -> Self {
        Self { kind: FailureKind::User, cause: Cause::Diagnostics(diagnostics), hints: Vec::new() }
    }
}

impl From<Box<Diagnostic>> for Failure {
    fn from(diagnostic: Box<Diagnostic>) -> Self {
        vec![*diagnostic].into()
    }
}

impl From<ConsoleError> for Failure {
    fn from(error: ConsoleError) -> Self {
        if error.is_closed_pipe() {
            return Self { cause: Cause::ClosedPipe, ..Self::user("") };
        }
        Self::system(error)
    }
}

impl From<ClockError> for Failure {
    fn from(error: ClockError) -> Self {
        Self::user(error).hint("unset it, or give seconds such as `date +%s` prints")
    }
}

impl From<ProjectError> for Failure {
    fn from(error: ProjectError) -> Self {
        match error {
            ProjectError::Settings(diagnostics) => diagnostics.into(),
            ProjectError::NoProject { .. } => {
                Self::user(error).hint("`letterctl init` writes a project to start from")
            }
            ProjectError::Io { .. } => Self::system(error),
        }
    }
}

impl From<FileError> for Failure {
    fn from(error: FileError) -> Self {
        match error.source.kind() {
            std::io::ErrorKind::NotFound | std::io::ErrorKind::IsADirectory => Self::user(error),
            _ => Self::system(error),
        }
    }
}

impl From<GitError> for Failure {
    fn from(error: GitError) -> Self {
        match error {
            GitError::NotRun { .. } | GitError::Failed { .. } => Self::system(error),
            GitError::NoRepository { .. } => Self::user(error),
            GitError::UnknownRevision { .. } => Self::user(error)
                .hint("in a clone that is not whole, as in CI, `git fetch` brings it"),
        }
    }
}

impl From<SignatoriesError> for Failure {
    fn from(error: SignatoriesError) -> Self {
        let hints = match &error {
            SignatoriesError::AlreadyListed { id, .. } => vec![
                format!("`letterctl sign show {id}` shows the row"),
                "if they are two, add `--allow-duplicate`".to_owned(),
            ],
            SignatoriesError::HasSigned { id, .. } => vec![
                format!(
                    "set the `status` of `{id}` to `withdrawn`: the signature is taken back, the record kept"
                ),
                "`--yes` removes the row all the same".to_owned(),
            ],
            SignatoriesError::UnknownId { nearest: Some(near), .. } => {
                vec![format!("did you mean `{near}`?")]
            }
            SignatoriesError::UnknownId { nearest: None, .. } => {
                vec!["`letterctl sign list` shows the ids".to_owned()]
            }
            _ => Vec::new(),
        };
        let failure = match error {
            SignatoriesError::File(error) => {
                let is_missing = error.source.kind() == std::io::ErrorKind::NotFound;
                let is_usual = error.path.ends_with("signatories.csv");
                let failure = Self::from(error);
                return match (is_missing, is_usual) {
                    (true, true) => failure.hint("`letterctl init` writes a list to start from"),
                    (true, false) => failure.hint(
                        "`file` in `[signatories]` of `letterctl.toml` names the list, or `--signatories`",
                    ),
                    (false, _) => failure,
                };
            }
            SignatoriesError::Problems(problems) => Self::from(problems),
            error => Self::user(error),
        };
        Self { hints, ..failure }
    }
}

impl From<LettersError> for Failure {
    fn from(error: LettersError) -> Self {
        let hints = match &error {
            LettersError::NoLetter { name, letters } => {
                match did_you_mean(name, letters.iter().map(String::as_str)) {
                    Some(hint) => vec![hint],
                    None => named(letters),
                }
            }
            LettersError::SeveralLetters { letters } => {
                let mut hints = named(letters);
                hints.push("name one: `letterctl render NAME`".to_owned());
                hints
            }
            LettersError::NoLetters => {
                vec!["`letterctl init` writes a letter to start from".to_owned()]
            }
            LettersError::NoTranslation { languages, .. } => {
                let languages: Vec<_> = languages.iter().map(ToString::to_string).collect();
                vec![format!("it is there in {}", languages.join(", "))]
            }
            _ => Vec::new(),
        };
        let failure = match error {
            LettersError::Diagnostics(diagnostics) => Self::from(diagnostics),
            LettersError::Signatories(error) => return error.into(),
            LettersError::Io { ref source, .. } if source.kind() != ErrorKind::NotFound => {
                Self::system(error)
            }
            error => Self::user(error),
        };
        Self { hints, ..failure }
    }
}

fn named(letters: &[String]) -> Vec<String> {
    if letters.is_empty() {
        return Vec::new();
    }
    vec![format!("there are: {}", backquoted(letters.iter().map(String::as_str)))]
}

impl From<AddresseesError> for Failure {
    fn from(error: AddresseesError) -> Self {
        match error {
            AddresseesError::Diagnostics(diagnostics) => diagnostics.into(),
            AddresseesError::File(error) => error.into(),
        }
    }
}

impl From<OutputError> for Failure {
    fn from(error: OutputError) -> Self {
        match error {
            OutputError::Files(error) => error.into(),
            OutputError::Incomplete { .. } => Self::system(error),
            OutputError::Clash { .. } => Self::user(error)
                .hint("with `-o`, a pattern such as `out/{{ addressee.name | slug }}.pdf` tells them apart"),
            OutputError::OntoInput { .. } | OutputError::Folder { .. } => {
                Self::user(error).hint("name another file with `-o`")
            }
        }
    }
}

impl From<TypesetError> for Failure {
    fn from(error: TypesetError) -> Self {
        let hint = match &error {
            TypesetError::MissingGlyph { .. } => {
                "the fonts that come with letterctl have Latin, Greek and Cyrillic letters"
            }
            TypesetError::NoRoom => "`page.margins` and `page.size` set them",
        };
        Self::user(error).hint(hint)
    }
}

impl From<PdfError> for Failure {
    fn from(error: PdfError) -> Self {
        Self::user(error)
    }
}

impl From<MessageError> for Failure {
    fn from(error: MessageError) -> Self {
        Self::user(error)
    }
}
