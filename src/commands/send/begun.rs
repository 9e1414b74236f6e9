//! Those of an edition that was begun, by the lists of today.

use std::collections::BTreeSet;

use crate::addressees::Addressee;
use crate::commands::Result;
use crate::commands::send::person::Person;
use crate::commands::send::today::Today;
use crate::draft::Edition;
use crate::failure::Failure;
use crate::history::{self, HistoryLine, RowChange};
use crate::project::Project;
use crate::signatories::{self, Listed, Row, Signatories};

/// An edition that was begun, and what became of its rows since.
pub(crate) struct Begun {
    pub(crate) edition: Edition,
    /// Its list, as it was recorded.
    pub(crate) list: Option<Signatories>,
    /// The ids that rows were given since, behind those that they had.
    renamed: Vec<(String, String)>,
    /// The ids of rows that were added since.
    added: BTreeSet<String>,
    /// The ids of rows of which it changed since whether the letter names or counts them.
    changed: BTreeSet<String>,
}

impl Begun {
    /// Reads what was recorded, and what happened since.
    pub(crate) fn new(edition: Edition, project: &Project) -> Result<Self> {
        let csv = edition.list.csv.as_bytes();
        let shown = edition.shown(&project.drafts());
        let list = (!csv.is_empty()).then(|| signatories::parse(csv, &shown)).transpose()?;
        let lines = history::read(&project.history())?;
        let recorded = edition.time.to_string();
        let since = lines.iter().filter(|line| line.time > recorded);
        let changes = |line: &&HistoryLine| {
            ["status", "listed"].iter().any(|column| line.changes.contains_key(*column))
        };
        let is_added = |line: &&HistoryLine| line.row == Some(RowChange::Added);
        let ids =
            |lines: Vec<&HistoryLine>| lines.into_iter().map(|line| line.id.clone()).collect();
        let renamed =
            lines.iter().filter(|line| !line.formerly.is_empty() && line.time >= recorded);
        Ok(Self {
            added: ids(since.clone().filter(is_added).collect()),
            changed: ids(since.filter(changes).collect()),
            renamed: renamed.map(|line| (line.formerly.clone(), line.id.clone())).collect(),
            edition,
            list,
        })
    }

    /// The addressees whom it was recorded for and who are on the list still, each with the row as
    /// it was recorded and the mail address of today.
    pub(crate) fn addressees(&self, today: &Today) -> Result<Vec<Person>> {
        let mut people = Vec::new();
        for addressee in self.recorded_addressees()? {
            let now = today.addressee(&addressee.id).filter(|_| today.has_rows);
            people.extend(now.map(|now| Person::addressee(&addressee, &now.email, true)));
        }
        if people.is_empty() && !self.has_rows() && !today.has_rows {
            people.extend(today.all_addressees());
        }
        Ok(people)
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

    /// The signatories whom it names or counts and who sign still. Who is only counted stands there
    /// without an id: they are those who were not counted since, as many as there were.
    pub(crate) fn signatories(&self, today: &Today) -> Vec<Person> {
        let ids = self.ids();
        let mut unnamed = self.unnamed();
        let mut of_edition = BTreeSet::new();
        for row in today.signatories.iter().flat_map(Signatories::rows).filter(Row::counts) {
            let id = row.id();
            let is_of_then = !self.added.contains(id);
            let is_counted =
                || row.listed() == Listed::Anonymous && unnamed > 0 && !self.changed.contains(id);
            if is_of_then && ids.contains(id) {
                of_edition.insert(id);
            } else if is_of_then && is_counted() {
                unnamed -= 1;
                of_edition.insert(id);
            }
        }
        today.signing(|row| of_edition.contains(row.id()))
    }

    /// The ids that those whom it names have today.
    pub(crate) fn ids(&self) -> BTreeSet<String> {
        let rows = self.list.iter().flat_map(Signatories::rows);
        let named = rows.filter(|row| row.listed() == Listed::Yes);
        named.map(|row| self.id_of_today(row.id()).to_owned()).collect()
    }

    /// How many it counts and does not name.
    pub(crate) fn unnamed(&self) -> usize {
        let rows = self.list.iter().flat_map(Signatories::rows);
        rows.filter(|row| row.listed() == Listed::Anonymous).count()
    }

    /// The id that a row has today.
    pub(crate) fn id_of_today<'a>(&'a self, id: &'a str) -> &'a str {
        self.renamed.iter().fold(id, |id, (old, new)| if id == old { new } else { id })
    }
}
