//! The flags for what may be printed of a signatory.

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser};

use crate::commands::sign::evidence::filled;
use crate::model::Kind;
use crate::signatories::{Cells, Listed};

/// Every flag is named for its column.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options for the letter")]
pub(crate) struct PrintedArgs {
    /// Abbreviation printed after the name
    #[arg(long = "abbr", value_name = "ABBR")]
    abbreviation: Option<String>,
    /// Organization, individual, or representative: a person on behalf of an organization
    #[arg(long, ignore_case = true, value_parser = word_or_nothing(Kind::ALL))]
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
    #[arg(long, ignore_case = true, value_parser = word_or_nothing(Listed::ALL))]
    listed: Option<String>,
}

impl PrintedArgs {
    /// What the flags say, beside what is given already.
    pub(crate) fn fill(self, cells: Cells) -> Cells {
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
        filled(cells, flags)
    }
}

/// One of some words, in any case, or nothing.
fn word_or_nothing<T, const N: usize>(words: [(T, &'static str); N]) -> PossibleValuesParser {
    let words = words.map(|(_, word)| PossibleValue::new(word));
    words.into_iter().chain([PossibleValue::new("").hide(true)]).collect::<Vec<_>>().into()
}
