//! The flag for the version that a sign-off is about, and what a command says of it.

use clap::Args;

use crate::agreement;
use crate::clock::{self, Moment};
use crate::commands::{Result, Session};
use crate::draft::{self, Version};
use crate::signatories::Cells;

#[derive(Debug, Args)]
pub(crate) struct AgreedArgs {
    /// Version agreed to; by default the newest one that was frozen before
    #[arg(long, value_name = "V")]
    version: Option<String>,
}

/// What a sign-off is about.
#[derive(Debug)]
pub(crate) enum Agreed {
    /// The letter as such: nothing is frozen.
    Letter,
    /// No version, since all were frozen after it was given.
    Earlier(String),
    /// The text of a version.
    Version(Version),
}

impl AgreedArgs {
    /// The version that is named, else the one of when the sign-off was given.
    pub(crate) fn find(&self, evidence: &Cells, session: &Session) -> Result<Agreed> {
        let versions = draft::versions(&session.project()?.drafts())?;
        if let Some(name) = &self.version {
            return Ok(Agreed::Version(draft::find(&versions, name)?.clone()));
        }
        // Whoever fills in the cell by hand knows better.
        if versions.is_empty() || evidence.get("signed_version").is_some() {
            return Ok(Agreed::Letter);
        }
        let on = evidence.get("signed_on");
        Ok(match bound(&versions, on) {
            Some(version) => Agreed::Version(version.clone()),
            None => Agreed::Earlier(on.unwrap_or_default().to_owned()),
        })
    }
}

/// The version that a sign-off of a day or time is about; without one, a sign-off of now. What
/// cannot be read as a day tells nothing.
pub(crate) fn bound<'a>(versions: &'a [Version], on: Option<&str>) -> Option<&'a Version> {
    let given = match on.filter(|on| !on.is_empty()) {
        Some(on) => clock::moment(on)?,
        None => Moment::At(clock::now()),
    };
    agreement::binding(versions, given)
}

impl Agreed {
    /// The cells of a sign-off with the version that it is about.
    pub(crate) fn fill(&self, cells: Cells) -> Cells {
        match self {
            Self::Version(version) => cells.with("signed_version", version.reference()),
            Self::Letter | Self::Earlier(_) => cells,
        }
    }

    /// What a sentence on the sign-off goes on with.
    pub(crate) fn told(&self) -> String {
        match self {
            Self::Letter => String::new(),
            Self::Earlier(on) => format!(", for no version: none was frozen before {on}"),
            Self::Version(version) => format!(", for {}", version.reference()),
        }
    }
}
