//! `letterctl render`.

mod plan;

use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::commands::{Outcome, Result, Session};
use crate::output::{self, OutputFile, Target};
use crate::render::Format;

#[derive(Debug, Args)]
pub(crate) struct RenderArgs {
    /// Letter in `templates/`, or a path
    #[arg(value_name = "TEMPLATE")]
    template: Option<String>,

    /// Formats, with commas between them
    #[arg(long, value_name = "FORMAT", value_delimiter = ',', value_parser = formats())]
    to: Vec<Format>,

    /// File to write, `-` for standard output; with `--each`, a pattern such as
    /// `out/{{ addressee.name | slug }}.pdf`
    #[arg(short, long, value_name = "PATH")]
    output: Option<String>,

    /// List of addressees: one letter for each
    #[arg(long, value_name = "FILE")]
    each: Option<PathBuf>,

    /// Languages of the letter, with commas between them, or `all`
    #[arg(long, value_name = "TAG", value_delimiter = ',')]
    language: Vec<String>,

    /// Mark every page as a draft
    #[arg(long)]
    draft: bool,

    /// Columns of plain text; 0 never wraps
    #[arg(long, value_name = "N", default_value_t = 72)]
    width: usize,

    /// Say what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
}

fn formats() -> impl TypedValueParser<Value = Format> {
    let names = Format::ALL.map(|(_, name)| name);
    PossibleValuesParser::new(names).map(|name| Format::named(&name).unwrap_or(Format::Text))
}

pub(crate) fn run(args: &RenderArgs, session: &Session) -> Result {
    let plan = plan::plan(args, session)?;
    let files: Vec<_> = plan
        .jobs
        .iter()
        .filter_map(|job| match &job.target {
            Target::StandardOutput => None,
            Target::File(path) => {
                Some(OutputFile { path: path.clone(), purpose: job.purpose.clone() })
            }
        })
        .collect();
    output::examine(&files, &plan.inputs)?;
    if args.dry_run {
        for file in &files {
            session.console.status(format!("Would write {}.", file.path.display()));
        }
        return Ok(Outcome::Done);
    }
    let mut written = Vec::new();
    for job in &plan.jobs {
        let bytes = plan.bytes(job, args.width)?;
        match &job.target {
            Target::StandardOutput => session.console.data(&bytes)?,
            Target::File(path) => written.push((path.clone(), bytes)),
        }
    }
    output::write(&written, &plan.out)?;
    match written.as_slice() {
        [] => {}
        [(path, _)] => session.console.status(format!("Wrote {}.", session.shown(path).display())),
        all => session.console.status(format!("Wrote {0} of {0} files.", all.len())),
    }
    Ok(Outcome::Done)
}
