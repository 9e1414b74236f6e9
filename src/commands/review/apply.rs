//! Applying what a reviewer proposes, where somebody asks for it.

use crate::commands::review::proposals::{Asked, Located};
use crate::commands::{Result, Session};
use crate::output;
use crate::project::Project;
use crate::review::proposals::{self, SavedProposals, Source, Told};
use crate::signatories::Run;

impl Asked {
    /// Applies what is asked for, all or nothing of a file, and keeps the rest.
    pub(crate) fn settle(
        mut self,
        id: &str,
        run: Run,
        project: &Project,
        session: &Session,
    ) -> Result<Told> {
        let numbers = self.apply.iter().map(usize::to_string).collect::<Vec<_>>().join(", ");
        let Located { paths, sources, mut found } = self.located;
        self.saved.applied.extend(&self.apply);
        if run == Run::Real {
            for (index, edits) in self.edits.into_iter().enumerate() {
                if !edits.is_empty() {
                    output::edit(&paths[index], &sources[index].text, edits)?;
                }
            }
            proposals::save(&project.proposals(), id, &self.saved)?;
            found = Located::of(&self.saved, project, session)?.found;
        }
        let is_open = self.saved.proposals.len() > self.saved.applied.len();
        let console = &session.console;
        match (run, self.apply.is_empty()) {
            (Run::Real, false) => console.status(format!("Applied {numbers} to the letter.")),
            (Run::Dry, false) => console.status(format!("Would apply {numbers} to the letter.")),
            (_, true) if is_open => console.status(format!(
                "`letterctl review record {id} changes --apply N…` applies those that you choose."
            )),
            (_, true) => {}
        }
        Ok(Told { saved: self.saved, found })
    }
}

impl Located {
    /// Finds the places of proposals in the letter as it stands.
    pub(crate) fn of(saved: &SavedProposals, project: &Project, session: &Session) -> Result<Self> {
        let letters = session.letters(Some(project), None)?;
        let mut files: Vec<_> = letters.files().collect();
        // What the translation lacks stands in the first letter.
        files.sort_by_key(|file| file.path.file_name() != saved.letter.file_name());
        files.truncate(2);
        let sources: Vec<_> =
            files.iter().map(|file| Source::new(&file.shown, file.text.clone())).collect();
        let found = saved.proposals.iter().map(|one| proposals::find(one, &sources)).collect();
        Ok(Self { paths: files.iter().map(|file| file.path.clone()).collect(), sources, found })
    }
}
