//! What became of the list since a revision of git's.

use std::path::PathBuf;

use crate::check;
use crate::commands::Result;
use crate::diagnostic::Diagnostic;
use crate::git;
use crate::project::Project;
use crate::signatories::{self, Signatories};

/// Findings on the rows of the list, against those that it had at a revision.
pub(crate) fn find(
    project: &Project,
    now: Option<&Signatories>,
    revision: &str,
) -> Result<Vec<Diagnostic>> {
    let path = project.signatories();
    let shown = PathBuf::from(format!("{revision}:{}", project.shown(&path).display()));
    let then = match git::file_at(&path, revision)? {
        Some(bytes) if !bytes.trim_ascii().is_empty() => match signatories::parse(&bytes, &shown) {
            Ok(list) => Some(list),
            Err(problems) => return Ok(vec![unreadable(problems, revision)]),
        },
        _ => None,
    };
    Ok(check::changes(then.as_ref(), now, revision))
}

/// A list that had errors then cannot be mended any more; that nothing is compared must be seen.
fn unreadable(problems: Vec<Diagnostic>, revision: &str) -> Diagnostic {
    let message = format!("the list of `{revision}` has errors, so that no rows are compared");
    let place = problems.into_iter().next().and_then(|problem| problem.place);
    Diagnostic::warning("unreadable-revision", message)
        .at(place)
        .help("name a later revision, whose list can be read")
}
