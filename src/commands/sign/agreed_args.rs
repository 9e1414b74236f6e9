//! The flag for the version that a sign-off is about, and what stands in for it.

use clap::Args;

use crate::commands::binding::Binding;
use crate::commands::sign::agreed::Agreed;
use crate::commands::{Result, Session};
use crate::draft;
use crate::signatories::Cells;

#[derive(Debug, Args)]
pub(crate) struct AgreedArgs {
    /// Version agreed to; by default the one last sent to the signatory before, else the newest one
    /// frozen before
    #[arg(long, value_name = "V")]
    version: Option<String>,
}

/// What sign-offs are about that are given at the same time.
#[derive(Debug)]
pub(crate) enum Agreeing {
    /// The same.
    Same(Agreed),
    /// By what was sent to each, on this day.
    ByRow(Binding, Option<String>),
}

impl AgreedArgs {
    /// The version that is named, else those of when the sign-offs were given.
    pub(crate) fn find(&self, evidence: &Cells, session: &Session) -> Result<Agreeing> {
        let binding = Binding::load(&session.project()?)?;
        if let Some(name) = &self.version {
            let version = draft::find(&binding.versions, name)?.clone();
            return Ok(Agreeing::Same(Agreed::Version(version)));
        }
        // Whoever fills in the cell by hand knows better.
        if binding.versions.is_empty() || evidence.get("signed_version").is_some() {
            return Ok(Agreeing::Same(Agreed::Letter));
        }
        Ok(Agreeing::ByRow(binding, evidence.get("signed_on").map(str::to_owned)))
    }
}

impl Agreeing {
    /// What the sign-off of a row is about, by its id.
    pub(crate) fn of(&self, row: &str) -> Agreed {
        let (binding, on) = match self {
            Self::Same(agreed) => return agreed.clone(),
            Self::ByRow(binding, on) => (binding, on.as_deref()),
        };
        match binding.of_row(row, on) {
            Some(bound) if bound.was_sent => Agreed::Sent(bound.version.clone()),
            Some(bound) => Agreed::Version(bound.version.clone()),
            None => Agreed::Earlier(on.unwrap_or_default().to_owned()),
        }
    }
}
