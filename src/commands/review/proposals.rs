//! What a reviewer proposes in her Word file: read, and found in the letter.

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::Args;

use crate::commands::review::word_file::returned;
use crate::commands::{Result, Session};
use crate::draft::Version;
use crate::failure::Failure;
use crate::mail::Answer;
use crate::output::Edit;
use crate::project::Project;
use crate::review::Reviewer;
use crate::review::proposals::{self, Found, SavedProposals, Source};

/// What is asked about a reviewer's Word file.
#[derive(Debug, Args)]
pub(crate) struct WordRequest {
    /// Word file that they sent back: show what they propose in it, and keep it
    #[arg(long, value_name = "FILE")]
    docx: Option<PathBuf>,

    /// Apply these proposals to the letter, by their numbers
    #[arg(long, value_name = "N", num_args = 1.., value_delimiter = ',')]
    apply: Vec<usize>,
}

/// What a reviewer proposes, where it belongs, and what of it is to be applied.
pub(crate) struct Asked {
    pub(crate) saved: SavedProposals,
    pub(crate) apply: Vec<usize>,
    pub(crate) located: Located,
    /// What is to be applied, of each of the letter's sources.
    pub(crate) edits: Vec<Vec<Edit>>,
}

/// The letter's sources now, and where in them each proposal belongs.
pub(crate) struct Located {
    pub(crate) paths: Vec<PathBuf>,
    pub(crate) sources: Vec<Source>,
    pub(crate) found: Vec<Option<Found>>,
}

impl WordRequest {
    /// Reads what is asked for; none where nothing is.
    pub(crate) fn read(
        &self,
        answer: Answer,
        reviewer: &Reviewer,
        version: &Version,
        project: &Project,
        session: &Session,
    ) -> Result<Option<Asked>> {
        if self.docx.is_none() && self.apply.is_empty() {
            return Ok(None);
        }
        if answer != Answer::Changes {
            return Err(Failure::user("`--docx` and `--apply` go with the answer `changes`"));
        }
        let kept = proposals::load(&project.proposals(), &reviewer.id);
        let saved = match &self.docx {
            Some(path) => {
                let saved = returned(path, version, &project.drafts(), session)?;
                // A damaged memory of an older file is written over.
                saved.going_on_with(kept.ok())
            }
            None => kept?,
        };
        let apply: Vec<usize> = BTreeSet::from_iter(self.apply.clone()).into_iter().collect();
        let located = Located::of(&saved, project, session)?;
        let mut edits: Vec<Vec<Edit>> = vec![Vec::new(); located.sources.len()];
        for (source, edit) in proposals::chosen(&apply, &saved, &located.found)? {
            edits[source].push(Edit { bytes: edit.bytes, replacement: edit.replacement });
        }
        Ok(Some(Asked { saved, apply, located, edits }))
    }
}
