//! The flags for what shows a signature.

use clap::Args;

use crate::clock;
use crate::signatories::Cells;

#[derive(Debug, Args)]
pub(crate) struct EvidenceArgs {
    /// Person who authorized the signature
    #[arg(long, value_name = "PERSON")]
    by: Option<String>,
    /// Day of the signature, such as `2026-11-24`
    #[arg(long, value_name = "DATE", value_parser = date)]
    on: Option<String>,
    /// What shows the signature: a Message-ID, a form's row, a scan
    #[arg(long)]
    evidence: Option<String>,
}

impl EvidenceArgs {
    /// What the flags say, beside what is given already.
    pub(crate) fn fill(self, cells: Cells) -> Cells {
        filled(cells, [("signed_by", self.by), ("signed_on", self.on), ("evidence", self.evidence)])
    }
}

/// Cells with the values of those flags that are given.
pub(crate) fn filled<const N: usize>(cells: Cells, flags: [(&str, Option<String>); N]) -> Cells {
    let given = flags.into_iter().filter_map(|(column, value)| Some((column, value?)));
    given.fold(cells, |cells, (column, value)| cells.with(column, value))
}

fn date(text: &str) -> Result<String, String> {
    if text.is_empty() || clock::date(text).is_some() {
        Ok(text.to_owned())
    } else {
        Err("write the day as `2026-11-24`".to_owned())
    }
}
