//! Which version a sign-off is about, by what was frozen and what was sent.

use crate::agreement::{self, Bound};
use crate::clock::{self, Moment};
use crate::commands::Result;
use crate::commands::review::review_lists;
use crate::draft::{self, Version};
use crate::mail::outbox;
use crate::project::Project;
use crate::review::{Reviewer, SentVersions};

/// What tells which version a sign-off is about.
#[derive(Debug)]
pub(crate) struct Binding {
    pub(crate) versions: Vec<Version>,
    sent: SentVersions,
}

impl Binding {
    /// Reads which versions were frozen, and which were sent to whom.
    pub(crate) fn load(project: &Project) -> Result<Self> {
        let versions = draft::versions(&project.drafts())?;
        let mailed = if versions.is_empty() {
            Vec::new()
        } else {
            outbox::mailed_by_history(&project.history())?
        };
        // Without mails, nobody need know who answers for whom.
        let lists = if mailed.is_empty() { None } else { Some(review_lists(project)?) };
        let sent = SentVersions::of(&mailed, lists.as_ref().map(|lists| &lists.reviewers));
        Ok(Self { versions, sent })
    }

    /// The version that a sign-off of a row is about which was given on a day or at a time; without
    /// one, now. What cannot be read as a day tells nothing.
    pub(crate) fn of_row(&self, id: &str, on: Option<&str>) -> Option<Bound<'_>> {
        agreement::binding(&self.versions, self.sent.to_row(id), given(on)?)
    }

    /// The version that an answer of somebody is about: the one that they got last before, else the
    /// one that a sign-off of the row would be about.
    pub(crate) fn of_reviewer(&self, reviewer: &Reviewer, on: Option<&str>) -> Option<Bound<'_>> {
        let given = given(on)?;
        let own = self.sent.to_reviewer(&reviewer.id);
        let bound = agreement::binding(&self.versions, own, given)?;
        let row = reviewer.signatory.as_deref().filter(|_| !bound.was_sent);
        row.map_or(Some(bound), |row| self.of_row(row, on))
    }
}

fn given(on: Option<&str>) -> Option<Moment> {
    match on.filter(|on| !on.is_empty()) {
        Some(on) => clock::moment(on),
        None => Some(Moment::At(clock::now())),
    }
}
