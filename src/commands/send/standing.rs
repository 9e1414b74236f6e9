//! The letter as it stands, of which an edition can be made.

use crate::agreement::Agreements;
use crate::commands::Result;
use crate::commands::draft::newest::newest;
use crate::commands::send::today::Today;
use crate::draft::Version;
use crate::letters::Letters;
use crate::project::Project;

/// The letter as it stands, whose text is that of the newest version.
pub(crate) struct Standing<'a> {
    pub(crate) letters: Letters,
    pub(crate) agreements: Agreements,
    pub(crate) version: Version,
    pub(crate) today: &'a Today,
}

impl<'a> Standing<'a> {
    /// Finds the version; the letter is refused if it has another text.
    pub(crate) fn new(letters: Letters, project: &Project, today: &'a Today) -> Result<Self> {
        let agreements = Agreements::load(&project.drafts(), letters.texts()?)?;
        let version = newest(&agreements)?;
        Ok(Self { letters, agreements, version, today })
    }
}
