//! The letter as it stands, set and looked at.

use std::path::PathBuf;

use crate::clock;
use crate::commands::preview::findings::{merged, told};
use crate::commands::preview::list_state::state;
use crate::commands::render::set;
use crate::commands::{Result, Session, check, fonts};
use crate::fonts::FontLibrary;
use crate::letters::{LetterOptions, Letters};
use crate::preview::{SetLetter, View};
use crate::project::{FontSettings, Project};
use crate::render::{self, page_svg};
use crate::typeset::Press;

/// The letter as it stands, set and looked at again and again.
pub(crate) struct Desk<'s> {
    session: &'s Session,
    template: Option<&'s str>,
    /// The files that it was last made from.
    pub(crate) files: Vec<PathBuf>,
    /// Fonts that were found, as long as the settings name the same.
    fonts: Option<(FontSettings, FontLibrary)>,
}

impl<'s> Desk<'s> {
    pub(crate) fn new(session: &'s Session, template: Option<&'s str>) -> Self {
        Self { session, template, files: Vec::new(), fonts: None }
    }

    /// What there is to see now.
    pub(crate) fn look(&mut self) -> View {
        self.try_look()
            .unwrap_or_else(|failure| View { findings: told(failure), ..View::default() })
    }

    fn try_look(&mut self) -> Result<View> {
        let project = self.session.find_project(self.template)?;
        let project = project.as_ref();
        let letters = self.session.letters(project, self.template)?;
        let letter = self.set(&letters);
        self.files = letters.inputs().to_vec();
        self.files.extend(letters.picture_files());
        self.files.extend(project.map(Project::addressees));
        let findings = check::findings_of(&letters, project).unwrap_or_else(told);
        let list = state(&letters, project);
        Ok(match letter {
            Ok(letter) => View { letter: Some(letter), findings: merged(vec![], findings), list },
            Err(failure) => View { letter: None, findings: merged(told(failure), findings), list },
        })
    }

    fn set(&mut self, letters: &Letters) -> Result<SetLetter> {
        let options = LetterOptions { today: clock::today()?, addressee: None, draft: None };
        let assembled = letters.assemble(letters.named(), &options)?;
        let wanted = letters.fonts();
        let known = self.fonts.take().filter(|(settings, _)| *settings == wanted);
        let (_, fonts) = self
            .fonts
            .insert(known.unwrap_or_else(|| (wanted, fonts::library(letters, self.session))));
        let document = set(&assembled, None, letters, &mut Press::new(&*fonts))?;
        Ok(SetLetter {
            title: assembled.letter.document_title().unwrap_or_default(),
            language: assembled.letter.language.clone(),
            pages: page_svg::pages(&document),
            size: document.size,
            html: render::html(&assembled.letter),
        })
    }
}
