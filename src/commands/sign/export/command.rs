//! Writes the list in the formats asked for.

use crate::clock;
use crate::commands::sign::export::ExportArgs;
use crate::commands::sign::export::plan::{files, targets};
use crate::commands::{Outcome, Result, Session, published, say_unwritten, write};
use crate::diagnostic::Diagnostic;
use crate::export::{self, Appearance};
use crate::output::Target;
use crate::signatories::{self, Extent};

pub(crate) fn run(args: &ExportArgs, session: &Session) -> Result {
    let console = &session.console;
    let project = session.project()?;
    let targets = targets(args, &project, session)?;
    let path = project.signatories();
    let list = signatories::load(&path, &project.shown(&path))?;
    let published = published(&project)?;
    let sheet = list.sheet(if args.all { Extent::Whole } else { Extent::Public(&published) });
    if args.all {
        console.diagnostics(&[Diagnostic::warning(
            "private-data",
            "the export holds private data",
        )
        .help("without `--all` it holds what may be published")]);
    }
    if args.dry_run {
        say_unwritten(&files(&targets), session);
        return Ok(Outcome::Done);
    }
    let made_on = match clock::epoch()? {
        Some(_) => Some(clock::today()?),
        None => sheet.latest_sign_on(),
    };
    let appearance = Appearance { language: project.language().unwrap_or_default(), made_on };
    let mut written = Vec::new();
    for (format, target) in targets {
        let bytes = export::write(&sheet, format, &appearance)?;
        match target {
            Target::StandardOutput => console.data(&bytes)?,
            Target::File(path) => written.push((path, bytes)),
        }
    }
    write(&written, &project.out(), session)?;
    Ok(Outcome::Done)
}
