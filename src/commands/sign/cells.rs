//! The flags that fill a row's cells.

use clap::Args;

use crate::clock;
use crate::signatories::NewRow;

/// Every flag's name in the list is that of its field, but for `by` and `on`.
#[derive(Debug, Args)]
pub(crate) struct CellArgs {
    /// Abbreviation printed after the name
    #[arg(long = "abbr", value_name = "ABBR")]
    abbreviation: Option<String>,
    /// Organization, individual, or representative: a person on behalf of an organization
    #[arg(long, ignore_case = true, value_parser = ["organization", "individual", "representative"])]
    kind: Option<String>,
    /// A person's title
    #[arg(long)]
    role: Option<String>,
    /// A person's organization
    #[arg(long, value_name = "ORGANIZATION")]
    affiliation: Option<String>,
    /// Country, by ISO 3166 code or name
    #[arg(long)]
    country: Option<String>,
    /// Group of the list, such as `National`
    #[arg(long)]
    group: Option<String>,
    /// Web address, linked from the name
    #[arg(long)]
    url: Option<String>,
    /// Language of the name, such as `ko`
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
    /// What to sort by, when not the name
    #[arg(long, value_name = "NAME")]
    sort_name: Option<String>,
    /// Person to write to; never published
    #[arg(long, value_name = "NAME")]
    contact: Option<String>,
    /// Address to write to; never published
    #[arg(long, value_name = "ADDRESS")]
    email: Option<String>,
    /// Note for the keepers of the list; never published
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// Short handle, instead of one made from abbreviation or name
    #[arg(long)]
    id: Option<String>,
    /// Whether the letter names the signatory, or only counts it
    #[arg(long, ignore_case = true, value_parser = ["yes", "anonymous", "no"])]
    listed: Option<String>,
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

impl CellArgs {
    /// A row with what the flags say.
    pub(crate) fn fill(self, row: NewRow) -> NewRow {
        let flags = [
            ("abbreviation", self.abbreviation),
            ("kind", self.kind),
            ("role", self.role),
            ("affiliation", self.affiliation),
            ("country", self.country),
            ("group", self.group),
            ("url", self.url),
            ("language", self.language),
            ("sort_name", self.sort_name),
            ("contact", self.contact),
            ("email", self.email),
            ("note", self.note),
            ("id", self.id),
            ("listed", self.listed),
            ("signed_by", self.by),
            ("signed_on", self.on),
            ("via", self.via),
            ("evidence", self.evidence),
        ];
        let flags =
            flags.into_iter().filter_map(|(column, value)| Some((column.to_owned(), value?)));
        flags.chain(self.set).fold(row, |row, (column, value)| row.with(&column, value))
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
