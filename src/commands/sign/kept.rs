//! The flags for what is kept with a signatory: whom to write to, and how the signature came.

use clap::Args;

use crate::commands::sign::evidence::{EvidenceArgs, filled};
use crate::signatories::Cells;

/// Every flag is named for its column.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options for the record")]
pub(crate) struct KeptArgs {
    /// Person to write to; never published
    #[arg(long, value_name = "NAME")]
    contact: Option<String>,
    /// Address to write to; never published
    #[arg(long, value_name = "ADDRESS")]
    email: Option<String>,
    /// Note for the keepers of the list; never published
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// Partner through whom the signature came
    #[arg(long, value_name = "PARTNER")]
    via: Option<String>,
    #[command(flatten)]
    evidence: EvidenceArgs,
    /// Value of any other column
    #[arg(long, value_name = "COLUMN=VALUE", value_parser = assignment)]
    set: Vec<(String, String)>,
}

impl KeptArgs {
    /// What the flags say, beside what is given already.
    pub(crate) fn fill(self, cells: Cells) -> Cells {
        let flags = [
            ("contact", self.contact),
            ("email", self.email),
            ("note", self.note),
            ("via", self.via),
        ];
        let cells = self.evidence.fill(filled(cells, flags));
        self.set.into_iter().fold(cells, |cells, (column, value)| cells.with(&column, value))
    }
}

/// `COLUMN=VALUE` of the command line.
pub(crate) fn assignment(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((column, value)) if !column.trim().is_empty() => {
            Ok((column.trim().to_owned(), value.to_owned()))
        }
        _ => Err("write it as `column=value`".to_owned()),
    }
}
