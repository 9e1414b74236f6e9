//! What commands are given, and how they end.

use std::path::{Path, PathBuf};

use crate::console::Console;
use crate::draft;
use crate::failure::Failure;
use crate::letters::Letters;
use crate::project::{Project, ProjectError};
use crate::signatories::ListPaths;

/// What every command is given beside its own arguments.
#[derive(Debug)]
pub(crate) struct Session {
    /// The folder that relative paths are meant from, absolute.
    pub(crate) folder: PathBuf,
    /// `--signatories`: the list, when not the project's.
    pub(crate) list: Option<PathBuf>,
    /// Where words and data go.
    pub(crate) console: Console,
}

/// How a command ended that did what was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Done; nothing to look at.
    Done,
    /// Done, and there is something that the user must look at.
    Findings,
    /// Ended before all was done, since somebody pressed Ctrl-C.
    Interrupted,
}

/// What `run` of a command returns.
pub(crate) type Result<T = Outcome> = std::result::Result<T, Failure>;

impl Session {
    /// The project, which this command cannot do without.
    pub(crate) fn project(&self) -> Result<Project> {
        Ok(Project::open(&self.folder, self.list.as_deref())?)
    }

    /// The project, if the folder is in one; where a letter is named, the folder serves as one, so
    /// that a letter can be set that stands in no project.
    pub(crate) fn find_project(&self, template: Option<&str>) -> Result<Option<Project>> {
        match Project::open(&self.folder, self.list.as_deref()) {
            Ok(project) => Ok(Some(project)),
            Err(ProjectError::NoProject { .. }) if template.is_none() => Ok(None),
            Err(ProjectError::NoProject { folder }) => Ok(Some(Project::bare(folder))),
            Err(error) => Err(error.into()),
        }
    }

    /// The project's letter that `template` names; the sample where there is no project.
    pub(crate) fn letters(
        &self,
        project: Option<&Project>,
        template: Option<&str>,
    ) -> Result<Letters> {
        let Some(project) = project else { return Ok(Letters::sample()?) };
        let mut letters = Letters::of_project(project, template, &self.folder)?;
        if letters.mention_version() {
            letters.name_version(&draft::versions(&project.drafts())?);
        }
        Ok(letters)
    }

    /// The files of the list.
    pub(crate) fn list_paths(&self) -> Result<ListPaths> {
        let project = self.project()?;
        let list = project.signatories();
        Ok(ListPaths { shown: project.shown(&list), list, history: project.history() })
    }

    /// A path as the user would write it from here.
    pub(crate) fn shown<'a>(&self, path: &'a Path) -> &'a Path {
        let within = path.strip_prefix(&self.folder).unwrap_or(path);
        if within.as_os_str().is_empty() { Path::new(".") } else { within }
    }
}
