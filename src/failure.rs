//! Every error as the user sees it: what kind it is, what to do, and the exit status.

use std::io::ErrorKind;
use std::path::Path;

use crate::addressees::AddresseesError;
use crate::clock::ClockError;
use crate::console::ConsoleError;
use crate::diagnostic::{Diagnostic, Place, backquoted, did_you_mean, visible};
use crate::draft::DraftError;
use crate::export::ExportError;
use crate::files::{FileAction, FileError};
use crate::git::GitError;
use crate::letters::LettersError;
use crate::mail::outbox::OutboxError;
use crate::mail::{MessageError, PasswordError, SettingsError, TransportError};
use crate::output::OutputError;
use crate::preview::PreviewError;
use crate::project::ProjectError;
use crate::render::DocxError;
use crate::render::pdf::PdfError;
use crate::review::ReviewListError;
use crate::review::proposals::{ApplyError, ProposalsError};
use crate::signatories::{RowName, SignatoriesError, Status, UnknownId};
use crate::typeset::{TypesetError, script_fonts};

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
    /// The exit status: 1 the user, 2 usage, 3 the outside.
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
        kind: ErrorKind,
        error: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        match kind {
            ErrorKind::NotFound | ErrorKind::IsADirectory | ErrorKind::NotADirectory => {
                Self::user(error)
            }
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
            ProjectError::File(error) => error.into(),
        }
    }
}

impl From<FileError> for Failure {
    fn from(error: FileError) -> Self {
        match error.action {
            FileAction::Open | FileAction::Read => Self::of_reading(error.source.kind(), error),
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
            SignatoriesError::AlreadyListed { id, status, .. } => {
                let answer = (*status != Status::Confirmed).then(|| {
                    format!("it is {status}; if it signs, use `letterctl sign confirm {id}`")
                });
                let others = [
                    format!("to change it, use `letterctl sign edit {id}`"),
                    "if they are two, add `--allow-duplicate`".to_owned(),
                ];
                answer.into_iter().chain(others).collect()
            }
            SignatoriesError::HasSigned { id, status, .. } => {
                let withdrawal = (*status == Status::Confirmed).then(|| {
                    format!("to take the signature back, use `letterctl sign withdraw {id}`")
                });
                let removal = "`--yes` removes the row all the same".to_owned();
                withdrawal.into_iter().chain([removal]).collect()
            }
            SignatoriesError::Signed(rows) => {
                vec![format!(
                    "to take a signature back, use `letterctl sign withdraw {}`",
                    ids(rows)
                )]
            }
            SignatoriesError::NeverSigned(rows) => {
                vec![format!("to record a no, use `letterctl sign decline {}`", ids(rows))]
            }
            SignatoriesError::StatusIsAnswer { id } => {
                let answers = ["confirm", "decline", "withdraw"]
                    .map(|answer| format!("`letterctl sign {answer} {id}`"));
                vec![format!("to record an answer, use {}", answers.join(", "))]
            }
            SignatoriesError::UnknownIds(unknown) => unknown_ids(unknown),
            _ => Vec::new(),
        };
        let failure = match error {
            SignatoriesError::File(error) => {
                let is_missing = error.source.kind() == ErrorKind::NotFound;
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
            error @ SignatoriesError::StatusIsAnswer { .. } => Self::usage(error),
            error => Self::user(error),
        };
        Self { hints, ..failure }
    }
}

impl From<ApplyError> for Failure {
    fn from(error: ApplyError) -> Self {
        match error {
            ApplyError::Unknown { .. } | ApplyError::Applied { .. } => Self::user(error),
            ApplyError::NotFound { .. } | ApplyError::ByHand { .. } => {
                Self::user(error).hint("change the letter by hand; nothing was applied")
            }
        }
    }
}

impl From<ProposalsError> for Failure {
    fn from(error: ProposalsError) -> Self {
        match error {
            ProposalsError::File(error) => error.into(),
            ProposalsError::Nothing { .. } => {
                Self::user(error).hint("`--docx FILE` reads the file that they sent back")
            }
            ProposalsError::Damaged { .. } => {
                Self::user(error).hint("read the reviewer's file again with `--docx`")
            }
        }
    }
}

impl From<ReviewListError> for Failure {
    fn from(error: ReviewListError) -> Self {
        match error {
            ReviewListError::File(error) => error.into(),
            ReviewListError::Diagnostics(diagnostics) => diagnostics.into(),
            ReviewListError::Unknown { nearest: Some(ref near), .. } => {
                let hint = format!("did you mean `{near}`?");
                Self::user(error).hint(hint)
            }
            ReviewListError::Unknown { .. } => {
                Self::user(error).hint("`letterctl review status` shows the ids")
            }
        }
    }
}

fn ids(rows: &[RowName]) -> String {
    rows.iter().map(|row| row.id.as_str()).collect::<Vec<_>>().join(" ")
}

/// The ids that may be meant, or else where all of them are to be seen.
fn unknown_ids(unknown: &[UnknownId]) -> Vec<String> {
    let near = unknown.iter().filter_map(|unknown| Some((&unknown.id, unknown.nearest.as_ref()?)));
    let hints: Vec<_> = match unknown {
        [_] => near.map(|(_, near)| format!("did you mean `{near}`?")).collect(),
        _ => near.map(|(id, near)| format!("for `{id}`, did you mean `{near}`?")).collect(),
    };
    if hints.is_empty() { vec!["`letterctl sign list` shows the ids".to_owned()] } else { hints }
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
            LettersError::SameLanguage { .. } => {
                vec!["give one of them another `language`".to_owned()]
            }
            LettersError::Outside { .. } => {
                vec!["a version keeps all that makes the letter: move it there".to_owned()]
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
            LettersError::File(error) => return error.into(),
            LettersError::Project(error) => return error.into(),
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

impl From<DraftError> for Failure {
    fn from(error: DraftError) -> Self {
        let hints = match &error {
            DraftError::NoManifest { folder } | DraftError::OtherDigest { folder } => {
                restored(folder)
            }
            DraftError::BrokenSeal { file }
            | DraftError::Changed { file }
            | DraftError::Missing { file } => restored(folder_of_version(file)),
            DraftError::LineEnds { file } => {
                let folder = folder_of_version(file).display();
                vec![
                    "git changed them; `drafts/** -text` in `.gitattributes` keeps it from that"
                        .to_owned(),
                    format!("then, `rm -r {folder}` and `git checkout -- {folder}`"),
                ]
            }
            DraftError::Stray { .. } => vec!["take it away: a version never changes".to_owned()],
            DraftError::FirstEditorial => vec!["leave `--editorial` out".to_owned()],
            DraftError::NothingFrozen { .. } => {
                vec!["`letterctl draft freeze` makes the first version".to_owned()]
            }
            DraftError::Unknown { nearest: Some(near), .. } => {
                vec![format!("did you mean `{near}`?")]
            }
            DraftError::Unknown { known: versions, .. }
            | DraftError::Ambiguous { versions, .. } => {
                vec![format!("there are: {}", backquoted(versions.iter().map(String::as_str)))]
            }
            DraftError::UnknownEdition { known, .. } if known.is_empty() => {
                vec!["nothing went out yet: `letterctl draft edition` records what does".to_owned()]
            }
            DraftError::UnknownEdition { known, .. } => {
                let known: Vec<_> = known.iter().map(ToString::to_string).collect();
                vec![format!("there are: {}", backquoted(known.iter().map(String::as_str)))]
            }
            _ => Vec::new(),
        };
        match error {
            DraftError::File(error) => error.into(),
            error => Self { hints, ..Self::user(error) },
        }
    }
}

/// How a version becomes again what it was.
fn restored(folder: &Path) -> Vec<String> {
    let folder = folder.display();
    vec![format!("where it is kept in git, `git checkout -- {folder}` brings it back as it was")]
}

/// `drafts/v2` of a file in it.
fn folder_of_version(file: &Path) -> &Path {
    file.ancestors().find(|folder| folder.components().count() == 2).unwrap_or(file)
}

impl From<AddresseesError> for Failure {
    fn from(error: AddresseesError) -> Self {
        match error {
            AddresseesError::Diagnostics(diagnostics) => diagnostics.into(),
            AddresseesError::File(error) => error.into(),
        }
    }
}

impl From<ExportError> for Failure {
    fn from(error: ExportError) -> Self {
        match error {
            ExportError::LongCells(cells) => cells.into(),
            ExportError::TooLarge { .. } => Self::user(error).hint("export to CSV or JSON"),
            ExportError::Workbook(_) => Self::system(error),
        }
    }
}

impl From<PreviewError> for Failure {
    fn from(error: PreviewError) -> Self {
        match error {
            PreviewError::Port { .. } => {
                Self::system(error).hint("without `--port`, one that is free is taken")
            }
            PreviewError::Token { .. } => Self::system(error),
        }
    }
}

impl From<OutputError> for Failure {
    fn from(error: OutputError) -> Self {
        match error {
            OutputError::Files(error) => error.into(),
            OutputError::Incomplete { .. } => Self::system(error),
            OutputError::Changed { .. } => Self::system(error).hint("run it again"),
            OutputError::Overlap { .. } => Self::user(error).hint("apply one, then the other"),
            OutputError::Clash { .. } => Self::user(error)
                .hint("with `-o`, a pattern such as `out/{{ addressee.name | slug }}.pdf` tells them apart"),
            OutputError::Foreign { .. } => {
                Self::user(error).hint("name another folder, or move the file away")
            }
            OutputError::OntoInput { .. }
            | OutputError::InVersion { .. }
            | OutputError::Folder { .. } => Self::user(error).hint("name another file with `-o`"),
        }
    }
}

impl Failure {
    /// A letter that cannot be set, with the place of what hinders it.
    pub(crate) fn of_typesetting(error: &TypesetError, place: Option<Place>) -> Self {
        let message = error.to_string();
        let problem = match error {
            TypesetError::MissingGlyph { character, language, hindrances, .. } => {
                let script = script_fonts::script_of(*character, language);
                let found = if script_fonts::is_private(*character) {
                    "it means something in one font only: put that into a folder that `[fonts] \
                     folder` names, or type another character"
                        .to_owned()
                } else if script_fonts::is_unknown(script) {
                    "Unicode has no such character, nor has any font: type another one".to_owned()
                } else {
                    let (family, package) = script_fonts::recommended(script, language);
                    format!(
                        "`{family}` has such characters (Debian's package `{package}`): install \
                         it, or put it into a folder that `[fonts] folder` names"
                    )
                };
                let hindrances = hindrances.iter().map(|hindrance| visible(hindrance));
                hindrances
                    .fold(Diagnostic::error("missing-glyph", message), Diagnostic::help)
                    .help(found)
                    .help("text, Markdown, HTML and mail can have any: `--to html`")
            }
            TypesetError::TooManyColumns { .. } => Diagnostic::error("table", message)
                .help("divide it, or put its rows where its columns are"),
            TypesetError::NoRoom => Diagnostic::error("no-room", message)
                .help("`page.margins` and `page.size` set them"),
        };
        vec![problem.at(place)].into()
    }
}

impl From<DocxError> for Failure {
    fn from(error: DocxError) -> Self {
        Self::system(error)
    }
}

impl From<PdfError> for Failure {
    fn from(error: PdfError) -> Self {
        let damaged = matches!(error, PdfError::Subset { .. });
        let failure = Self::user(error);
        if damaged {
            failure.hint("install it anew, or take it away so that another font serves")
        } else {
            failure
        }
    }
}

impl From<MessageError> for Failure {
    fn from(error: MessageError) -> Self {
        Self::user(error)
    }
}

impl From<OutboxError> for Failure {
    fn from(error: OutboxError) -> Self {
        match error {
            OutboxError::File(error) => error.into(),
            OutboxError::Busy { .. } => Self::system(error).hint("wait until it has ended"),
            OutboxError::Unrecorded { ref key, .. } => {
                let resolve = format!("`letterctl review resolve {key}");
                let hint = format!("{resolve} --sent` or `--not-sent` settles it");
                Self::system(error).hint(hint)
            }
            OutboxError::Changed { .. } => {
                Self::user(error).hint("delete it: the message is built anew")
            }
            OutboxError::NoEntry { .. } => {
                Self::user(error).hint("`letterctl review status` shows what was sent")
            }
            OutboxError::NotUnknown { .. } => Self::user(error),
            OutboxError::Closed { .. } => Self::system(error),
        }
    }
}

impl From<SettingsError> for Failure {
    fn from(error: SettingsError) -> Self {
        match error {
            SettingsError::File(error) => error.into(),
            SettingsError::Diagnostics(diagnostics) => diagnostics.into(),
        }
    }
}

impl From<PasswordError> for Failure {
    fn from(error: PasswordError) -> Self {
        match error {
            PasswordError::NotRun { .. } | PasswordError::Failed { .. } => {
                Self::user(error).hint("what it prints is not shown: run the command by hand")
            }
            PasswordError::NoPassword { .. } => Self::user(error),
        }
    }
}

impl From<TransportError> for Failure {
    fn from(error: TransportError) -> Self {
        match &error {
            TransportError::NoPassword { .. } => Self::user(error).hint(
                "put it into `LETTERCTL_MAIL_PASSWORD`, or `password_command` into `~/.config/letterctl/mail.toml`",
            ),
            TransportError::NotLoopback { .. } => {
                Self::user(error).hint("`tls = \"starttls\"` or `\"tls\"` in `[mail]` encrypts it")
            }
            TransportError::NoStarttls { .. } => Self::system(error)
                .hint("some servers want `tls = \"tls\"` in `[mail]`, most often on port 465"),
            TransportError::Tls { .. } | TransportError::Authorities { .. } => Self::system(error)
                .hint("`SSL_CERT_FILE` can name a file with the authorities to trust"),
            _ => Self::system(error),
        }
    }
}
