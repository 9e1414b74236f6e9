//! What the command line of `sign export` says.

use std::path::Path;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::commands::Result;
use crate::export::SheetFormat;
use crate::failure::Failure;

/// What `--help` tells beside the options.
pub(crate) const HELP: &str = "Example:
  letterctl sign export --to xlsx

It holds whom the letter names, with what may be published. CSV, JSON, Markdown and HTML go to
standard output, XLSX to `out/signatories.xlsx`; several formats go to files in `out/`.

In CSV, a cell that a spreadsheet would run as a formula gets an apostrophe before it, also one
such as `+82 2 123`. In XLSX every cell is text. JSON holds the values as they are. Markdown and
HTML are tables for readers: `url` is a link on the name, empty columns are left out.";

#[derive(Debug, Args)]
pub(crate) struct ExportArgs {
    /// Formats, with commas between them; by default what the ending of `-o` names, else csv
    #[arg(long, value_name = "FORMAT", value_delimiter = ',', value_parser = named_formats())]
    to: Vec<SheetFormat>,

    /// File to write, `-` for standard output
    #[arg(short, long, value_name = "PATH")]
    pub(crate) output: Option<String>,

    /// Every row and column, private ones among them
    #[arg(long)]
    pub(crate) all: bool,

    /// Say what would be written, and write nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}

fn named_formats() -> impl TypedValueParser<Value = SheetFormat> {
    let names = PossibleValuesParser::new(SheetFormat::ALL.map(|(_, name)| name));
    names.map(|name| SheetFormat::named(&name).unwrap_or(SheetFormat::Csv))
}

impl ExportArgs {
    /// The formats that the command line names, each once, else the one of the output's ending,
    /// else JSON where the command line asks for it, else CSV.
    pub(crate) fn formats(&self, is_json: bool) -> Result<Vec<SheetFormat>> {
        let output = self.output.as_deref().filter(|output| *output != "-");
        if !self.to.is_empty() {
            let mut formats = self.to.clone();
            formats.sort();
            formats.dedup();
            if formats.len() > 1 && self.output.is_some() {
                return Err(Failure::usage("several formats cannot go to one file")
                    .hint("leave `-o` out, and they go to files in `out/`"));
            }
            return Ok(formats);
        }
        let Some(output) = output else {
            return Ok(vec![if is_json { SheetFormat::Json } else { SheetFormat::Csv }]);
        };
        let ending = Path::new(output).extension().unwrap_or_default();
        let format = SheetFormat::named(&ending.to_string_lossy()).ok_or_else(|| {
            Failure::usage(format!("the ending of `{output}` names no format"))
                .hint("name the format with `--to`")
        })?;
        Ok(vec![format])
    }
}
