//! The letters that go out with an edition by mail.

use std::path::Path;

use crate::commands::draft::otherwise;
use crate::commands::edition::Outgoing;
use crate::commands::send::edition_letters::EditionLetters;
use crate::commands::send::issue::Issue;
use crate::commands::send::today::Today;
use crate::commands::{Result, Session};
use crate::letters::{LetterOptions, Letters};

/// Whether the edition is for signatories, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Copies {
    /// It is.
    Wanted,
    /// Not now; a letter that cannot be without a row of addressees has none.
    IfThereAre,
}

/// The letters, without the publisher's notice: to each row of addressees, and for all others one in
/// each language. What the letter as it stands has otherwise is named.
pub(crate) fn edition_letters(
    issue: &Issue,
    [mut letters, mut standing]: [Letters; 2],
    copies: Copies,
    today: &Today,
    session: &Session,
) -> Result<EditionLetters> {
    letters.leave_out_notice();
    standing.leave_out_notice();
    let version = &issue.version;
    let addressees = match &issue.begun {
        Some(begun) => begun.recorded_addressees()?,
        None if today.has_rows => today.addressees.clone(),
        None => Vec::new(),
    };
    let first = addressees.first();
    let columns = first.map(|addressee| &addressee.columns);
    let options = LetterOptions { today: version.today, addressee: columns, draft: None };
    let usual = letters.assemble(letters.named(), &options)?.letter.language;
    // Nothing is written there.
    let out = Path::new("");
    let mut outgoing = Outgoing::new(letters, version, &addressees, out, session)?;
    let added = outgoing.add_copies(version, out, session);
    if let (Copies::Wanted, Err(failure)) = (copies, added) {
        let copy = "A copy is the letter that goes to no row of `addressees.csv`";
        session.console.status(format!("{copy}; `--to addressees` sends none."));
        return Err(failure);
    }
    if standing.texts()?.digest() == version.digest {
        otherwise::say(&standing, outgoing.letters(), version, first, session)?;
    }
    let edition = issue.begun.as_ref().map(|begun| begun.edition.clone());
    Ok(EditionLetters::new(outgoing, usual, edition))
}
