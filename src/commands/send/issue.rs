//! The edition that goes out, and its record.

use crate::commands::Result;
use crate::commands::draft::author::author;
use crate::commands::send::begun::Begun;
use crate::draft::{self, EditionLetter, NewEdition, PublicList, Version, Way};
use crate::failure::Failure;
use crate::project::Project;

/// The edition that goes out.
pub(crate) struct Issue {
    pub(crate) number: u32,
    pub(crate) version: Version,
    pub(crate) list: PublicList,
    /// What was recorded of it, once it was begun.
    pub(crate) begun: Option<Begun>,
}

impl Issue {
    /// As it is called where it is recorded: `edition-1`.
    pub(crate) fn name(&self) -> String {
        format!("edition-{}", self.number)
    }

    /// Records it, with what is recorded of its letters, unless it is begun already.
    pub(crate) fn begin(
        &self,
        letters: impl FnOnce() -> Result<Vec<EditionLetter>>,
        project: &Project,
    ) -> Result<()> {
        if self.begun.is_some() {
            return Ok(());
        }
        let drafts = project.drafts();
        let others = || {
            Failure::user("another edition was recorded meanwhile, and nothing was sent")
                .hint("the same command finds it, and prints what is left to be done")
        };
        if draft::next_edition(&drafts)? != self.number {
            return Err(others());
        }
        let new = NewEdition {
            version: self.version.reference(),
            list: self.list.clone(),
            way: Way::Mail,
            author: author(project.root()),
            letters: letters()?,
        };
        let edition = draft::record_edition(&drafts, new)?;
        if edition.number == self.number { Ok(()) } else { Err(others()) }
    }
}
