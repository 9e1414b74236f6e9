//! The flags for what may be printed of a signatory.

use clap::Args;

use crate::model::Kind;
use crate::signatories::{Listed, NewRow};

/// Every flag is named for its column.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options for the letter")]
pub(crate) struct PrintedArgs {
    /// Abbreviation printed after the name
    #[arg(long = "abbr", value_name = "ABBR")]
    abbreviation: Option<String>,
    /// Organization, individual, or representative: a person on behalf of an organization
    #[arg(long, ignore_case = true, value_parser = Kind::ALL.map(|(_, word)| word))]
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
    /// Short handle, instead of one made from abbreviation or name
    #[arg(long)]
    id: Option<String>,
    /// Whether the letter names the signatory, or only counts it
    #[arg(long, ignore_case = true, value_parser = Listed::ALL.map(|(_, word)| word))]
    listed: Option<String>,
}

impl PrintedArgs {
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
            ("id", self.id),
            ("listed", self.listed),
        ];
        flags
            .into_iter()
            .filter_map(|(column, value)| Some((column, value?)))
            .fold(row, |row, (column, value)| row.with(column, value))
    }
}
