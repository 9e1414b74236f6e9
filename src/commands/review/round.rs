//! How a round of a project stands.

use crate::agreement::Agreements;
use crate::clock::Timestamp;
use crate::commands::review::review_list::{ReviewLists, review_lists};
use crate::commands::{Result, outbox_paths};
use crate::diagnostic::visible;
use crate::draft::{self, Texts, Version};
use crate::history;
use crate::mail::outbox::Outbox;
use crate::project::Project;
use crate::review::{Round, RoundSources};

/// A round of a project, and what it was found out from.
#[derive(Debug)]
pub(crate) struct ProjectRound {
    /// The version that it is about; none where nothing is frozen.
    pub(crate) version: Option<Version>,
    /// All that are frozen.
    pub(crate) versions: Vec<Version>,
    pub(crate) lists: ReviewLists,
    pub(crate) round: Round,
    /// The time now, as the outbox counts it.
    pub(crate) now: Timestamp,
}

/// Finds out how the round of a version stands, without a name that of the newest one.
pub(crate) fn project_round(project: &Project, version: Option<&str>) -> Result<ProjectRound> {
    let drafts = project.drafts();
    let versions = draft::versions(&drafts)?;
    let version = match version {
        Some(name) => Some(draft::find(&versions, name)?.clone()),
        None => versions.last().cloned(),
    };
    let lists = review_lists(project)?;
    let outbox = Outbox::read(outbox_paths(project))?;
    let history = history::read(&project.history())?;
    let text = match &version {
        Some(version) => draft::texts(&drafts, version)?,
        None => Texts::new([]),
    };
    let agreements = Agreements::load(&drafts, text)?;
    let standing = agreements.standing();
    let round = Round::new(RoundSources {
        version: version.as_ref().map(Version::id).unwrap_or_default(),
        reviewers: &lists.reviewers,
        outbox: &outbox,
        history: &history,
        signatories: lists.signatories.as_ref(),
        standing: &standing,
    });
    Ok(ProjectRound { version, versions, lists, round, now: outbox.now() })
}

impl ProjectRound {
    /// A version by the id of its text, for people: its label, or the id where it is not frozen here.
    pub(crate) fn named(&self, id: &str) -> String {
        self.with_id(id).map_or_else(|| visible(id), |version| version.label.clone())
    }

    /// The same for programs: `v2@3f9a12bc44e1`, or the id alone.
    pub(crate) fn reference(&self, id: &str) -> String {
        self.with_id(id).map_or_else(|| id.to_owned(), Version::reference)
    }

    fn with_id(&self, id: &str) -> Option<&Version> {
        self.versions.iter().rev().find(|version| version.id() == id)
    }
}
