//! The flags for what is kept with a signatory: whom to write to, and how the signature came.

use clap::Args;

use crate::clock;
use crate::signatories::NewRow;

/// Every flag is named for its column, but for `by` and `on`.
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
    /// Person who authorized the signature
    #[arg(long, value_name = "PERSON")]
    by: Option<String>,
    /// Day of the signature, such as `2026-11-24`
    #[arg(long, value_name = "DATE", value_parser = date)]
    on: Option<String>,
    /// Partner through whom the signature came
    #[arg(long, value_name = "PARTNER")]
    via: Option<String>,
    /// What shows the signature: a Message-ID, a form's row, a scan
    #[arg(long)]
    evidence: Option<String>,
    /// Value of any other column
    #[arg(long, value_name = "COLUMN=VALUE", value_parser = assignment)]
    set: Vec<(String, String)>,
}

impl KeptArgs {
    /// A row with what the flags say.
    pub(crate) fn fill(self, row: NewRow) -> NewRow {
        let flags = [
            ("contact", self.contact),
            ("email", self.email),
            ("note", self.note),
            ("signed_by", self.by),
            ("signed_on", self.on),
            ("via", self.via),
            ("evidence", self.evidence),
        ];
        let row = flags
            .into_iter()
            .filter_map(|(column, value)| Some((column, value?)))
            .fold(row, |row, (column, value)| row.with(column, value));
        self.set.into_iter().fold(row, |row, (column, value)| row.with(&column, value))
    }
}

fn date(text: &str) -> Result<String, String> {
    if clock::date(text).is_some() {
        Ok(text.to_owned())
    } else {
        Err("write the day as `2026-11-24`".to_owned())
    }
}

fn assignment(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((column, value)) if !column.trim().is_empty() => {
            Ok((column.trim().to_owned(), value.to_owned()))
        }
        _ => Err("write it as `column=value`".to_owned()),
    }
}
