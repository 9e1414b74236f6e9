//! Those to whom a project's letter goes.

use crate::addressees::{self, Addressee};
use crate::commands::Result;
use crate::project::Project;

/// The rows of `addressees.csv`; none where the project has no such file.
pub(crate) fn addressees(project: &Project) -> Result<Vec<Addressee>> {
    let path = project.addressees();
    if !path.exists() {
        return Ok(Vec::new());
    }
    Ok(addressees::load(&path, &project.shown(&path))?)
}
