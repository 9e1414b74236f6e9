//! An edition that was begun goes on, with the text and the list that it was begun with.

use crate::commands::edition::letters_of;
use crate::commands::send::begun::Begun;
use crate::commands::send::chosen::Chosen;
use crate::commands::send::issue::Issue;
use crate::commands::send::person::Person;
use crate::commands::send::since;
use crate::commands::send::standing::Standing;
use crate::commands::{Result, Session};
use crate::draft::Version;
use crate::project::Project;

/// An edition that was begun, of a version. What the lists of today have otherwise is named.
pub(crate) fn go_on(
    begun: Begun,
    people: Vec<Person>,
    version: &Version,
    standing: Standing<'_>,
    project: &Project,
    session: &Session,
) -> Result<Chosen> {
    since::say(&begun, &standing, session)?;
    let mut standing = standing.letters;
    let drafts = project.drafts();
    let label = begun.edition.version.split('@').next().unwrap_or_default();
    let mut letters = letters_of(version, label, &drafts, session)?;
    let shown = begun.edition.shown(&drafts);
    for letters in [&mut letters, &mut standing] {
        letters.take_public_list(&begun.edition.list, &shown)?;
    }
    let issue = Issue {
        number: begun.edition.number,
        version: Version { label: label.to_owned(), ..version.clone() },
        list: begun.edition.list.clone(),
        begun: Some(begun),
    };
    Ok(Chosen { issue, letters, standing, people })
}
