//! `letterctl init`.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::commands::{Outcome, Result, Session};
use crate::output;

#[derive(Debug, Args)]
pub(crate) struct InitArgs {
    /// Folder of the new project; made when it is not there
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,

    /// Say what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
}

pub(crate) fn run(args: &InitArgs, session: &Session) -> Result {
    let folder = session.folder.join(&args.folder);
    let console = &session.console;
    let files = output::new_project(&folder, args.dry_run)?;
    let (made, kept) = if args.dry_run { ("Would write", "Would keep") } else { ("Wrote", "Kept") };
    let is_here = args.folder == Path::new(".");
    for file in &files {
        let word = if file.kept { kept } else { made };
        let path = if is_here { file.path.clone() } else { args.folder.join(&file.path) };
        console.status(format!("{word} {}.", path.display()));
        if !file.missing.is_empty() {
            console.status(format!("Add to it, for git:\n  {}", file.missing.join("\n  ")));
        }
    }
    let place = if is_here { String::new() } else { format!(" in {}", args.folder.display()) };
    console.status(format!(
        "\nNext{place}:\n  \
         letterctl check                       finds the gaps of the letter\n  \
         letterctl sign add \"Name\" --abbr N    puts an organization under it\n  \
         letterctl render --to pdf             sets it on paper\n\n\
         In git, once in each clone, so that sign-offs merge by row:\n  \
         git config merge.letterctl.driver 'letterctl sign merge %O %A %B %P'",
    ));
    Ok(Outcome::Done)
}
