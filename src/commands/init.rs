//! `letterctl init`.

use std::path::PathBuf;

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
    for file in &files {
        let word = if file.kept { kept } else { made };
        console.status(format!("{word} {}.", args.folder.join(&file.path).display()));
        if file.kept && file.path.starts_with(".gitattributes") {
            console.status(format!("It should hold these lines:\n{}", file.content.trim_end()));
        }
    }
    let place = match args.folder.as_os_str().to_str() {
        Some(".") => String::new(),
        _ => format!(" in {}", args.folder.display()),
    };
    console.status(format!(
        "\nNext{place}:\n  \
         letterctl check                       finds the gaps of the letter\n  \
         letterctl sign add \"Name\" --abbr N    puts an organization under it\n  \
         letterctl render --to pdf             sets it on paper",
    ));
    Ok(Outcome::Done)
}
