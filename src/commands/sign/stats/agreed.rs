//! How many of those who sign agreed to the letter as it stands.

use crate::agreement::{Agreement, Agreements};
use crate::commands::{Result, Session, agreements};
use crate::draft;
use crate::project::Project;
use crate::signatories::{Row, Signatories};

/// Numbers of sign-offs by what they are worth for the letter's text, each with its word.
pub(crate) type Agreed = [(&'static str, usize); 3];

/// Counts them; nothing where no version is frozen, or the letter cannot be filled in.
pub(crate) fn agreed(
    list: &Signatories,
    project: &Project,
    session: &Session,
) -> Result<Option<Agreed>> {
    if draft::versions(&project.drafts())?.is_empty() {
        return Ok(None);
    }
    let letters = session.letters(Some(project), None);
    let Ok(Some(agreements)) = letters.and_then(|letters| agreements(project, &letters)) else {
        return Ok(None);
    };
    Ok(Some(counted(list, &agreements)))
}

/// Counts them for a text.
pub(crate) fn counted(list: &Signatories, agreements: &Agreements) -> Agreed {
    let standing = agreements.standing();
    let mut agreed = [("holds", 0), ("stale", 0), ("to no version", 0)];
    for row in list.rows().filter(Row::counts) {
        let worth = match standing.of(row.cell("signed_version")) {
            Agreement::Holds => 0,
            Agreement::Stale(_) => 1,
            Agreement::ToNoText => 2,
        };
        agreed[worth].1 += 1;
    }
    agreed
}
