//! An edition that was begun.

use std::collections::BTreeSet;

use crate::addressees::Addressee;
use crate::commands::Result;
use crate::commands::send::happened::Happened;
use crate::draft::Edition;
use crate::failure::Failure;
use crate::history;
use crate::project::Project;
use crate::signatories::{self, Listed, Signatories};

/// An edition that was begun, and what became of its rows since.
pub(crate) struct Begun {
    pub(crate) edition: Edition,
    /// Its list, as it was recorded.
    pub(crate) list: Option<Signatories>,
    pub(crate) happened: Happened,
}

impl Begun {
    /// Reads what was recorded, and what happened since.
    pub(crate) fn new(edition: Edition, project: &Project) -> Result<Self> {
        let csv = edition.list.csv.as_bytes();
        let shown = edition.shown(&project.drafts());
        let list = (!csv.is_empty()).then(|| signatories::parse(csv, &shown)).transpose()?;
        let happened = Happened::since(edition.time, &history::read(&project.history())?);
        Ok(Self { edition, list, happened })
    }

    /// The rows of addressees as they were recorded.
    pub(crate) fn recorded_addressees(&self) -> Result<Vec<Addressee>> {
        let rows = self.edition.letters.iter().filter_map(|letter| letter.addressee.clone());
        let rows = rows.map(Addressee::of_columns);
        rows.collect::<std::result::Result<_, _>>().map_err(Failure::user)
    }

    /// Whether its letters were made for rows of addressees.
    pub(crate) fn has_rows(&self) -> bool {
        self.edition.letters.iter().any(|letter| letter.addressee.is_some())
    }

    /// The ids that those whom it names have today.
    pub(crate) fn ids(&self) -> BTreeSet<String> {
        let rows = self.list.iter().flat_map(Signatories::rows);
        let named = rows.filter(|row| row.listed() == Listed::Yes);
        named.map(|row| self.happened.id_of_today(row.id()).to_owned()).collect()
    }

    /// How many it counts and does not name.
    pub(crate) fn unnamed(&self) -> usize {
        let rows = self.list.iter().flat_map(Signatories::rows);
        rows.filter(|row| row.listed() == Listed::Anonymous).count()
    }
}
