//! A letter and its frozen versions: what is frozen of it, and a version as a letter again.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use crate::clock::Date;
use crate::draft::{Texts, Version, canonical};
use crate::letters::{LetterFile, LetterOptions, Letters, LettersError};
use crate::model::PictureFile;
use crate::picture::Pictures;
use crate::project::{Project, SETTINGS, TEMPLATES};
use crate::source::{self, Assembled, Purpose};

/// What a template has in it that reaches another file: `{% include … %}`.
const STATEMENT: &str = "{%";
/// What a picture in the body begins with.
const IMAGE: &str = "![";
/// The columns of the list that name pictures.
const PICTURE_COLUMNS: [&str; 2] = ["logo", "signature"];

impl Letters {
    /// The canonical text in each language. It asks for no list, no addressee and no day.
    pub fn texts(&self) -> Result<Texts, LettersError> {
        let mut texts = BTreeMap::new();
        let mut problems = Vec::new();
        for file in self.files() {
            let letter = match self.canonical(file) {
                Ok(assembled) => assembled.letter,
                Err(LettersError::Diagnostics(found)) => {
                    problems.extend(found);
                    continue;
                }
                Err(error) => return Err(error),
            };
            let tag = letter.language.as_str().to_owned();
            if let Some((_, other)) = texts.insert(tag, (canonical(&letter), file)) {
                return Err(LettersError::SameLanguage {
                    language: letter.language,
                    files: [&other.shown, &file.shown].map(Clone::clone),
                });
            }
        }
        if !problems.is_empty() {
            return Err(LettersError::Diagnostics(problems));
        }
        Ok(Texts::new(texts.into_iter().map(|(tag, (text, _))| (tag, text))))
    }

    fn canonical(&self, file: &LetterFile) -> Result<Assembled, LettersError> {
        let (nobody, nothing) = (Arc::default(), BTreeSet::new());
        source::assemble(&self.input(Purpose::Canonical, file, &nobody, &nothing))
            .map_err(LettersError::Diagnostics)
    }

    /// What makes the letter again, at paths within a folder that is then a project of its own: the
    /// letter, its translations and what they include, byte for byte; of the settings and the list
    /// what the letter shows.
    pub fn source(&self) -> Result<Vec<(PathBuf, Vec<u8>)>, LettersError> {
        let outside = |file: &LetterFile| LettersError::Outside { file: file.shown.clone() };
        let project = self.project.as_ref().ok_or_else(|| outside(&self.first))?;
        let mut files = BTreeMap::from([(SETTINGS.into(), project.frozen_settings().into())]);
        for file in self.files() {
            let path = within(project.root(), &file.path).ok_or_else(|| outside(file))?;
            files.insert(path, file.text.clone().into_bytes());
        }
        for (name, bytes) in self.included(project) {
            files.insert(Path::new(TEMPLATES).join(name), bytes);
        }
        for (path, picture) in self.pictures(project) {
            files.insert(path, picture.bytes.clone());
        }
        // The pictures' letters are filled in by now, and so have named their enclosures.
        let enclosed = self.pictures.iter().flat_map(Pictures::enclosed_files);
        files.extend(enclosed.map(|(path, bytes)| (path, bytes.to_vec())));
        if self.list().is_some() {
            files.insert("signatories.csv".into(), self.public_list().csv.into_bytes());
            for (path, picture) in self.pictures_of_list()? {
                files.insert(path, picture.bytes.clone());
            }
        }
        Ok(files.into_iter().collect())
    }

    /// All pictures that the letter and its translations may show, by their paths within the
    /// project.
    fn pictures(&self, project: &Project) -> BTreeMap<PathBuf, Arc<PictureFile>> {
        let names_some =
            [STATEMENT, IMAGE, "logo", "enclosures"].iter().any(|letters| self.mention(letters));
        let (Some(pictures), true) = (&self.pictures, names_some) else { return BTreeMap::new() };
        let options = LetterOptions { today: Date::default(), addressee: None, draft: None };
        for file in self.files() {
            // What cannot be filled in is told elsewhere; what is asked for here is what was read.
            let _filled = (self.assemble(file, &options), self.canonical(file));
            read_named(pictures, &file.text, &file.shown);
        }
        // Those of a branch that is not taken for this list or addressee, too.
        for (name, bytes) in self.included(project) {
            let shown = Path::new(TEMPLATES).join(name);
            read_named(pictures, &String::from_utf8_lossy(&bytes), &shown);
        }
        pictures.all_read()
    }

    /// The pictures that the public list names, by their paths from the list.
    fn pictures_of_list(&self) -> Result<BTreeMap<PathBuf, Arc<PictureFile>>, LettersError> {
        let Some((pictures, file)) = &self.list_pictures else { return Ok(BTreeMap::new()) };
        for row in self.rows.iter() {
            let cells = row.columns.iter().filter(|(column, _)| {
                PICTURE_COLUMNS.iter().any(|name| {
                    let rest = column.strip_prefix(name);
                    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('_'))
                })
            });
            for (_, name) in cells.filter(|(_, name)| !name.is_empty()) {
                let _read = pictures.named(name, file);
            }
        }
        let folder = pictures.folder_of(file);
        let read = pictures.all_read().into_iter();
        // The list stands at the root of what is frozen.
        let moved = read.map(|(path, picture)| match path.strip_prefix(&folder) {
            Ok(within) => Ok((within.to_owned(), picture)),
            Err(_) => Err(LettersError::Outside { file: path }),
        });
        moved.collect()
    }

    /// All files that the letter and its translations may include, by their names.
    fn included(&self, project: &Project) -> BTreeMap<String, Vec<u8>> {
        if !self.mention(STATEMENT) {
            return BTreeMap::new();
        }
        let options = LetterOptions { today: Date::default(), addressee: None, draft: None };
        // A name that is put together of values is known when it is filled in.
        let filled = self.files().flat_map(|file| {
            let printed = self.assemble(file, &options).ok();
            [printed, self.canonical(file).ok()]
        });
        let names: BTreeSet<String> =
            filled.flatten().flat_map(|assembled| assembled.included()).collect();
        source::included(&project.templates(), names, self.own_texts())
    }

    /// A frozen version as it was: with its settings, templates, list and day. `folder` is its
    /// `source/`, of which every file was checked; `shown` is the same as errors name it.
    /// `template` names another of its files than the first.
    pub fn of_version(
        folder: &Path,
        shown: &Path,
        version: &Version,
        template: Option<&str>,
    ) -> Result<Self, LettersError> {
        let project = Project::open(folder, None)?.shown_as(shown);
        let mut letters = Self::of_project(&project, template, folder)?;
        letters.as_of = version.as_of;
        letters.version.clone_from(&version.label);
        letters.frozen = Some(version.clone());
        Ok(letters)
    }

    /// The frozen version that this is, when it is none as it stands now.
    pub fn frozen(&self) -> Option<&Version> {
        self.frozen.as_ref()
    }

    /// The newest version that was frozen of this very text.
    pub fn frozen_as<'v>(
        &self,
        versions: &'v [Version],
    ) -> Result<Option<&'v Version>, LettersError> {
        if versions.is_empty() {
            return Ok(None);
        }
        let digest = self.texts()?.digest();
        Ok(versions.iter().rev().find(|version| version.digest == digest))
    }

    /// Whether a template may ask for `version`, so that it is worth finding out.
    pub fn mention_version(&self) -> bool {
        self.mention("version") || self.mention(STATEMENT)
    }

    /// Whether these letters stand in one of the letter's own texts.
    fn mention(&self, letters: &str) -> bool {
        self.own_texts().any(|text| text.contains(letters))
    }

    /// The texts of the letter, its translations and the settings.
    fn own_texts(&self) -> impl Iterator<Item = &str> {
        let settings = self.project.as_ref().map(Project::settings_text);
        self.files().map(|file| file.text.as_str()).chain(settings)
    }

    /// Lets `version` say which of the frozen versions, the oldest first, has the letter's text. It
    /// is empty where none has, and where the letter has errors, which are told when it is filled in.
    pub fn name_version(&mut self, versions: &[Version]) {
        let version = self.frozen_as(versions).ok().flatten();
        self.version = version.map(|version| version.label.clone()).unwrap_or_default();
    }

    /// What marks the letter as a draft: `DRAFT v2` for one with the text of a frozen version,
    /// `DRAFT after v2` for one with another text than the newest, `DRAFT` where nothing is frozen.
    pub fn draft_mark(&self, versions: &[Version]) -> Result<String, LettersError> {
        if let Some(version) = &self.frozen {
            return Ok(format!("DRAFT {}", version.label));
        }
        Ok(match (self.frozen_as(versions)?, versions.last()) {
            (Some(same), _) => format!("DRAFT {}", same.label),
            (None, Some(newest)) => format!("DRAFT after {}", newest.label),
            (None, None) => "DRAFT".to_owned(),
        })
    }
}

/// Reads the pictures that a text names outright.
fn read_named(pictures: &Pictures, text: &str, shown: &Path) {
    for (at, _) in text.match_indices(IMAGE) {
        let line = text[at..].lines().next().unwrap_or_default();
        let Some((_, name)) = line.split_once("](") else { continue };
        let name = name.strip_prefix('<').unwrap_or(name);
        let name = name.split([')', '>']).next().unwrap_or_default();
        // With a title behind it, or without.
        let names = [Some(name), name.split(' ').next()];
        for name in names.into_iter().flatten().filter(|name| !name.is_empty()) {
            let _read = pictures.named(name, shown);
        }
    }
}

/// The path of a file within a folder; none where it lies outside, be it by a symlink.
fn within(root: &Path, path: &Path) -> Option<PathBuf> {
    let real = path.canonicalize().ok()?;
    let real = real.strip_prefix(root.canonicalize().ok()?).ok()?;
    let is_plain =
        |path: &&Path| path.components().all(|part| matches!(part, Component::Normal(_)));
    let named = path.strip_prefix(root).ok().filter(is_plain);
    Some(named.unwrap_or(real).to_owned())
}
