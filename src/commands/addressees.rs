//! Those to whom a project's letter goes.

use crate::addressees::{self, Addressee};
use crate::clock;
use crate::commands::Result;
use crate::letters::{LetterOptions, Letters};
use crate::project::Project;

/// The rows of `addressees.csv`; none where the project has no such file.
pub(crate) fn addressees(project: &Project) -> Result<Vec<Addressee>> {
    let path = project.addressees();
    if !path.exists() {
        return Ok(Vec::new());
    }
    Ok(addressees::load(&path, &project.shown(&path))?)
}

/// Those whom the front matter of a letter names.
pub(crate) fn addressees_of(letters: &Letters) -> Result<Vec<Addressee>> {
    let options = LetterOptions { today: clock::today()?, addressee: None, draft: None };
    let assembled = letters.assemble(letters.named(), &options)?;
    Ok(Addressee::of_front_matter(assembled.addressees()))
}
