//! What is to be set for an edition.

use std::path::Path;

use crate::addressees::Addressee;
use crate::commands::render::{Job, Wanted, jobs};
use crate::commands::{Result, Session};
use crate::draft::Version;
use crate::letters::{LetterOptions, Letters};
use crate::render::Format;

/// The letters of a version to each addressee, else in each language, on the day of its freezing.
pub(crate) fn jobs_of(
    letters: &Letters,
    version: &Version,
    addressees: &[Addressee],
    out: &Path,
    session: &Session,
) -> Result<Vec<Job>> {
    let all = ["all".to_owned()];
    let languages = if addressees.is_empty() { all.as_slice() } else { &[] };
    let wanted = Wanted { formats: &[Format::Pdf], languages, output: None, out };
    let options = LetterOptions { today: version.today, addressee: None, draft: None };
    jobs(addressees, letters, wanted, session, &options)
}
