//! `letterctl draft diff`.

use std::path::PathBuf;

use clap::Args;

use crate::commands::draft::compared::compared;
use crate::commands::draft::shown::shown;
use crate::commands::{Outcome, Result, Session};
use crate::failure::Failure;
use crate::output::{self, OutputFile};
use crate::render::changes::{self, ChangesFormat, Styling};

#[derive(Debug, Args)]
pub(crate) struct DiffArgs {
    /// The older version; by default the newest that is frozen
    #[arg(value_name = "FROM")]
    pub(crate) from: Option<String>,

    /// The newer version; by default the letter as it stands
    #[arg(value_name = "TO")]
    pub(crate) to_version: Option<String>,

    /// Formats, with commas between them; by default what the ending of `-o` names, else `term`
    #[arg(long, value_name = "FORMAT", value_delimiter = ',', value_parser = ChangesFormat::ALL.map(|(_, name)| name))]
    pub(crate) to: Vec<String>,

    /// File to write, `-` for standard output
    #[arg(short, long, value_name = "PATH")]
    pub(crate) output: Option<String>,

    /// Only the texts in this language
    #[arg(long, value_name = "TAG")]
    pub(crate) language: Option<String>,
}

pub(crate) fn run(args: &DiffArgs, session: &Session) -> Result {
    let console = &session.console;
    let formats = args.formats()?;
    let project = session.project()?;
    let compared = compared(args, session, &project)?;
    let is_data = args.is_data(&formats);
    let colored = is_data && console.colors_data();
    let styling = if colored { Styling::Colors } else { Styling::Marks };
    let mut files: Vec<(PathBuf, Vec<u8>)> = Vec::new();
    for format in &formats {
        let shown = shown(*format, &compared, styling)?;
        if shown.len() > 1 && args.output.is_some() {
            return Err(Failure::usage("a Word file holds the changes in one language")
                .hint("`--language` names it; without `-o`, each has a file in `out/`"));
        }
        for (language, bytes) in shown {
            let path = match args.output.as_deref().filter(|_| !is_data) {
                Some(path) => session.folder.join(path),
                None if is_data && console.is_json() => continue,
                None if is_data => {
                    console.data(&bytes)?;
                    continue;
                }
                None => project.out().join(format!("changes.{language}{}", format.ending())),
            };
            files.push((path, bytes));
        }
    }
    let of_file = |(path, _): &(PathBuf, Vec<u8>)| OutputFile {
        path: path.clone(),
        purpose: "the changes".to_owned(),
    };
    output::examine(&files.iter().map(of_file).collect::<Vec<_>>(), &compared.files)?;
    output::write(&files, &project.out())?;
    for (path, _) in &files {
        console.status(format!("Wrote {}.", session.shown(path).display()));
    }
    if console.is_json() {
        console.json(&changes::json(&compared.comparison))?;
    }
    Ok(Outcome::Done)
}
