//! The project's folder: where it is, and where its files are in it.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, Place};
use crate::encoding;
use crate::files::{self, FileError};
use crate::model::Language;
use crate::picture::Pictures;
use crate::project::{Settings, frozen, settings};

/// The name of the settings file, which also marks a project's folder.
pub const SETTINGS: &str = "letterctl.toml";

/// The name of the folder of letters.
pub const TEMPLATES: &str = "templates";

/// A folder with one letter and its list.
#[derive(Clone, Debug)]
pub struct Project {
    root: PathBuf,
    settings: Settings,
    settings_text: String,
    list: Option<PathBuf>,
    /// What stands before the paths in it when they are shown.
    shown: PathBuf,
}

/// Why the project could not be opened.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ProjectError {
    /// There is no project here or above.
    #[error("`{}` is in no letterctl project", folder.display())]
    NoProject {
        /// Where it was looked for.
        folder: PathBuf,
    },
    /// A file could not be read.
    #[error(transparent)]
    File(#[from] FileError),
    /// The settings are not as they should be.
    #[error("`{SETTINGS}` has errors")]
    Settings(Vec<Diagnostic>),
}

impl Project {
    /// Opens the project of a folder: the nearest one upward with a `letterctl.toml`, else the
    /// folder itself when it has `templates/` or `signatories.csv`. `list` stands in for the list
    /// that the settings name, and makes any folder a project.
    pub fn open(folder: &Path, list: Option<&Path>) -> Result<Self, ProjectError> {
        let root = match root_of(folder) {
            Some(root) => root,
            None if list.is_some() => folder.to_owned(),
            None => return Err(ProjectError::NoProject { folder: folder.to_owned() }),
        };
        let path = root.join(SETTINGS);
        let settings_text = match files::read(&path) {
            Ok(bytes) => {
                encoding::utf8(bytes, Path::new(SETTINGS), "settings are a text file, in TOML")
                    .map_err(|problem| ProjectError::Settings(vec![*problem]))?
            }
            Err(error) if error.source.kind() == ErrorKind::NotFound => String::new(),
            Err(error) => return Err(error.into()),
        };
        let settings = Settings::parse(&settings_text).map_err(ProjectError::Settings)?;
        let list = list.map(|list| folder.join(list));
        Ok(Self { root, settings, settings_text, list, shown: PathBuf::new() })
    }

    /// A folder with no settings and no list, for a letter that stands in no project.
    pub fn bare(root: PathBuf) -> Self {
        Self {
            root,
            settings: Settings::default(),
            settings_text: String::new(),
            list: None,
            shown: PathBuf::new(),
        }
    }

    /// The project's folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// What `letterctl.toml` says.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The language that all letters share, if the settings tell one.
    pub fn language(&self) -> Option<Language> {
        Language::parse(self.settings.letter.get("language")?.as_str()?).ok()
    }

    /// The columns that `[signatories] public` lists, each with its place.
    pub fn public_columns(&self) -> Vec<(String, Place)> {
        settings::public_columns(&self.settings_text)
    }

    /// `letterctl.toml` as it stands, empty when there is none.
    pub fn settings_text(&self) -> &str {
        &self.settings_text
    }

    /// `letterctl.toml` with nothing in it but what makes the letter: `template`, `[letter]`,
    /// `[signatories] public` and `[fonts]`, with their comments and in their order.
    pub fn frozen_settings(&self) -> String {
        frozen::settings(&self.settings_text)
    }

    /// Where `letterctl.toml` is or would be.
    pub fn settings_file(&self) -> PathBuf {
        self.root.join(SETTINGS)
    }

    /// The list of signatories.
    pub fn signatories(&self) -> PathBuf {
        match &self.list {
            Some(list) => list.clone(),
            None => self
                .root
                .join(self.settings.signatories.file.as_deref().unwrap_or("signatories.csv")),
        }
    }

    /// Whether somebody named the list, so that it has to be there.
    pub fn names_signatories(&self) -> bool {
        self.list.is_some() || self.settings.signatories.file.is_some()
    }

    /// The folder of the letters and what they include.
    pub fn templates(&self) -> PathBuf {
        self.root.join(TEMPLATES)
    }

    /// The folder of what `render` writes.
    pub fn out(&self) -> PathBuf {
        self.root.join("out")
    }

    /// The folder of frozen versions, editions and history.
    pub fn drafts(&self) -> PathBuf {
        self.root.join("drafts")
    }

    /// Those to whom the letter goes, if it goes to many.
    pub fn addressees(&self) -> PathBuf {
        self.root.join("addressees.csv")
    }

    /// Those who get drafts, where that are not the contacts of the list.
    pub fn reviewers(&self) -> PathBuf {
        self.root.join(self.settings.review.list.as_deref().unwrap_or("reviewers.csv"))
    }

    /// Whether somebody named the review list, so that it has to be there.
    pub fn names_reviewers(&self) -> bool {
        self.settings.review.list.is_some()
    }

    /// Messages that were built, and what became of them.
    pub fn outbox(&self) -> PathBuf {
        self.root.join(".letterctl").join("outbox")
    }

    /// The history of the list.
    pub fn history(&self) -> PathBuf {
        self.drafts().join("history.jsonl")
    }

    /// The same project, whose files are shown as those of this folder.
    #[must_use]
    pub fn shown_as(self, folder: &Path) -> Self {
        Self { shown: folder.to_owned(), ..self }
    }

    /// The files that are kept in the project: no export is written over these.
    pub fn kept_files(&self) -> Vec<PathBuf> {
        let usual = ["signatories.csv", "addressees.csv", "reviewers.csv"];
        let named = usual.into_iter().chain(self.settings.signatories.file.as_deref());
        let named = named.map(|name| self.root.join(name));
        let letters = self.templates().read_dir().into_iter().flatten();
        let letters = letters.filter_map(|entry| Some(entry.ok()?.path()));
        let others = [self.signatories(), self.reviewers(), self.settings_file(), self.history()];
        others.into_iter().chain(named).chain(letters).collect()
    }

    /// What imports wrote last into the list.
    pub fn imported(&self) -> PathBuf {
        self.root.join(".letterctl").join("imported.jsonl")
    }

    /// What reviewers propose in files that they sent back.
    pub fn proposals(&self) -> PathBuf {
        self.root.join(".letterctl").join("proposals")
    }

    /// The pictures that may be named, all within the folder.
    pub fn pictures(&self) -> Pictures {
        Pictures::new(&self.root, &self.shown)
    }

    /// What was found in font files.
    pub fn known_fonts(&self) -> PathBuf {
        self.root.join(".letterctl").join("fonts.json")
    }

    /// A path as it is shown: relative to the project where it lies in it.
    pub fn shown(&self, path: &Path) -> PathBuf {
        match path.strip_prefix(&self.root) {
            Ok(within) => self.shown.join(within),
            Err(_) => path.to_owned(),
        }
    }
}

/// The folder of the project that a folder is in: the nearest one upward with a `letterctl.toml`, else
/// the folder itself when it has `templates/` or `signatories.csv`.
pub fn root_of(folder: &Path) -> Option<PathBuf> {
    let marked = folder.ancestors().find(|folder| folder.join(SETTINGS).is_file());
    let bare = || folder.join(TEMPLATES).is_dir() || folder.join("signatories.csv").is_file();
    marked.or_else(|| bare().then_some(folder)).map(Path::to_owned)
}
