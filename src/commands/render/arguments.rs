//! What the command line of `render` says.

use std::path::PathBuf;

use clap::Args;

use crate::commands::Result;
use crate::commands::render::final_list::FinalArgs;
use crate::commands::render::format_names::named_formats;
use crate::failure::Failure;
use crate::render::Format;

#[derive(Debug, Args)]
pub(crate) struct RenderArgs {
    /// Letter in `templates/`, with or without its `.md`, or a path; by default the project's own
    #[arg(value_name = "TEMPLATE")]
    pub(crate) template: Option<String>,

    /// Formats, with commas between them; by default what the ending of `-o` names, else text
    #[arg(long, value_name = "FORMAT", value_delimiter = ',', value_parser = named_formats())]
    pub(crate) to: Vec<Format>,

    /// File to write, `-` for standard output; with `--each`, a pattern such as
    /// `out/{{ addressee.name | slug }}.pdf`
    #[arg(short, long, value_name = "PATH")]
    pub(crate) output: Option<String>,

    /// List of addressees, such as `addressees.csv`: one letter for each
    #[arg(long, value_name = "FILE")]
    pub(crate) each: Option<PathBuf>,

    /// Languages of the letter, with commas between them, or `all`; by default that of the first letter
    #[arg(long, value_name = "TAG", value_delimiter = ',')]
    pub(crate) language: Vec<String>,

    /// Frozen version to render, with the list and the day of its freezing: `v2`, or its id
    #[arg(long, value_name = "V")]
    pub(crate) version: Option<String>,

    #[command(flatten)]
    pub(crate) final_list: FinalArgs,

    /// Mark the letter as a draft, on every page
    #[arg(long, conflicts_with = "is_final")]
    pub(crate) draft: bool,

    /// Columns of plain text; 0 never wraps
    #[arg(long, value_name = "N", default_value_t = 72)]
    pub(crate) width: usize,

    /// Write again after each save, until Ctrl-C
    #[arg(long, conflicts_with = "dry_run")]
    pub(crate) watch: bool,

    /// Say what would be written, and write nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}

impl RenderArgs {
    /// The formats that the command line names, else the one of the output's ending, else text.
    pub(crate) fn formats(&self) -> Result<Vec<Format>> {
        let output = self.output.as_deref().filter(|output| *output != "-");
        match output {
            _ if !self.to.is_empty() => Ok(self.to.clone()),
            None => Ok(vec![Format::Text]),
            Some(output) => {
                let ending = output.rsplit_once('.').map_or("", |(_, ending)| ending);
                let format = Format::of_ending(ending).ok_or_else(|| {
                    Failure::usage(format!("the ending of `{output}` names no format"))
                        .hint("name the format with `--to`")
                })?;
                Ok(vec![format])
            }
        }
    }
}
