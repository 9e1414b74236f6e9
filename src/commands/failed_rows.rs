//! Rows of those whom a mail did not reach, as a file.

use crate::commands::{Result, Session, say_unwritten, write};
use crate::output::{self, OutputFile};
use crate::project::Project;

/// Writes rows to a file, `-` for standard output, or says which file that would be.
pub(crate) fn write_failed_rows(
    rows: Vec<u8>,
    output: &str,
    dry_run: bool,
    project: &Project,
    session: &Session,
) -> Result<()> {
    if output == "-" {
        return Ok(session.console.data(&rows)?);
    }
    let path = session.folder.join(output);
    let file = OutputFile { path: path.clone(), purpose: "the rows that failed".to_owned() };
    output::examine(std::slice::from_ref(&file), &project.kept_files())?;
    if dry_run {
        say_unwritten(&[file], session);
        return Ok(());
    }
    write(&[(path, rows)], &project.out(), session)
}
