//! What a reviewer proposes in her Word file: read, kept, and applied where somebody asks for it.

use std::path::{Path, PathBuf};

use crate::commands::review::proposals_shown::Told;
use crate::commands::review::word_file::returned;
use crate::commands::{Result, Session};
use crate::draft::Version;
use crate::failure::Failure;
use crate::mail::Answer;
use crate::output::{self, Edit};
use crate::project::Project;
use crate::review::Reviewer;
use crate::review::proposals::{self, Found, SavedProposals, Source};
use crate::signatories::Run;

/// What is asked about a reviewer's Word file.
pub(crate) struct WordRequest<'a> {
    pub(crate) docx: Option<&'a Path>,
    pub(crate) apply: &'a [usize],
}

/// What a reviewer proposes, and what of it is to be applied.
pub(crate) struct Asked {
    saved: SavedProposals,
    apply: Vec<usize>,
}

/// The letter's sources now, and where in them each proposal belongs.
struct Located {
    paths: Vec<PathBuf>,
    sources: Vec<Source>,
    found: Vec<Option<Found>>,
}

impl WordRequest<'_> {
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
        let saved = match self.docx {
            Some(path) => {
                let mut saved = returned(path, version, &project.drafts(), session)?;
                // The same file read once more; a damaged memory of an older one is written over.
                if let Ok(Some(kept)) = kept
                    && kept.proposals == saved.proposals
                {
                    saved.applied = kept.applied;
                }
                saved
            }
            None => kept?.ok_or_else(|| {
                let id = &reviewer.id;
                Failure::user(format!("nothing is kept of what {id} proposes"))
                    .hint("`--docx FILE` reads the file that they sent back")
            })?,
        };
        let mut apply = self.apply.to_vec();
        apply.sort_unstable();
        apply.dedup();
        Ok(Some(Asked { saved, apply }))
    }
}

impl Asked {
    /// Applies what is asked for, all or nothing of a file, and keeps the rest.
    pub(crate) fn settle(
        mut self,
        id: &str,
        run: Run,
        project: &Project,
        session: &Session,
    ) -> Result<Told> {
        let located = self.locate(project, session)?;
        let mut edits: Vec<Vec<Edit>> = vec![Vec::new(); located.sources.len()];
        for number in &self.apply {
            let (source, edit) = self.edit(*number, &located)?;
            edits[source].push(edit);
        }
        let mut found = located.found;
        if run == Run::Real {
            for (index, edits) in edits.into_iter().enumerate().filter(|(_, e)| !e.is_empty()) {
                output::edit(&located.paths[index], &located.sources[index].text, edits)?;
            }
            self.saved.applied.extend(&self.apply);
            proposals::save(&project.proposals(), id, &self.saved)?;
            if !self.apply.is_empty() {
                found = self.locate(project, session)?.found;
            }
        }
        Ok(Told { saved: self.saved, found, applied: self.apply, run })
    }

    fn locate(&self, project: &Project, session: &Session) -> Result<Located> {
        let letters = session.letters(Some(project), None)?;
        let mut files: Vec<_> = letters.files().collect();
        // What the translation lacks stands in the first letter.
        files.sort_by_key(|file| file.path.file_name() != self.saved.letter.file_name());
        files.truncate(2);
        let sources: Vec<_> =
            files.iter().map(|file| Source::new(&file.shown, file.text.clone())).collect();
        let found = self.saved.proposals.iter().map(|one| proposals::find(one, &sources)).collect();
        Ok(Located { paths: files.iter().map(|file| file.path.clone()).collect(), sources, found })
    }

    /// The edit of a proposal, with the source that it is one of.
    fn edit(&self, number: usize, located: &Located) -> Result<(usize, Edit)> {
        let all = self.saved.proposals.len();
        let Some(found) = number.checked_sub(1).and_then(|index| located.found.get(index)) else {
            return Err(Failure::user(format!("there is no proposal {number}: there are {all}")));
        };
        if self.saved.applied.contains(&number) {
            return Err(Failure::user(format!("proposal {number} was applied already")));
        }
        let by_hand = |why: &str| {
            Failure::user(format!("proposal {number} cannot be applied: {why}"))
                .hint("change the letter by hand; nothing was applied")
        };
        let found = found
            .as_ref()
            .ok_or_else(|| by_hand("its words stand nowhere in the letter, or in several places"))?;
        let edit = found.edit.clone().map_err(|why| by_hand(&why.to_string()))?;
        Ok((found.source, Edit { bytes: edit.bytes, replacement: edit.replacement }))
    }
}
