//! `letterctl sign import`.

use std::path::PathBuf;

use clap::Args;

use crate::commands::binding::Binding;
use crate::commands::sign::import_report::say;
use crate::commands::sign::kept::assignment;
use crate::commands::sign::report::say_new_columns;
use crate::commands::{Outcome, Result, Session};
use crate::failure::Failure;
use crate::signatories::{self, ImportRequest, Run, SignatoriesError};

/// What `--help` ends with.
pub(crate) const HELP: &str =
    "Example:\n  letterctl sign import answers.csv --map \"name=Organization name\"";

#[derive(Debug, Args)]
pub(crate) struct ImportArgs {
    /// What a form or a spreadsheet exported (CSV, TSV, XLSX, ODS, JSON), or a folder of YAML files
    #[arg(value_name = "FILE or DIR")]
    file: PathBuf,

    /// Header whose cells go into a column; `First name + Last name` joins two, none leaves the
    /// column alone
    #[arg(long, value_name = "COLUMN=HEADER", value_parser = assignment)]
    map: Vec<(String, String)>,

    /// Encoding of the file, such as `windows-1252`, instead of the likely one
    #[arg(long)]
    encoding: Option<String>,

    /// Say what would be done, and write nothing
    #[arg(long)]
    dry_run: bool,
}

pub(crate) fn run(args: ImportArgs, session: &Session) -> Result {
    let console = &session.console;
    let project = session.project()?;
    let waiting = console.waiting("Importing");
    let path = session.folder.join(&args.file);
    let form = signatories::read_form(&path, session.shown(&path), args.encoding.as_deref())
        .map_err(|error| match error {
            SignatoriesError::File(error) => Failure::from(error),
            error => error.into(),
        })?;
    let request = ImportRequest {
        paths: session.list_paths()?,
        memory: project.imported(),
        flags: args.map,
        remembered: project.settings().signatories.import.clone(),
    };
    let run = if args.dry_run { Run::Dry } else { Run::Real };
    let binding = Binding::load(&project)?;
    let version_at = |row: &str, on: Option<&str>| {
        binding.of_row(row, on).map(|bound| bound.version.reference())
    };
    let edited = signatories::import(form, &request, run, version_at)?;
    drop(waiting);
    let imported = edited.value;
    say(&imported, run, console);
    say_new_columns(&edited.columns_added, console);
    if run == Run::Real
        && let Some(file) = project.remember_import(&imported.map)?
    {
        console.status(format!("Remembered in {} what feeds which column.", file.display()));
    }
    if console.is_json() {
        console.json(&imported)?;
    }
    Ok(Outcome::Done)
}
