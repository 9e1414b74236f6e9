//! `letterctl man`.

use std::path::PathBuf;

use clap::{Args, Command};

use crate::clock;
use crate::commands::{Outcome, Result, Session, say_unwritten, write};
use crate::manual::{self, MARK};
use crate::output::{self, OutputFile};

/// What `--help` ends with.
pub(crate) const HELP: &str = "Example:\n  letterctl man ~/.local/share/man/man1\n  man letterctl

They are dated by the day, or by SOURCE_DATE_EPOCH: with it, the same pages come out. Pages written
before are replaced, a file of another origin is not.";

#[derive(Debug, Args)]
pub(crate) struct ManArgs {
    /// Folder to write `letterctl.1`, `letterctl-render.1` and so on into; made when it is not there
    #[arg(value_name = "DIR")]
    folder: PathBuf,

    /// Say what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
}

pub(crate) fn run(args: &ManArgs, command: Command, session: &Session) -> Result {
    let folder = session.folder.join(&args.folder);
    let day = clock::today()?.to_string();
    let pages: Vec<_> = manual::pages(command, &day)
        .into_iter()
        .map(|(name, page)| (folder.join(name), page))
        .collect();
    let purpose = |path: &PathBuf| OutputFile { path: path.clone(), purpose: String::new() };
    let files: Vec<_> = pages.iter().map(|(path, _)| purpose(path)).collect();
    output::examine(&files, &[])?;
    output::examine_origin(&files, MARK)?;
    if args.dry_run {
        say_unwritten(&files, session);
    } else {
        write(&pages, &session.folder.join("out"), session)?;
    }
    Ok(Outcome::Done)
}
