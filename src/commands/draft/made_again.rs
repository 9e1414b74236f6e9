//! The letters of an edition, made again.

use crate::addressees::Addressee;
use crate::commands::draft::report::called;
use crate::commands::edition::Outgoing;
use crate::commands::{Result, Session};
use crate::draft::{Edition, Version};
use crate::failure::Failure;
use crate::letters::Letters;
use crate::project::Project;

/// What is said of each letter that is not made again as it was recorded.
pub(crate) fn differences(
    edition: &Edition,
    letters: Letters,
    version: &Version,
    project: &Project,
    session: &Session,
) -> Result<Vec<String>> {
    let rows = edition.letters.iter().filter_map(|letter| letter.addressee.clone());
    let addressees = rows.map(Addressee::of_columns).collect::<std::result::Result<Vec<_>, _>>();
    let addressees = addressees.map_err(Failure::user)?;
    let out = project.out();
    let mut outgoing = Outgoing::new(letters, version, &addressees, &out, session)?;
    if edition.letters.iter().any(|letter| letter.addressee.is_none()) {
        outgoing.add_copies(version, &out, session)?;
    }
    let mut made = outgoing.made();
    let mut progress = session.console.progress(edition.letters.len(), "Setting");
    let mut faults = Vec::new();
    for recorded in &edition.letters {
        let again = made.next().transpose()?;
        if again.is_none_or(|again| again.letter != *recorded) {
            faults.push(format!("{} is not made again as it was recorded", called(recorded)));
        }
        progress.advance();
    }
    if outgoing.files().len() > edition.letters.len() {
        faults.push("more letters are made again than were recorded".to_owned());
    }
    Ok(faults)
}
