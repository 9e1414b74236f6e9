//! Which file is meant by the name of a letter, and which are its translations.

use std::path::{Path, PathBuf};

use crate::encoding;
use crate::files;
use crate::letters::LettersError;
use crate::model::Language;
use crate::project::Project;
use crate::source::SourceFile;

/// The name of the letter when nobody gives one.
const USUAL: &str = "joint-letter";

/// What a file that is no text is told to be instead.
const EXPECTED: &str = "a letter is a text file: TOML between `+++` lines, then Markdown";

/// A letter's source in its file.
#[derive(Clone, Debug)]
pub struct LetterFile {
    /// Where it stands.
    pub path: PathBuf,
    /// The same as it is shown.
    pub shown: PathBuf,
    /// The file's name without endings: `joint-letter` of `joint-letter.ko.md`.
    pub name: String,
    /// The language of a translation, as the file's name tells it.
    pub language: Option<Language>,
    /// What stands in it.
    pub text: String,
}

/// A letter with its translations.
pub(crate) struct Family {
    pub(crate) first: LetterFile,
    pub(crate) translations: Vec<LetterFile>,
    /// The translation that was named.
    pub(crate) named: Option<usize>,
}

impl LetterFile {
    /// A letter that stands in no file.
    pub(crate) fn sample(name: &str, text: &str) -> Self {
        let path = PathBuf::from(format!("templates/{name}.md"));
        Self {
            shown: path.clone(),
            path,
            name: name.to_owned(),
            language: None,
            text: text.to_owned(),
        }
    }

    /// The text with the name of its file.
    pub fn source(&self) -> SourceFile<'_> {
        SourceFile { path: &self.shown, text: &self.text }
    }

    pub(crate) fn read(path: PathBuf, project: &Project) -> Result<Self, LettersError> {
        let bytes = files::read(&path)?;
        let shown = project.shown(&path);
        let text = encoding::utf8(bytes, &shown, EXPECTED)
            .map_err(|problem| LettersError::Diagnostics(vec![*problem]))?;
        let (name, language) = name_and_language(&path);
        Ok(Self { path, shown, name, language, text })
    }
}

/// The letter that `template` names: a file in `templates/`, its ending left off or not, else a
/// path from `folder`. Without it, the settings' one, whose path is from the project's folder, the
/// usual one, or the only one.
pub(crate) fn family(
    project: &Project,
    template: Option<&str>,
    folder: &Path,
) -> Result<Family, LettersError> {
    let path = match (template, &project.settings().template) {
        (Some(name), _) => named(project, name, folder)?,
        (None, Some(name)) => named(project, name, project.root())?,
        (None, None) => unnamed(project)?,
    };
    let (name, tag) = name_and_language(&path);
    let parent = path.parent().unwrap_or(Path::new("")).to_owned();
    let base = parent.join(format!("{name}.md"));
    if tag.is_none() || !base.is_file() {
        let mut first = LetterFile::read(path, project)?;
        if tag.is_some() {
            first.name = first.path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        }
        let translations = translations(&parent, &first.name, project)?;
        return Ok(Family { first, translations, named: None });
    }
    let translations = translations(&parent, &name, project)?;
    let named = translations.iter().position(|file| file.path == path);
    Ok(Family { first: LetterFile::read(base, project)?, translations, named })
}

fn named(project: &Project, name: &str, folder: &Path) -> Result<PathBuf, LettersError> {
    let with_ending = format!("{name}.md");
    let places = [project.templates(), folder.to_owned()];
    let candidates = places.iter().flat_map(|place| [place.join(name), place.join(&with_ending)]);
    candidates.into_iter().find(|path| path.is_file()).ok_or_else(|| LettersError::NoLetter {
        name: name.to_owned(),
        letters: letters(&project.templates()),
    })
}

fn unnamed(project: &Project) -> Result<PathBuf, LettersError> {
    let templates = project.templates();
    let usual = templates.join(format!("{USUAL}.md"));
    if usual.is_file() {
        return Ok(usual);
    }
    let letters = letters(&templates);
    match letters.as_slice() {
        [] => Err(LettersError::NoLetters),
        [only] => Ok(templates.join(format!("{only}.md"))),
        _ => Err(LettersError::SeveralLetters { letters }),
    }
}

/// The names of a project's letters.
pub fn names(project: &Project) -> Vec<String> {
    letters(&project.templates())
}

/// The names of the letters in a folder: files with front matter that translate no other.
fn letters(templates: &Path) -> Vec<String> {
    let paths = markdown_files(templates);
    let mut letters: Vec<_> = paths
        .iter()
        .filter(|path| {
            let (name, language) = name_and_language(path);
            language.is_none() || !templates.join(format!("{name}.md")).is_file()
        })
        .filter(|path| {
            std::fs::read(path).is_ok_and(|text| {
                text.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(&text).starts_with(b"+++")
            })
        })
        .filter_map(|path| path.file_stem().map(|stem| stem.to_string_lossy().into_owned()))
        .collect();
    letters.sort();
    letters
}

/// The translations of a file in a folder, by its name without endings.
pub(crate) fn translations(
    folder: &Path,
    name: &str,
    project: &Project,
) -> Result<Vec<LetterFile>, LettersError> {
    let mut paths = markdown_files(folder);
    paths.sort();
    paths
        .into_iter()
        .filter(|path| {
            let (stem, language) = name_and_language(path);
            language.is_some() && stem == name
        })
        .map(|path| LetterFile::read(path, project))
        .collect()
}

fn markdown_files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "md") && path.is_file())
        .collect()
}

/// `joint-letter` and `ko` of `joint-letter.ko.md`.
fn name_and_language(path: &Path) -> (String, Option<Language>) {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let language = stem.rsplit_once('.').and_then(|(name, tag)| {
        let language = Language::parse(tag).ok()?;
        (!name.is_empty()).then(|| (name.to_owned(), Some(language)))
    });
    language.unwrap_or((stem, None))
}
