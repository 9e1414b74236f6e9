//! The people of a round: who gets drafts, and the rows that they answer for.

use std::collections::BTreeMap;

use crate::commands::Result;
use crate::project::Project;
use crate::review::{ReviewList, Reviewer};
use crate::signatories::{self, Published, Signatories};

/// The review list of a project with its list of signatories.
pub(crate) struct People {
    pub(crate) reviewers: ReviewList,
    pub(crate) signatories: Option<Signatories>,
    published: Published,
}

impl People {
    /// Reads both. Where the project has no review list, the contacts of the signatories are one.
    pub(crate) fn of(project: &Project) -> Result<Self> {
        let public = project.public_columns();
        let public = public.iter().map(|(name, place)| (name.as_str(), Some(place.clone())));
        let published = Published::new(public)?;
        let path = project.signatories();
        let load = || signatories::load(&path, &project.shown(&path));
        let reviewers = project.reviewers();
        if reviewers.exists() || project.names_reviewers() {
            let is_there = path.exists() || project.names_signatories();
            let signatories = is_there.then(load).transpose()?;
            let shown = project.shown(&reviewers);
            let reviewers = ReviewList::load(&reviewers, &shown, signatories.as_ref())?;
            return Ok(Self { reviewers, signatories, published });
        }
        let signatories = load()?;
        let reviewers = ReviewList::of_contacts(&signatories, &published);
        Ok(Self { reviewers, signatories: Some(signatories), published })
    }

    /// What a mail may say of the row that somebody answers for.
    pub(crate) fn signatory(&self, reviewer: &Reviewer) -> Option<BTreeMap<String, String>> {
        let row = self.signatories.as_ref()?.find(reviewer.signatory.as_ref()?).ok()?;
        Some(row.published(&self.published))
    }

    /// What somebody is called where everybody may read it: by the row that they answer for, else
    /// by their id.
    pub(crate) fn label(&self, reviewer: &Reviewer) -> String {
        let row = reviewer.signatory.as_ref().zip(self.signatories.as_ref());
        let row = row.and_then(|(id, list)| list.find(id).ok());
        row.map_or_else(|| reviewer.id.clone(), |row| row.label())
    }
}
