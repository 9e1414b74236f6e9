//! A letter with its translations and its list, filled in on demand.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::clock::{self, Date};
use crate::diagnostic::{Diagnostic, Place};
use crate::draft::{PublicList, Version};
use crate::letters::{LetterFile, LettersError, locate};
use crate::model::Language;
use crate::picture::Pictures;
use crate::project::{FontSettings, Project, SETTINGS};
use crate::signatories::{self, GROUPING, Listed, Published, Row, Signatories};
use crate::source::{self, Assembled, Input, Purpose, SignatoryRow, SourceFile};

/// The letter that is there without a project, with its list.
const SAMPLE: (&str, &str) =
    (include_str!("../../templates/joint-letter.md"), include_str!("../../signatories.csv"));

/// A letter with its translations and its list, ready to be filled in.
#[derive(Debug)]
pub struct Letters {
    pub(crate) first: LetterFile,
    translations: Vec<LetterFile>,
    /// The one that the command line names, as an index into `translations`; else the first.
    named: Option<usize>,
    pub(crate) project: Option<Project>,
    shared: Option<(String, toml::Table)>,
    pub(crate) rows: Arc<[SignatoryRow]>,
    private_columns: BTreeSet<String>,
    pub(crate) as_of: Option<Date>,
    list: Option<Signatories>,
    /// The pictures of the project.
    pub(crate) pictures: Option<Pictures>,
    /// Those that the list names, and its file as it is shown.
    pub(crate) list_pictures: Option<(Pictures, PathBuf)>,
    /// Which rows of the list the letter names or counts, by number.
    counted: BTreeSet<usize>,
    published: Published,
    inputs: Vec<PathBuf>,
    /// The frozen version that this is.
    pub(crate) frozen: Option<Version>,
    /// What `version` says.
    pub(crate) version: String,
    /// Whether the publisher's words stand above the letter that goes to no row of addressees.
    with_notice: bool,
}

/// What a letter is filled in with beside its source and list.
#[derive(Clone, Debug)]
pub struct LetterOptions<'a> {
    /// The day of `date = "today"`.
    pub today: Date,
    /// The row of `addressees.csv` that it goes to.
    pub addressee: Option<&'a BTreeMap<String, String>>,
    /// `DRAFT`, on a letter that is not the final one.
    pub draft: Option<String>,
}

impl Letters {
    /// The letter of a project that `template` names, or the one that is there when it names none.
    pub fn of_project(
        project: &Project,
        template: Option<&str>,
        folder: &Path,
    ) -> Result<Self, LettersError> {
        let family = locate::family(project, template, folder)?;
        let shared = &project.settings().letter;
        let shared =
            (!shared.is_empty()).then(|| (project.settings_text().to_owned(), shared.clone()));
        let mut letters = Self {
            translations: family.translations,
            named: family.named,
            project: Some(project.clone()),
            pictures: Some(project.pictures()),
            shared,
            inputs: vec![project.signatories(), project.settings_file(), project.history()],
            ..Self::alone(family.first)
        };
        let files: Vec<_> = letters.files().map(|file| file.path.clone()).collect();
        letters.inputs.extend(files);
        letters.take_list_of(project)?;
        Ok(letters)
    }

    /// Takes the list of a project, as it stands now, where there is one.
    pub fn take_list_of(&mut self, project: &Project) -> Result<(), LettersError> {
        let path = project.signatories();
        if path.exists() || project.names_signatories() {
            let list = signatories::load(&path, &project.shown(&path))?;
            self.list_pictures = Some((project.pictures(), project.shown(&path)));
            let public = project.public_columns().into_iter();
            let public: Vec<_> = public.map(|(name, place)| (name, Some(place))).collect();
            self.take_list(list, &public)?;
        }
        Ok(())
    }

    /// Looks for the pictures that a list of the day names in a project as it stands now, then in
    /// what the letter has been made of.
    pub fn take_pictures_of(&mut self, project: &Project) {
        let pictures = match self.list_pictures.take() {
            Some((own, file)) => project.pictures().or(own, file),
            None => project.pictures(),
        };
        self.list_pictures = Some((pictures, project.shown(&project.signatories())));
    }

    /// The sample letter, for a folder that is in no project.
    pub fn sample() -> Result<Self, LettersError> {
        let mut letters = Self::alone(LetterFile::sample("joint-letter", SAMPLE.0));
        let list = signatories::parse(SAMPLE.1.as_bytes(), Path::new("signatories.csv"))
            .map_err(LettersError::Diagnostics)?;
        letters.take_list(list, &[])?;
        Ok(letters)
    }

    /// A letter without translations, settings and list.
    fn alone(first: LetterFile) -> Self {
        Self {
            first,
            translations: Vec::new(),
            named: None,
            project: None,
            frozen: None,
            version: String::new(),
            with_notice: true,
            shared: None,
            rows: Arc::default(),
            private_columns: BTreeSet::new(),
            as_of: None,
            list: None,
            pictures: None,
            list_pictures: None,
            counted: BTreeSet::new(),
            published: Published::default(),
            inputs: Vec::new(),
        }
    }

    /// The letter's name: its file's without endings.
    pub fn name(&self) -> &str {
        &self.first.name
    }

    /// The first letter and its translations.
    pub fn files(&self) -> impl Iterator<Item = &LetterFile> {
        std::iter::once(&self.first).chain(&self.translations)
    }

    /// The one that the command line names, else the first.
    pub fn named(&self) -> &LetterFile {
        self.named.map_or(&self.first, |index| &self.translations[index])
    }

    /// Where characters come from that the fonts compiled in lack.
    pub fn fonts(&self) -> FontSettings {
        self.project.as_ref().map(|project| project.settings().fonts.clone()).unwrap_or_default()
    }

    /// What the letter is made from and what is kept beside it: no output is written over these.
    pub fn inputs(&self) -> &[PathBuf] {
        &self.inputs
    }

    /// The pictures that were read so far: no output is written over these either.
    pub fn picture_files(&self) -> Vec<PathBuf> {
        let of_list = self.list_pictures.iter().map(|(pictures, _)| pictures);
        self.pictures.iter().chain(of_list).flat_map(Pictures::files_read).collect()
    }

    /// The list, with all that is private in it, when there is one.
    pub fn list(&self) -> Option<&Signatories> {
        self.list.as_ref()
    }

    /// The letter in each of the languages named; `all` is every one that is there. Without a name,
    /// the one that the command line named.
    pub fn chosen(
        &self,
        languages: &[String],
        options: &LetterOptions<'_>,
    ) -> Result<Vec<&LetterFile>, LettersError> {
        let mut chosen: Vec<&LetterFile> = Vec::new();
        for name in languages {
            let files = match name.as_str() {
                "all" => self.files().collect(),
                tag => vec![self.in_language(&Language::parse(tag)?, options)?],
            };
            for file in files {
                if !chosen.iter().any(|other| other.path == file.path) {
                    chosen.push(file);
                }
            }
        }
        Ok(if languages.is_empty() { vec![self.named()] } else { chosen })
    }

    /// The letter in a language: the translation of that tag, else of that language, else the
    /// first letter when it is in it.
    pub fn in_language(
        &self,
        language: &Language,
        options: &LetterOptions<'_>,
    ) -> Result<&LetterFile, LettersError> {
        let tagged = |fits: &dyn Fn(&Language) -> bool| {
            self.translations.iter().find(|file| file.language.as_ref().is_some_and(fits))
        };
        if let Some(file) = tagged(&|tag| tag == language) {
            return Ok(file);
        }
        let own = self.assemble(&self.first, options)?.letter.language;
        if own == *language || own.primary() == language.primary() {
            return Ok(&self.first);
        }
        tagged(&|tag| tag.primary() == language.primary()).ok_or_else(|| {
            let translations = self.translations.iter().filter_map(|file| file.language.clone());
            LettersError::NoTranslation {
                name: self.name().to_owned(),
                language: language.clone(),
                languages: std::iter::once(own).chain(translations).collect(),
            }
        })
    }

    /// The latest day on which a named row was signed, if any tells one: what `as_of` says.
    pub fn as_of(&self) -> Option<Date> {
        self.as_of
    }

    /// The columns of the list that may stand in what is made for the public.
    pub fn published(&self) -> &Published {
        &self.published
    }

    /// Takes what a letter may say of a list: public columns of those who signed.
    fn take_list(
        &mut self,
        list: Signatories,
        public: &[(String, Option<Place>)],
    ) -> Result<(), LettersError> {
        let public = public.iter().map(|(name, place)| (name.as_str(), place.clone()));
        let published = Published::new(public).map_err(LettersError::Diagnostics)?;
        self.private_columns = list.unpublished(&published).map(str::to_owned).collect();
        self.list = Some(list);
        self.published = published;
        self.retain(|_| true);
        Ok(())
    }

    /// The list as the public sees it: those whom the letter names or counts.
    pub fn public_list(&self) -> PublicList {
        let signs = |row: Row<'_>| self.counted.contains(&row.number);
        let csv = |list| signatories::frozen_list(list, &self.published, signs);
        PublicList { csv: self.list().map(csv).unwrap_or_default(), as_of: self.as_of }
    }

    /// Names and counts those of a list that the public saw. `shown` is its file as errors name it.
    /// The places of what cannot be set are still looked for in the list from before.
    pub fn take_public_list(
        &mut self,
        public: &PublicList,
        shown: &Path,
    ) -> Result<(), LettersError> {
        self.private_columns = BTreeSet::new();
        self.as_of = public.as_of;
        self.rows = Arc::default();
        if public.csv.is_empty() {
            return Ok(());
        }
        let list =
            signatories::parse(public.csv.as_bytes(), shown).map_err(LettersError::Diagnostics)?;
        let columns = list.column_names().map(|name| (name, None));
        let published = Published::new(columns).map_err(LettersError::Diagnostics)?;
        let counted = list.rows().filter(Row::counts);
        self.rows = counted.map(|row| signatory_row(row, &published)).collect();
        Ok(())
    }

    /// Lets go of what letters are filled in with from the list, once all are: of a long one it is
    /// much.
    pub fn let_go_of_rows(&mut self) {
        self.rows = Arc::default();
    }

    /// How many the letter names or counts.
    pub fn count(&self) -> usize {
        self.rows.len()
    }

    /// Leaves the publisher's notice out, which whoever gets the letter has no need of.
    pub fn leave_out_notice(&mut self) {
        self.with_notice = false;
    }

    /// Whether the letter names or counts a row of its list.
    pub fn counts(&self, row: Row<'_>) -> bool {
        self.counted.contains(&row.number)
    }

    /// Names and counts only those of the list whom a letter may name or count and `signs` says.
    pub fn retain(&mut self, signs: impl Fn(Row<'_>) -> bool) {
        let Some(list) = &self.list else { return };
        let counted: Vec<_> = list.rows().filter(|row| row.counts() && signs(*row)).collect();
        self.rows = counted.iter().map(|row| signatory_row(*row, &self.published)).collect();
        self.counted = counted.iter().map(|row| row.number).collect();
        let named = counted.iter().filter(|row| row.listed() == Listed::Yes);
        self.as_of = named.filter_map(|row| clock::date(row.cell("signed_on"))).max();
    }

    /// Fills in one of the letter's files.
    pub fn assemble(
        &self,
        file: &LetterFile,
        options: &LetterOptions<'_>,
    ) -> Result<Assembled, LettersError> {
        let input = Input {
            addressee: options.addressee,
            without_notice: options.addressee.is_some() || !self.with_notice,
            today: options.today,
            as_of: self.as_of,
            version: &self.version,
            draft: options.draft.clone(),
            ..self.input(Purpose::Printed, file, &self.rows, &self.private_columns)
        };
        source::assemble(&input).map_err(|problems| {
            LettersError::Diagnostics(problems.into_iter().map(|one| self.placed(one)).collect())
        })
    }

    /// A problem with a picture that the list names, at the place of its cell.
    fn placed(&self, problem: Diagnostic) -> Diagnostic {
        let of_list = self.list_pictures.as_ref().zip(problem.place.as_ref());
        let place =
            of_list.filter(|((_, file), place)| place.file == *file).and_then(|(_, place)| {
                self.list.as_ref()?.find_on_line(place.line, place.shown(), &self.published)
            });
        match place {
            Some(place) => problem.at(place),
            None => problem,
        }
    }

    /// What one of the letter's files is filled in with when nobody has signed.
    pub(crate) fn input<'a>(
        &'a self,
        purpose: Purpose,
        file: &'a LetterFile,
        rows: &'a Arc<[SignatoryRow]>,
        private_columns: &'a BTreeSet<String>,
    ) -> Input<'a> {
        let translates = file.language.is_some() && file.path != self.first.path;
        let shared = self
            .shared
            .as_ref()
            .map(|(text, table)| (SourceFile { path: Path::new(SETTINGS), text }, table.clone()));
        Input {
            purpose,
            source: file.source(),
            language: file.language.clone(),
            first: translates.then(|| self.first.source()),
            shared,
            includes: self.project.as_ref().map(Project::templates),
            pictures: self.pictures.clone(),
            list_pictures: self.list_pictures.clone(),
            rows,
            private_columns,
            addressee: None,
            without_notice: false,
            today: Date::default(),
            as_of: None,
            version: "",
            draft: None,
        }
    }
}

/// The columns of a row that a letter may show.
fn signatory_row(row: Row<'_>, published: &Published) -> SignatoryRow {
    let anonymous = row.listed() == Listed::Anonymous;
    let mut columns = row.published(published);
    if anonymous {
        columns.retain(|column, _| GROUPING.contains(&column.as_str()));
    }
    SignatoryRow { kind: row.kind(), anonymous, columns, line: row.line() }
}
