//! What is to go out, settled before the first letter is made.

use std::path::PathBuf;

use crate::agreement::Agreements;
use crate::commands::draft::newest::newest;
use crate::commands::draft::otherwise;
use crate::commands::draft::todays_list::todays_list;
use crate::commands::edition::{Outgoing, letters_of};
use crate::commands::{Result, Session, addressees};
use crate::draft::{PublicList, Version};
use crate::letters::Letters;
use crate::project::Project;

/// What is to go out.
pub(crate) struct Plan {
    pub(crate) version: Version,
    pub(crate) list: PublicList,
    pub(crate) outgoing: Outgoing,
    /// The files that no letter is written over.
    pub(crate) inputs: Vec<PathBuf>,
}

/// The newest version with today's list, to the addressees of the project. Whatever of the letter
/// as it stands is not in it is named.
pub(crate) fn plan(project: &Project, allow_stale: bool, session: &Session) -> Result<Plan> {
    let mut standing = session.letters(Some(project), None)?;
    let agreements = Agreements::load(&project.drafts(), standing.texts()?)?;
    let version = newest(&agreements)?;
    let list = todays_list(&mut standing, &agreements, allow_stale, session)?;
    let letters = with_list(&mut standing, &version, &list, project, session)?;
    let addressees = addressees(project)?;
    let outgoing = Outgoing::new(letters, &version, &addressees, &project.out(), session)?;
    otherwise::say(&standing, outgoing.letters(), &version, addressees.first(), session)?;
    let mut inputs: Vec<_> =
        [&standing, outgoing.letters()].into_iter().flat_map(Letters::inputs).cloned().collect();
    inputs.push(project.addressees());
    Ok(Plan { version, list, outgoing, inputs })
}

/// A version with a list that is one of today, which the letter as it stands gets too.
pub(crate) fn with_list(
    standing: &mut Letters,
    version: &Version,
    list: &PublicList,
    project: &Project,
    session: &Session,
) -> Result<Letters> {
    let shown = project.shown(&project.signatories());
    let mut letters = letters_of(version, &version.label, &project.drafts(), session)?;
    // Where it can be mended, what cannot be set is looked for.
    letters.take_list_of(project)?;
    for letters in [standing, &mut letters] {
        letters.take_public_list(list, &shown)?;
    }
    Ok(letters)
}
