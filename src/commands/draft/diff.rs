//! `letterctl draft diff`.

use std::path::PathBuf;

use clap::Args;

use crate::commands::draft::compared::{Compared, compared};
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
    let Compared { comparison, files: inputs } = compared(args, session, &project)?;
    let styling = if console.colors_data() { Styling::Colors } else { Styling::Marks };
    let shown = |format: ChangesFormat, styling| match format {
        ChangesFormat::Terminal => Ok(changes::terminal(&comparison, styling)),
        ChangesFormat::Markdown => Ok(changes::markdown(&comparison)),
        ChangesFormat::Html => Ok(changes::html(&comparison)),
        ChangesFormat::Docx => Err(Failure::usage("this version writes no Word files yet")
            .hint("`--to html` marks insertions and deletions as well")),
    };
    let mut files: Vec<(PathBuf, Vec<u8>)> = Vec::new();
    let named = args.output.as_deref().filter(|output| *output != "-");
    for format in &formats {
        let path = match (named, formats.len()) {
            (Some(path), 1) => session.folder.join(path),
            (None, 1) if console.is_json() => continue,
            (None, 1) => {
                console.data(shown(*format, styling)?.as_bytes())?;
                continue;
            }
            _ => project.out().join(format!("changes.{}", format.ending())),
        };
        files.push((path, shown(*format, Styling::Marks)?.into_bytes()));
    }
    let of_file = |(path, _): &(PathBuf, Vec<u8>)| OutputFile {
        path: path.clone(),
        purpose: "the changes".to_owned(),
    };
    output::examine(&files.iter().map(of_file).collect::<Vec<_>>(), &inputs)?;
    output::write(&files, &project.out())?;
    for (path, _) in &files {
        console.status(format!("Wrote {}.", session.shown(path).display()));
    }
    if console.is_json() {
        console.json(&changes::json(&comparison))?;
    }
    Ok(Outcome::Done)
}
